import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { AnswerField, AnswerQuestionCode } from '@throughline/domain/answer-checks';
import type { DataAnswerState, ImportState } from '@throughline/domain/vocabulary';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Numbers, Uuid } from '../../kernel/scalars.ts';
import { Words } from '../../kernel/words.ts';

@ObjectType('AnsweredNumbers', { description: 'Numbers of a period, one entry for each cell of the answer.' })
export class AnsweredNumbersType {
  @Field(() => String) periodLabel!: string;
  @Field(() => Numbers) numerators!: (number | null)[];
  @Field(() => Numbers) denominators!: (number | null)[];
  @Field(() => Numbers) values!: (number | null)[];
}

@ObjectType('AnswerQuestion', { description: 'Something in an answer to look at before it is accepted.' })
export class AnswerQuestionType {
  @Field(() => String) code!: AnswerQuestionCode;
  @Field(() => Uuid) placeId!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => String, { description: 'numerator, denominator or value.' }) field!: AnswerField;
  @Field(() => String, { nullable: true }) dimension!: string | null;
  @Field(() => Float) given!: number;
  @Field(() => Float) expected!: number;
}

@ObjectType('DataAnswer', { description: 'What an organization sent for one period of a data request.' })
export class DataAnswerType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Day) periodStart!: string;
  @Field(() => Int, { description: 'The how manieth answer for its period, from 1.' }) number!: number;
  @Field(() => Words.DataAnswerState, { description: 'Sent again once its import was undone.' })
  state!: DataAnswerState;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => String) note!: string;
  @Field(() => String, { nullable: true }) reviewedByName!: string | null;
  @Field(() => Instant, { nullable: true }) reviewedAt!: Date | null;
  @Field(() => String, { description: 'What the organization was told to look at again.' }) word!: string;
  @Field(() => Uuid, { nullable: true }) importId!: string | null;
  @Field(() => Words.ImportState, { nullable: true }) importState!: ImportState | null;
  @Field(() => Int, { nullable: true }) importVersion!: number | null;
  @Field(() => [Uuid], { description: 'The place of each cell.' }) placeIds!: string[];
  @Field(() => [Uuid], { description: 'The population of each cell.' }) populationIds!: string[];
  @Field(() => AnsweredNumbersType) numbers!: AnsweredNumbersType;
  @Field(() => AnsweredNumbersType, { nullable: true, description: 'The last answer before, of the same cells.' })
  before!: AnsweredNumbersType | null;
  @Field(() => [AnswerQuestionType]) questions!: AnswerQuestionType[];
}

export const DataAnswerPage = pageType('DataAnswerPage', DataAnswerType);
