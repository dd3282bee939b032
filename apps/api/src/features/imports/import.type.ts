import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { ImportState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Json, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Import', { description: 'A file, what was seen in it, its mapping, and what became of its rows.' })
export class ImportType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) fileName!: string;
  @Field(() => Uuid, { nullable: true, description: 'The same for files that came together.' }) batchId!: string | null;
  @Field(() => Float) bytes!: number;
  @Field(() => String) sha256!: string;
  @Field(() => Words.ImportState) state!: ImportState;
  @Field(() => Uuid, { nullable: true, description: 'The member who uploaded it.' }) uploadedBy!: string | null;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Int, { description: 'Lines read so far while a check runs, then the rows of the file.' })
  rowsRead!: number;
  @Field(() => Int, { description: 'Observations that the file gives.' }) rowsAccepted!: number;
  @Field(() => Int) errors!: number;
  @Field(() => Int) warnings!: number;
  @Field(() => Instant, { nullable: true, description: 'Last sign of life of a running check.' })
  checkingSince!: Date | null;
  @Field(() => Instant, { nullable: true }) committedAt!: Date | null;
  @Field(() => Instant, { nullable: true }) undoneAt!: Date | null;
  @Field(() => Json, {
    description: 'Encoding, header, columns with profiles, first rows: `{shape, profiles, sample}`.',
  })
  seen!: unknown;
  @Field(() => Json, { nullable: true }) mapping!: unknown;
  @Field(() => Json, {
    nullable: true,
    description: 'What the last check found: counts, unknown labels, overlap; after the commit, what it did.',
  })
  report!: unknown;
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
  @Field(() => Json, { description: 'What the message names, by name, for other languages.' }) params!: unknown;
}

export const ImportProblemPage = pageType('ImportProblemPage', ImportProblemType);

@ObjectType('ImportPreviewSeries', { description: 'One series that a checked file brings, with what it replaces.' })
export class ImportPreviewSeriesType {
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => String) indicator!: string;
  @Field(() => String) unit!: string;
  @Field(() => String) place!: string;
  @Field(() => String, { description: 'Empty for everybody.' }) population!: string;
  @Field(() => Json, {
    description:
      'By period: `[start, status, value, numerator, denominator, was]`; `was` is the value now, null where there is none.',
  })
  points!: unknown;
}

export const ImportPreviewPage = pageType('ImportPreviewPage', ImportPreviewSeriesType);

@ObjectType('ColumnGuess', { description: 'What a column probably is.' })
export class ColumnGuessType {
  @Field(() => String) column!: string;
  @Field(() => String) role!: string;
  @Field(() => Float, { description: 'From 0 to 1.' }) confidence!: number;
  @Field(() => String) reason!: string;
}

@ObjectType('MappingGuess', { description: 'A proposal for a person; what cannot be guessed is left empty.' })
export class MappingGuessType {
  @Field(() => Json) mapping!: unknown;
  @Field(() => [ColumnGuessType]) columns!: ColumnGuessType[];
  @Field(() => Json, {
    description: 'What was recognised beyond the columns: `[{code, path, column, params, message, examples}]`.',
  })
  proposals!: unknown;
}

@ObjectType('MappingFit', { description: 'A mapping brought to the columns of a file, and what does not fit.' })
export class MappingFitType {
  @Field(() => Json) mapping!: unknown;
  @Field(() => Float, { description: "Share of the mapping's columns that the file has." }) fit!: number;
  @Field(() => [String], { description: 'Columns that the file does not have.' }) missing!: string[];
  @Field(() => Json, { description: 'Columns under another spelling: `{before: now}`.' }) renamed!: unknown;
  @Field(() => Json, { description: 'All that was changed to fit the file: `[{code, params}]`.' }) changes!: unknown;
}

@ObjectType('SavedMapping', { description: "A mapping kept for next year's file." })
export class SavedMappingType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Day) savedOn!: string;
  @Field(() => Json, { description: "Brought to the file's columns where they are only spelled otherwise." })
  mapping!: unknown;
  @Field(() => Float, { description: "Share of the mapping's columns that the file has." }) fit!: number;
  @Field(() => [String], { description: 'Columns that the file does not have.' }) missing!: string[];
  @Field(() => Json, { description: 'Columns under another spelling: `{before: now}`.' }) renamed!: unknown;
  @Field(() => Json, { description: 'All that was changed to fit the file: `[{code, params}]`.' }) changes!: unknown;
}

export const SavedMappingPage = pageType('SavedMappingPage', SavedMappingType);
