import { Field, Float, InputType, Int } from '@nestjs/graphql';
import {
  type CycleScale,
  cycleScales,
  type PredictionDirection,
  predictionDirections,
} from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A question of a plan, with what is expected of it.' })
export class PlanQuestionInput {
  @Field(() => Uuid) id!: string;
  @Field(() => String) question!: string;
  @Field(() => String, { nullable: true }) prediction?: string | null;
  @Field(() => Words.PredictionDirection, { nullable: true }) direction?: PredictionDirection | null;
  @Field(() => Float, { nullable: true, description: 'The expected value, or the lower end of a range.' })
  predictedLow?: number | null;
  @Field(() => Float, { nullable: true, description: 'The upper end of a range.' }) predictedHigh?: number | null;
}

@InputType({ description: 'Who does what for the cycle.' })
export class PlanTaskInput {
  @Field(() => Uuid) id!: string;
  @Field(() => String) title!: string;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => Day, { nullable: true }) dueOn?: string | null;
}

@InputType({ isAbstract: true })
class PlanFields {
  @Field(() => Words.CycleScale, { nullable: true }) scale?: CycleScale | null;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => String, { nullable: true }) buildsOn?: string | null;
  @Field(() => String, { nullable: true }) objective?: string | null;
  @Field(() => String, { nullable: true, description: 'Who, where and when it is tried.' }) conditions?: string | null;
  @Field(() => Uuid, { nullable: true }) indicatorId?: string | null;
  @Field(() => String, { nullable: true }) measureDefinition?: string | null;
  @Field(() => String, { nullable: true }) measureCollector?: string | null;
  @Field(() => String, { nullable: true }) measureSchedule?: string | null;
  @Field(() => String, { nullable: true }) balancingMeasure?: string | null;
  @Field(() => Day, { nullable: true }) plannedFrom?: string | null;
  @Field(() => Day, { nullable: true }) plannedUntil?: string | null;
}

@InputType({ description: 'A cycle to be planned in full; it becomes the next rung of the idea’s ramp.' })
export class PlanCycleInput extends PlanFields {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) changeIdeaId!: string;
  @Field(() => String) title!: string;
  @Field(() => [PlanQuestionInput], { nullable: true }) questions?: PlanQuestionInput[] | null;
  @Field(() => [PlanTaskInput], { nullable: true }) tasks?: PlanTaskInput[] | null;
}

@InputType({
  description: 'Changes to a plan; what is left out stays. After Do began only what is still empty can be filled in.',
})
export class EditCyclePlanInput extends PlanFields {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
}

@InputType({ description: 'One more question of a plan.' })
export class AddQuestionInput extends PlanQuestionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) cycleId!: string;
}

@InputType({ description: 'Changes to a question and its prediction, until Do locks them.' })
export class EditQuestionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { nullable: true }) question?: string | null;
  @Field(() => String, { nullable: true }) prediction?: string | null;
  @Field(() => Words.PredictionDirection, { nullable: true }) direction?: PredictionDirection | null;
  @Field(() => Float, { nullable: true }) predictedLow?: number | null;
  @Field(() => Float, { nullable: true }) predictedHigh?: number | null;
}

/** What a removal names: which part of a plan, as the person saw it. */
@InputType({ isAbstract: true })
export abstract class RemoveFromPlanInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
}

@InputType({ description: 'Retires a question; its history stays.' })
export class RemoveQuestionInput extends RemoveFromPlanInput {}

@InputType({ description: 'Retires a task; its history stays.' })
export class RemoveCycleTaskInput extends RemoveFromPlanInput {}

@InputType({ description: 'One more task of a cycle.' })
export class AddCycleTaskInput extends PlanTaskInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) cycleId!: string;
}

@InputType({ description: 'Changes to a task; what is left out stays.' })
export class EditCycleTaskInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => Day, { nullable: true }) dueOn?: string | null;
  @Field(() => Boolean, { nullable: true }) done?: boolean | null;
}

const prose = text.prose.nullish().transform((value) => value ?? undefined);
const clearable = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
/** Values of a measure: finite, and no larger than what a double keeps exact. */
const value = z.number('Write a number.').min(-1e15).max(1e15);

const planFields = {
  scale: clearable(z.enum(cycleScales)),
  ownerMemberId: clearable(text.id),
  buildsOn: prose,
  objective: prose,
  conditions: prose,
  indicatorId: clearable(text.id),
  measureDefinition: prose,
  measureCollector: prose,
  measureSchedule: prose,
  balancingMeasure: prose,
  plannedFrom: clearable(text.day),
  plannedUntil: clearable(text.day),
};

const question = {
  id: text.id,
  question: text.line,
  prediction: text.prose.nullish().transform((written) => written ?? ''),
  direction: z
    .enum(predictionDirections)
    .nullish()
    .transform((word) => word ?? null),
  predictedLow: value.nullish().transform((number) => number ?? null),
  predictedHigh: value.nullish().transform((number) => number ?? null),
};

const task = {
  id: text.id,
  title: text.line,
  ownerMemberId: text.id.nullish().transform((id) => id ?? null),
  dueOn: text.day.nullish().transform((day) => day ?? null),
};

/** True unless both ends are there and the wrong way round. */
export const inOrder = <T extends string | number>(from: T | null | undefined, until: T | null | undefined): boolean =>
  from === null || from === undefined || until === null || until === undefined || from <= until;

const rangeProblem = { path: ['predictedHigh'], message: 'The upper end must not be below the lower one.' };
const datesProblem = { path: ['plannedUntil'], message: 'The last day must not be before the first one.' };

const wholeQuestion = z
  .object(question)
  .refine(({ predictedLow, predictedHigh }) => inOrder(predictedLow, predictedHigh), rangeProblem);

export const planCycle = z
  .object({
    id: text.id,
    changeIdeaId: text.id,
    title: text.line,
    ...planFields,
    questions: z
      .array(wholeQuestion)
      .max(30, 'Ask at most 30 questions in one cycle.')
      .nullish()
      .transform((all) => all ?? []),
    tasks: z
      .array(z.object(task))
      .max(100, 'Keep it to 100 tasks.')
      .nullish()
      .transform((all) => all ?? []),
  })
  .refine(({ plannedFrom, plannedUntil }) => inOrder(plannedFrom, plannedUntil), datesProblem);

export const editCyclePlan = z.object({
  title: text.line.nullish().transform((title) => title ?? undefined),
  ...planFields,
});

export const addQuestion = wholeQuestion;

export const editQuestion = z.object({
  question: text.line.nullish().transform((line) => line ?? undefined),
  prediction: prose,
  direction: clearable(z.enum(predictionDirections)),
  predictedLow: clearable(value),
  predictedHigh: clearable(value),
});

export const addTask = z.object(task);

export const editTask = z.object({
  title: text.line.nullish().transform((line) => line ?? undefined),
  ownerMemberId: clearable(text.id),
  dueOn: clearable(text.day),
  done: z
    .boolean()
    .nullish()
    .transform((done) => done ?? undefined),
});
