import { Field, Float, InputType, Int } from '@nestjs/graphql';
import {
  type CycleDecision,
  cycleDecisions,
  type CycleScale,
  cycleScales,
  type Verdict,
  verdicts,
} from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A test in three fields; everything else is asked later.' })
export class LogTestInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid, { description: "The new cycle's id." }) id!: string;
  @Field(() => Uuid, { description: "The id that the cycle's question gets when something was expected." })
  questionId!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid, { description: 'The idea that it belongs to; a new id together with `newIdeaTitle`.' })
  changeIdeaId!: string;
  @Field(() => String, { nullable: true, description: 'Opens a new change idea with this title.' })
  newIdeaTitle?: string | null;
  @Field(() => String, { description: 'What did you try?' }) tried!: string;
  @Field(() => String, { nullable: true, description: 'What did you expect?' }) expected?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What happened? Empty while it is under way: the prediction is then locked now.',
  })
  happened?: string | null;
}

/** What every step of a cycle names: which cycle, as the person saw it. */
@InputType({ isAbstract: true })
export abstract class CycleStageInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

@InputType({ description: 'Locks the predictions and begins Do.' })
export class BeginDoInput extends CycleStageInput {}

@InputType({ description: 'Begins Study.' })
export class BeginStudyInput extends CycleStageInput {}

@InputType({ description: 'Begins Act.' })
export class BeginActInput extends CycleStageInput {}

@InputType({ description: 'What happened in Do; what is left out stays.' })
export class RecordDoInput extends CycleStageInput {
  @Field(() => String, { nullable: true }) whatHappened?: string | null;
  @Field(() => Boolean, { nullable: true }) carriedOutAsPlanned?: boolean | null;
  @Field(() => String, { nullable: true }) deviations?: string | null;
}

@InputType({ description: 'The result of one question beside its prediction; what is left out stays.' })
export class QuestionResultInput {
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: "The question's version that the person saw." }) version!: number;
  @Field(() => String, { nullable: true }) result?: string | null;
  @Field(() => Float, { nullable: true }) resultValue?: number | null;
  @Field(() => String, { nullable: true }) evidence?: string | null;
  @Field(() => Words.Verdict, { nullable: true }) verdict?: Verdict | null;
}

@InputType({ description: 'What Study found; what is left out stays.' })
export class RecordStudyInput extends CycleStageInput {
  @Field(() => String, { nullable: true }) learned?: string | null;
  @Field(() => [QuestionResultInput], { nullable: true }) questions?: QuestionResultInput[] | null;
}

@InputType({ description: 'The practice that adopt opens.' })
export class OpenedPracticeInput {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
}

@InputType({ description: 'The next cycle that adapt and expand open, filled in from this one.' })
export class OpenedCycleInput {
  @Field(() => Uuid) id!: string;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => Words.CycleScale, { nullable: true, description: 'By default as before; one step larger for expand.' })
  scale?: CycleScale | null;
  @Field(() => String, { nullable: true, description: 'What this cycle taught, and what will be different.' })
  buildsOn?: string | null;
}

@InputType({ description: 'The decision that closes a cycle, with what it brings about.' })
export class DecideCycleInput extends CycleStageInput {
  @Field(() => Words.CycleDecision) decision!: CycleDecision;
  @Field(() => String, { nullable: true }) decisionReason?: string | null;
  @Field(() => String, { nullable: true, description: 'Required for abandon unless Study says it already.' })
  learned?: string | null;
  @Field(() => OpenedPracticeInput, { nullable: true, description: 'With adopt.' })
  practice?: OpenedPracticeInput | null;
  @Field(() => OpenedCycleInput, { nullable: true, description: 'With adapt and expand.' })
  next?: OpenedCycleInput | null;
}

const prose = text.prose.nullish().transform((value) => value ?? undefined);
const emptyable = text.prose.nullish().transform((value) => value ?? '');

export const logTest = z.object({
  id: text.id,
  questionId: text.id,
  networkId: text.id,
  changeIdeaId: text.id,
  newIdeaTitle: text.line.nullish().transform((title) => title ?? null),
  tried: text.prose,
  expected: emptyable,
  happened: emptyable,
});

export const recordDo = z.object({
  whatHappened: prose,
  carriedOutAsPlanned: z.boolean().nullable().optional(),
  deviations: prose,
});

export const recordStudy = z.object({
  learned: prose,
  questions: z
    .array(
      z.object({
        id: text.id,
        version: z.int(),
        result: prose,
        resultValue: z.number('Write a number.').min(-1e15).max(1e15).nullable().optional(),
        evidence: prose,
        verdict: z.enum(verdicts).nullable().optional(),
      }),
    )
    .max(30, 'Ask at most 30 questions in one cycle.')
    .nullish()
    .transform((all) => all ?? []),
});

export const decideCycle = z.object({
  decision: z.enum(cycleDecisions),
  decisionReason: emptyable,
  learned: prose,
  practice: z
    .object({ id: text.id, name: text.line, description: emptyable })
    .nullish()
    .transform((practice) => practice ?? null),
  next: z
    .object({
      id: text.id,
      title: text.line.nullish().transform((title) => title ?? undefined),
      scale: z
        .enum(cycleScales)
        .nullish()
        .transform((scale) => scale ?? undefined),
      buildsOn: prose,
    })
    .nullish()
    .transform((next) => next ?? null),
});
/** A decision as read from its input. */
export type Decision = z.output<typeof decideCycle>;
