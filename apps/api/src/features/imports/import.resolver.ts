import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import type { LabelStanding, LabelSubject } from './files/import-label.entity.ts';
import { ImportLabelsService } from './import-labels.service.ts';
import { LabelStandings, LabelSubjects } from './import.scalars.ts';
import { ImportReadsService, withAbilities } from './import-reads.service.ts';
import {
  CheckImportInput,
  CommitImportInput,
  DiscardImportInput,
  MapImportInput,
  ResumeImportInput,
  SeeImportInput,
  SaveMappingInput,
  UndoImportInput,
} from './import.inputs.ts';
import { ImportService } from './import.service.ts';
import {
  ImportedIndicatorType,
  ImportLabelPage,
  type ImportLabelType,
  ImportPage,
  ImportPreviewPage,
  type ImportPreviewSeriesType,
  ImportProblemPage,
  type ImportProblemType,
  ImportType,
  MappingFitType,
  MappingGuessType,
  SavedMappingPage,
  SavedMappingType,
} from './import.type.ts';
import { SavedMappingService } from './mappings/saved-mapping.service.ts';

@Resolver()
export class ImportResolver {
  constructor(
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(ImportReadsService) private readonly reads: ImportReadsService,
    @Inject(ImportLabelsService) private readonly labels: ImportLabelsService,
    @Inject(SavedMappingService) private readonly mappings: SavedMappingService,
  ) {}

  @Requires('canImport')
  @Query(() => ImportType, { description: 'One import.' })
  import(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<ImportType> {
    return this.reads.find(viewerOf(context), id);
  }

  @Requires('canImport')
  @Query(() => ImportPage, { name: 'imports', description: 'Imports, the newest first.' })
  page(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('batchId', { type: () => Uuid, nullable: true, description: 'Only files that came together.' })
    batchId: string | null,
    @Args('sourceId', { type: () => Uuid, nullable: true, description: 'Only files of one data source.' })
    sourceId: string | null,
  ): Promise<Page<ImportType>> {
    return this.reads.page(viewerOf(context), first, after ?? null, { batchId, sourceId });
  }

  @Requires('canImport')
  @Query(() => ImportProblemPage, {
    description: 'Problems of the last check by line; of a kind that is very frequent, the first ones.',
  })
  importProblems(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ImportProblemType>> {
    return this.reads.problems(viewerOf(context), id, first, after ?? null);
  }

  @Requires('canImport')
  @Query(() => ImportPreviewPage, { description: 'The series that a checked file brings, beside what is there now.' })
  importPreview(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ImportPreviewSeriesType>> {
    return this.reads.preview(viewerOf(context), id, first, after ?? null);
  }

  @Requires('canImport')
  @Query(() => ImportLabelPage, {
    description: 'Where the numbers of a checked file would go, label by label; what a person is asked comes first.',
  })
  importLabels(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Args('subject', { type: () => LabelSubjects }) subject: LabelSubject,
    @Args('standing', { type: () => LabelStandings, nullable: true }) standing: LabelStanding | null,
    @Args('search', { type: () => String, nullable: true, description: 'Words of it, or the beginning of its code.' })
    search: string | null,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ImportLabelType>> {
    return this.labels.page(viewerOf(context), id, { subject, standing, search }, first, after ?? null);
  }

  @Requires('canImport')
  @Query(() => [ImportedIndicatorType], {
    description: 'What a committed import brought, and how many of its numbers readers do not see.',
  })
  importedIndicators(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<ImportedIndicatorType[]> {
    return this.reads.outcomeOf(viewerOf(context), id);
  }

  @Requires('canImport')
  @Query(() => MappingGuessType, { description: 'What the columns probably are, with reasons, for some indicators.' })
  importMappingGuess(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Args('indicatorIds', { type: () => [Uuid] }) indicatorIds: string[],
  ): Promise<MappingGuessType> {
    return this.reads.guess(viewerOf(context), id, indicatorIds);
  }

  @Requires('canImport')
  @Query(() => SavedMappingPage, { description: "Kept mappings by name, each brought to this file's columns." })
  savedMappings(
    @Context() context: GraphqlContext,
    @Args('importId', { type: () => Uuid }) importId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<SavedMappingType>> {
    return this.mappings.page(viewerOf(context), importId, first, after ?? null);
  }

  @Requires('canImport')
  @Query(() => MappingFitType, { description: "The mapping of another import, brought to this file's columns." })
  importMappingLike(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Args('likeId', { type: () => Uuid }) likeId: string,
  ): Promise<MappingFitType> {
    return this.reads.like(viewerOf(context), id, likeId);
  }

  @Write(
    SeeImportInput,
    () => ImportType,
    'Look at a file again with another sheet, header line or encoding; its mapping is asked anew.',
  )
  async seeImport(viewer: Viewer, input: SeeImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.see(viewer, input));
  }

  @Write(MapImportInput, () => ImportType, 'Say how the columns of a file are read.')
  async mapImport(viewer: Viewer, input: MapImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.map(viewer, input));
  }

  @Write(CheckImportInput, () => ImportType, 'Read the whole file and tell its problems. May take minutes.')
  async checkImport(viewer: Viewer, input: CheckImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.check(viewer, input));
  }

  @Write(
    CommitImportInput,
    () => ImportType,
    'Put every observation of a checked file where it is read, all or nothing.',
  )
  async commitImport(viewer: Viewer, input: CommitImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.commit(viewer, input));
  }

  @Write(UndoImportInput, () => ImportType, 'Take a commit back; refused when a later import stands on it.')
  async undoImport(viewer: Viewer, input: UndoImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.undo(viewer, input));
  }

  @Write(DiscardImportInput, () => ImportType, 'Give an import up before it is committed.')
  async discardImport(viewer: Viewer, input: DiscardImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.discard(viewer, input));
  }

  @Write(ResumeImportInput, () => ImportType, 'Take up an import that was discarded; its file is checked again.')
  async resumeImport(viewer: Viewer, input: ResumeImportInput): Promise<ImportType> {
    return withAbilities(viewer, await this.imports.resume(viewer, input));
  }

  @Write(SaveMappingInput, () => SavedMappingType, "Keep a mapping for next year's file.")
  saveMapping(viewer: Viewer, input: SaveMappingInput): Promise<SavedMappingType> {
    return this.mappings.save(viewer, input);
  }
}
