import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new population: everybody, a group of one dimension, or a crossing of two.' })
export class AddPopulationInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'What the group is one of: race, language. None for everybody.' })
  dimension?: string | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => String, { nullable: true }) crossedDimension?: string | null;
  @Field(() => String, { nullable: true }) crossedGroup?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'One that the partnership watches.' }) isKey?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'How publishers write it, besides the name.' })
  labels?: string[] | null;
}

@InputType({
  description: 'Changes to a population; what is left out stays. Its dimension stays: numbers of it are kept under it.',
})
export class EditPopulationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true, description: 'Crossings of the group are renamed with it.' })
  group?: string | null;
  @Field(() => Boolean, { nullable: true }) isKey?: boolean | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Its place from 0 among the populations that are not retired; the others move.',
  })
  position?: number | null;
}

@InputType({ description: 'A population that is no longer offered. It and its numbers stay to be read.' })
export class RetirePopulationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

@InputType({ description: 'A retired population that is to be offered again.' })
export class RestorePopulationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

@InputType({ description: 'Changes to a dimension; what is left out stays.' })
export class EditPopulationDimensionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true, description: 'Its populations are renamed with it.' }) name?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'False where one child can be in several groups: such groups are never added up.',
  })
  isExclusive?: boolean | null;
  @Field(() => Int, { nullable: true, description: 'Its place from 0; the others move.' }) position?: number | null;
}

@InputType({ description: 'A label that is to be forgotten: the next file with it asks again.' })
export class ForgetPopulationLabelInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid, { description: 'The population that the person saw it mean.' }) populationId!: string;
}

@InputType({ description: 'A label and the population that it means.' })
export class PopulationLabelInput {
  @Field(() => String) label!: string;
  @Field(() => Uuid) populationId!: string;
}

@InputType({ description: 'Labels of publishers and the populations that they mean.' })
export class MapPopulationLabelsInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => [PopulationLabelInput]) labels!: PopulationLabelInput[];
}

const optional = text.line.nullish().transform((value) => value ?? null);

export const addPopulation = z
  .object({
    id: text.id,
    name: text.line,
    dimension: optional,
    group: optional,
    crossedDimension: optional,
    crossedGroup: optional,
    isKey: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    labels: z
      .array(text.line)
      .max(100, 'At most 100 labels.')
      .nullish()
      .transform((value) => value ?? []),
  })
  .superRefine((value, context) => {
    const need = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((value.dimension === null) !== (value.group === null)) {
      need(value.group === null ? 'group' : 'dimension', 'A group needs both its dimension and its name.');
    }
    if ((value.crossedDimension === null) !== (value.crossedGroup === null)) {
      need(
        value.crossedGroup === null ? 'crossedGroup' : 'crossedDimension',
        'A crossing needs both its dimension and its group.',
      );
    }
    if (value.crossedDimension === null) return;
    if (value.dimension === null) need('dimension', 'A crossing needs a first dimension too.');
    else if (value.dimension === value.crossedDimension) need('crossedDimension', 'Cross two different dimensions.');
  });

export const mapPopulationLabels = z.object({
  labels: z
    .array(z.object({ label: text.line, populationId: text.id }))
    .min(1, 'Name at least one label.')
    .max(1_000, 'At most 1,000 at once.'),
});

const maybeLine = text.line.nullish().transform((value) => value ?? undefined);
const maybeFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);
const place = z
  .number()
  .int()
  .min(0, 'Count places from 0.')
  .max(10_000, 'Choose a place up to 10,000.')
  .nullish()
  .transform((value) => value ?? undefined);
const seen = { id: text.id, version: z.number().int() };

export const editPopulation = z.object({ name: maybeLine, group: maybeLine, isKey: maybeFlag, position: place });

export const seenPopulation = z.object(seen);

export const editPopulationDimension = z.object({ name: maybeLine, isExclusive: maybeFlag, position: place });

export const forgetPopulationLabel = z.object({ id: text.id, populationId: text.id });
