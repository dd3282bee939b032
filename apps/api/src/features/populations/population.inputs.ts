import { Field, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../graphql/input.ts';
import { Uuid } from '../../graphql/scalars.ts';

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
