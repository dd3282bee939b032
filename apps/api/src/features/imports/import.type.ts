import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { ImportState, ObservationStatus, PlaceKind } from '@throughline/domain/vocabulary';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { MappingChangeCode } from '@throughline/source-files/proposals/adapt-mapping';
import type { GuessReason } from '@throughline/source-files/proposals/column-guesses';
import type { ProposalCode } from '@throughline/source-files/proposals/proposals';
import type { ImportReport, SeenFile } from '@throughline/source-files/report/import-report';
import type { MessageParams } from '@throughline/source-files/rows/problems';
import { StatusColumn, Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Days, Instant, Numbers, Uuid } from '../../kernel/scalars.ts';
import type { LabelDoubt, LabelFinder, LabelStanding } from './files/import-label.entity.ts';
import {
  GuessReasons,
  LabelDoubts,
  LabelFinders,
  LabelStandings,
  MappingChangeCodes,
  MappingDocument,
  Params,
  ProposalCodes,
  ReportDocument,
  SeenDocument,
} from './import.scalars.ts';

@ObjectType('Import', { description: 'A file, what was seen in it, its mapping, and what became of its rows.' })
export class ImportType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) fileName!: string;
  @Field(() => Uuid, { nullable: true, description: 'The same for files that came together.' }) batchId!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The data source that it is a file of.' }) sourceId!: string | null;
  @Field(() => Float) bytes!: number;
  @Field(() => String) sha256!: string;
  @Field(() => Words.ImportState) state!: ImportState;
  @Field(() => Uuid, { nullable: true, description: 'The member who uploaded it.' }) uploadedBy!: string | null;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Int, { description: 'Lines read so far while a check runs, then the rows of the file.' })
  rowsRead!: number;
  @Field(() => Int, { description: 'Observations that the file gives.' }) rowsAccepted!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Observations that a running commit has written so far; none while none runs, and in lists.',
  })
  rowsWritten!: number | null;
  @Field(() => Int) errors!: number;
  @Field(() => Int) warnings!: number;
  @Field(() => Instant, { nullable: true, description: 'Last sign of life of a running check.' })
  checkingSince!: Date | null;
  @Field(() => Instant, { nullable: true }) committedAt!: Date | null;
  @Field(() => Instant, { nullable: true }) undoneAt!: Date | null;
  @Field(() => SeenDocument) seen!: SeenFile;
  @Field(() => MappingDocument, { nullable: true }) mapping!: ImportMapping | null;
  @Field(() => ReportDocument, { nullable: true }) report!: ImportReport | null;
  @Field(() => [String], { description: 'Policies that the viewer has here.' }) abilities!: string[];
}

export const ImportPage = pageType('ImportPage', ImportType);

@ObjectType('ImportProblem', { description: 'One thing wrong with one row of a file.' })
export class ImportProblemType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The physical line of the file, from 1.' }) line!: number;
  @Field(() => String) column!: string;
  @Field(() => String) code!: string;
  @Field(() => String, { description: '`error` keeps the import out, `warning` is to be looked at.' })
  severity!: 'error' | 'warning';
  @Field(() => String) message!: string;
  @Field(() => String) cell!: string;
  @Field(() => Params) params!: MessageParams;
}

export const ImportProblemPage = pageType('ImportProblemPage', ImportProblemType);

@ObjectType('ImportPreviewSeries', { description: 'One series that a checked file brings, with what it replaces.' })
export class ImportPreviewSeriesType {
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => String) indicator!: string;
  @Field(() => String) unit!: string;
  @Field(() => String) place!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What the place lies in, as the file or the place of ours says.',
  })
  within!: string | null;
  @Field(() => String, { description: 'Empty for everybody.' }) population!: string;
  @Field(() => Days, { description: 'First day of each period.' }) starts!: string[];
  @Field(() => StatusColumn) statuses!: ObservationStatus[];
  @Field(() => Numbers) values!: (number | null)[];
  @Field(() => Numbers) numerators!: (number | null)[];
  @Field(() => Numbers) denominators!: (number | null)[];
  @Field(() => Numbers, { description: 'Lower bound that the file publishes with the value.' })
  intervalLowers!: (number | null)[];
  @Field(() => Numbers) intervalUppers!: (number | null)[];
  @Field(() => Numbers, { description: 'In percent; null where the file does not say.' })
  intervalLevels!: (number | null)[];
  @Field(() => Numbers, { description: 'The values that stand there now; null where there is none.' })
  valuesNow!: (number | null)[];
}

@ObjectType('ImportLabelTarget', { description: 'A place or population of the partnership.' })
export class ImportLabelTargetType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('ImportedIndicator', { description: 'An indicator that an import brought numbers of.' })
export class ImportedIndicatorType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Int, { description: 'Numbers that the import brought.' }) observations!: number;
  @Field(() => Int, { description: 'Those of them that readers do not see.' }) hidden!: number;
  @Field(() => Boolean, { description: 'Whether it is still being decided what readers see of them.' })
  isBeingDecided!: boolean;
}

@ObjectType('ImportLabel', {
  description: 'A place or population as a checked file names it, and where its numbers would go.',
})
export class ImportLabelType {
  @Field(() => Uuid) id!: string;
  @Field(() => String, { description: 'Empty for everybody.' }) label!: string;
  @Field(() => String, { nullable: true }) code!: string | null;
  @Field(() => String, { nullable: true, description: 'What it lies in, as the file names it.' })
  within!: string | null;
  @Field(() => Words.PlaceKind, { nullable: true, description: 'Of a place: what it is, or would be added as.' })
  kind!: PlaceKind | null;
  @Field(() => Int, { description: 'Rows that name it; 0 for a side of a crossing that has none.' }) rows!: number;
  @Field(() => Int) firstLine!: number;
  @Field(() => LabelStandings) standing!: LabelStanding;
  @Field(() => LabelFinders, { nullable: true, description: 'By what it is one of ours.' }) finder!: LabelFinder | null;
  @Field(() => LabelDoubts, { nullable: true, description: 'Why a person is asked.' }) doubt!: LabelDoubt | null;
  @Field(() => ImportLabelTargetType, { nullable: true, description: 'Where its numbers go.' })
  target!: ImportLabelTargetType | null;
  @Field(() => ImportLabelTargetType, { nullable: true, description: 'The one of ours that it may be.' })
  likely!: ImportLabelTargetType | null;
  @Field(() => String, { nullable: true, description: 'Of a group that is added: what it is a group of.' })
  dimension!: string | null;
  @Field(() => String, {
    description:
      'The label under which an answer about it is remembered, and by which a mapping says that it is another place.',
  })
  answerAs!: string;
}

export const ImportLabelPage = pageType('ImportLabelPage', ImportLabelType);

export const ImportPreviewPage = pageType('ImportPreviewPage', ImportPreviewSeriesType);

@ObjectType('ColumnGuess', { description: 'What a column probably is.' })
export class ColumnGuessType {
  @Field(() => String) column!: string;
  @Field(() => String) role!: string;
  @Field(() => Float, { description: 'From 0 to 1.' }) confidence!: number;
  @Field(() => GuessReasons, { description: 'Why.' }) reason!: GuessReason;
  @Field(() => Params) params!: MessageParams;
}

@ObjectType('MappingProposal', { description: 'Something recognised in a file that the guessed mapping makes use of.' })
export class MappingProposalType {
  @Field(() => ProposalCodes) code!: ProposalCode;
  @Field(() => String, { description: 'The field of the mapping that was filled, or that a person must fill.' })
  path!: string;
  @Field(() => String, { nullable: true }) column!: string | null;
  @Field(() => Params) params!: MessageParams;
  @Field(() => String) message!: string;
  @Field(() => [String], { description: 'Cells or names that show it, at most five.' }) examples!: string[];
}

@ObjectType('MappingChange', { description: 'One change that brought a mapping to another file.' })
export class MappingChangeType {
  @Field(() => MappingChangeCodes) code!: MappingChangeCode;
  @Field(() => Params) params!: MessageParams;
}

@ObjectType('MappingGuess', { description: 'A proposal for a person; what cannot be guessed is left empty.' })
export class MappingGuessType {
  @Field(() => MappingDocument) mapping!: ImportMapping;
  @Field(() => [ColumnGuessType]) columns!: ColumnGuessType[];
  @Field(() => [MappingProposalType], { description: 'What was recognised beyond the columns.' })
  proposals!: MappingProposalType[];
}

@ObjectType('MappingFit', { description: 'A mapping brought to the columns of a file, and what does not fit.' })
export class MappingFitType {
  @Field(() => MappingDocument) mapping!: ImportMapping;
  @Field(() => Float, { description: "Share of the mapping's columns that the file has." }) fit!: number;
  @Field(() => [String], { description: 'Columns that the file does not have.' }) missing!: string[];
  @Field(() => [MappingChangeType], { description: 'All that was changed to fit the file.' })
  changes!: MappingChangeType[];
}

@ObjectType('SavedMapping', { description: "A mapping kept for next year's file." })
export class SavedMappingType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Day) savedOn!: string;
  @Field(() => MappingDocument, { description: "Brought to the file's columns where they are only spelled otherwise." })
  mapping!: ImportMapping;
  @Field(() => Float, { description: "Share of the mapping's columns that the file has." }) fit!: number;
  @Field(() => [String], { description: 'Columns that the file does not have.' }) missing!: string[];
  @Field(() => [MappingChangeType], { description: 'All that was changed to fit the file.' })
  changes!: MappingChangeType[];
}

export const SavedMappingPage = pageType('SavedMappingPage', SavedMappingType);
