import { Field, Float, InputType, Int } from '@nestjs/graphql';
import { type ObservationStatus, observationStatuses } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'One value of one population at one place in one period.' })
export class EnterObservationInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => Day, { description: "Any day of the period; the indicator's cadence says which period that is." })
  periodStart!: string;
  @Field(() => Words.ObservationStatus, { nullable: true, description: 'Reported unless said.' })
  status?: ObservationStatus | null;
  @Field(() => Float, { nullable: true, description: 'May be left out where it follows from the counts.' })
  value?: number | null;
  @Field(() => Float, { nullable: true }) numerator?: number | null;
  @Field(() => Float, { nullable: true }) denominator?: number | null;
}

@InputType({ description: 'A correction of one value. The value before is kept.' })
export class CorrectObservationInput extends EnterObservationInput {
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { description: 'Why; kept with the value before, not in the open history.' }) reason!: string;
}

const number = z.number().finite('Write a number.').nullish();
const orNull = (value: number | null | undefined): number | null => value ?? null;
const count = number.refine((value) => orNull(value) === null || Number(value) >= 0, 'A count is not negative.');

export const enterObservation = z.object({
  indicatorId: text.id,
  placeId: text.id,
  populationId: text.id,
  periodStart: text.day,
  status: z
    .enum(observationStatuses)
    .nullish()
    .transform((value) => value ?? 'reported'),
  value: number.transform(orNull),
  numerator: count.transform(orNull),
  denominator: count.transform(orNull),
});

export const correctObservation = enterObservation.extend({
  version: z.number().int(),
  reason: text.writtenProse,
});
