import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import {
  BeginScalingInput,
  EditPracticeInput,
  OpenPracticeInput,
  ResumeScalingInput,
  RetirePracticeInput,
  SustainPracticeInput,
} from './practice.inputs.ts';
import { PracticeService } from './practice.service.ts';
import { PracticeDetail, PracticePage, PracticeType } from './practice.type.ts';

@Resolver()
export class PracticeResolver {
  constructor(@Inject(PracticeService) private readonly service: PracticeService) {}

  @Requires('canReadPartnership')
  @Query(() => PracticeDetail, { description: 'A practice with its tests, its sites and what came of it.' })
  practice(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<PracticeDetail> {
    return this.service.detail(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => PracticePage, { description: 'Practices by name, of one network or of all.' })
  practices(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid, nullable: true }) networkId: string | null,
    @Args('withRetired', { type: () => Boolean, defaultValue: false }) withRetired: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<PracticeType>> {
    return this.service.page(viewerOf(context), { networkId: networkId ?? null, withRetired }, first, after ?? null);
  }

  @Write(OpenPracticeInput, () => PracticeType, 'Open a practice by hand.')
  openPractice(viewer: Viewer, input: OpenPracticeInput): Promise<PracticeType> {
    return this.service.openByHand(viewer, input);
  }

  @Write(EditPracticeInput, () => PracticeType, 'Change what a practice is, its core and what may be adapted.')
  editPractice(viewer: Viewer, input: EditPracticeInput): Promise<PracticeType> {
    return this.service.edit(viewer, input);
  }

  @Write(BeginScalingInput, () => PracticeType, 'Bring a practice that was tested at scale to more sites.')
  beginScaling(viewer: Viewer, input: BeginScalingInput): Promise<PracticeType> {
    return this.service.beginScaling(viewer, input);
  }

  @Write(SustainPracticeInput, () => PracticeType, 'Say that a practice lives on without the network.')
  sustainPractice(viewer: Viewer, input: SustainPracticeInput): Promise<PracticeType> {
    return this.service.sustain(viewer, input);
  }

  @Write(ResumeScalingInput, () => PracticeType, 'Bring a sustained practice to more sites again, with a reason.')
  resumeScaling(viewer: Viewer, input: ResumeScalingInput): Promise<PracticeType> {
    return this.service.resumeScaling(viewer, input);
  }

  @Write(RetirePracticeInput, () => PracticeType, 'Give a practice up, with a reason.')
  retirePractice(viewer: Viewer, input: RetirePracticeInput): Promise<PracticeType> {
    return this.service.retire(viewer, input);
  }
}
