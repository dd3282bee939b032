import { Field, Float, InputType, Int } from '@nestjs/graphql';
import {
  type Cadence,
  cadences,
  type Direction,
  directions,
  type IndicatorLevel,
  indicatorLevels,
  type MeasureType,
  measureTypes,
} from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new indicator with its first definition.' })
export class AddIndicatorInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) outcomeId!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.IndicatorLevel) level!: IndicatorLevel;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => Words.Direction) direction!: Direction;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => String, { description: 'Written after the number: `%`, `days`, `per 1,000`.' }) unit!: string;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether numerators and denominators are shown to readers; another answer decides what is hidden anew.',
  })
  countsPublished?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Of a count: whether it counts people.' })
  countsPeople?: boolean | null;
  @Field(() => String, { description: 'What exactly is counted, of whom, when.' }) definition!: string;
  @Field(() => String, { nullable: true }) rationale?: string | null;
  @Field(() => String, { nullable: true }) source?: string | null;
  @Field(() => String, { nullable: true }) sourceUrl?: string | null;
}

@InputType({
  description:
    'Changes to an indicator; what is left out stays. Measure type and cadence stay: another one is another indicator.',
})
export class EditIndicatorInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Uuid, { nullable: true }) outcomeId?: string | null;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Words.IndicatorLevel, { nullable: true }) level?: IndicatorLevel | null;
  @Field(() => Words.Direction, { nullable: true }) direction?: Direction | null;
  @Field(() => String, { nullable: true }) unit?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'Null: nobody looks after it.' }) ownerMemberId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether numerators and denominators are shown to readers; another answer decides what is hidden anew.',
  })
  countsPublished?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Of a count: whether it counts people.' })
  countsPeople?: boolean | null;
}

@InputType({ description: 'A new version of what an indicator means. Earlier versions stay to be read.' })
export class ReviseDefinitionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid, { description: "The new version's own id." }) id!: string;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Int, { description: 'The number of the version that the person saw.' }) number!: number;
  @Field(() => String) definition!: string;
  @Field(() => String, { nullable: true }) rationale?: string | null;
  @Field(() => String, { nullable: true }) source?: string | null;
  @Field(() => String, { nullable: true }) sourceUrl?: string | null;
  @Field(() => Day, {
    nullable: true,
    description: 'First day that is no longer comparable with what was before; null when the series goes on.',
  })
  breaksOn?: string | null;
}

@InputType({ description: 'An indicator that is no longer followed. It and its numbers stay to be read.' })
export class RetireIndicatorInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String) reason!: string;
}

@InputType({ description: 'A time-bound target of one population at one place.' })
export class SetTargetInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => Float) value!: number;
  @Field(() => Day) dueOn!: string;
  @Field(() => Day, { nullable: true, description: 'A day of the period that the baseline is of.' })
  baselinePeriodStart?: string | null;
  @Field(() => Float, { nullable: true, description: 'Only where that period has no value of its own.' })
  baselineValue?: number | null;
}

@InputType({ description: 'Changes to a target; what is left out stays.' })
export class EditTargetInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Float, { nullable: true }) value?: number | null;
  @Field(() => Day, { nullable: true }) dueOn?: string | null;
  @Field(() => Day, { nullable: true }) baselinePeriodStart?: string | null;
  @Field(() => Float, { nullable: true }) baselineValue?: number | null;
}

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const prose = text.prose.nullish().transform((value) => value ?? '');
const address = z
  .union([z.literal(''), z.url({ protocol: /^https?$/, message: 'Write a web address that begins with https://.' })])
  .nullish()
  .transform((value) => value ?? '');
const definition = { definition: text.writtenProse, rationale: prose, source: prose, sourceUrl: address };
const unit = z.string().trim().max(40, 'Shorten this to 40 characters.');
const number = z.number().finite('Write a number.');

export const addIndicator = z.object({
  id: text.id,
  outcomeId: text.id,
  name: text.line,
  level: z.enum(indicatorLevels),
  measureType: z.enum(measureTypes),
  direction: z.enum(directions),
  cadence: z.enum(cadences),
  unit,
  ownerMemberId: text.id.nullish().transform((value) => value ?? null),
  countsPublished: optional(z.boolean()),
  countsPeople: optional(z.boolean()),
  ...definition,
});

export const editIndicator = z.object({
  outcomeId: optional(text.id),
  name: optional(text.line),
  level: optional(z.enum(indicatorLevels)),
  direction: optional(z.enum(directions)),
  unit: optional(unit),
  ownerMemberId: text.id.nullish(),
  countsPublished: optional(z.boolean()),
  countsPeople: optional(z.boolean()),
});

export const reviseDefinition = z.object({
  id: text.id,
  indicatorId: text.id,
  number: z.number().int(),
  ...definition,
  breaksOn: text.day.nullish().transform((value) => value ?? null),
});

export const retireIndicator = z.object({ id: text.id, version: z.number().int(), reason: text.writtenProse });

export const setTarget = z.object({
  id: text.id,
  indicatorId: text.id,
  placeId: text.id,
  populationId: text.id,
  value: number,
  dueOn: text.day,
  baselinePeriodStart: text.day.nullish().transform((value) => value ?? null),
  baselineValue: number.nullish().transform((value) => value ?? null),
});

export const editTarget = z.object({
  value: optional(number),
  dueOn: optional(text.day),
  baselinePeriodStart: text.day.nullish(),
  baselineValue: number.nullish(),
});
