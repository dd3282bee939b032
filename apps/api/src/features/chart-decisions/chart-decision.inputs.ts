import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ isAbstract: true })
class SeriesInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => Uuid) populationId!: string;
}

@InputType({ description: 'Computes centre and limits anew from a period on; all of the reason is kept.' })
export class RecalculateLimitsInput extends SeriesInput {
  @Field(() => Day, { description: 'A day of the first period of the new part.' }) periodStart!: string;
  @Field(() => String, { description: 'The signal that is there.' }) signal!: string;
  @Field(() => String, { description: 'Its cause, which is known.' }) reason!: string;
  @Field(() => Boolean, { description: 'Refused when it is not.' }) expectedToLast!: boolean;
}

@InputType({ description: 'Takes centre and limits from the periods up to one of them, and keeps them.' })
export class FreezeBaselineInput extends SeriesInput {
  @Field(() => Day, { description: 'A day of the last period of the baseline.' }) periodStart!: string;
  @Field(() => String) reason!: string;
}

@InputType({ description: 'Leaves a point out of centre, limits and runs; it is still drawn.' })
export class ExcludePointInput extends SeriesInput {
  @Field(() => Day, { description: 'A day of its period.' }) periodStart!: string;
  @Field(() => String) reason!: string;
}

@InputType({ description: 'Takes a decision about a chart back; it and both reasons stay to be read.' })
export class WithdrawChartDecisionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String) reason!: string;
}

/** What the three decisions have in common. */
export type DecisionInput = RecalculateLimitsInput | FreezeBaselineInput | ExcludePointInput;

const decision = {
  id: text.id,
  indicatorId: text.id,
  placeId: text.id,
  populationId: text.id,
  periodStart: text.day,
  reason: text.writtenProse,
};

export const recalculateLimits = z.object({ ...decision, signal: text.writtenProse, expectedToLast: z.boolean() });
export const freezeBaseline = z.object(decision);
export const excludePoint = z.object(decision);
export const withdrawChartDecision = z.object({
  id: text.id,
  version: z.number().int(),
  reason: text.writtenProse,
});
