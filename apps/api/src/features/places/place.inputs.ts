import { Field, InputType } from '@nestjs/graphql';
import { type PlaceKind, placeKinds } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new place.' })
export class AddPlaceInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.PlaceKind) kind!: PlaceKind;
  @Field(() => String, { nullable: true, description: "The publisher's code, with its leading zeros." })
  code?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The place that it lies in.' }) parentId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "The partnership's own place." }) isHome?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'How publishers write it, besides the name.' })
  labels?: string[] | null;
}

@InputType({ description: 'A label and the place that it means.' })
export class PlaceLabelInput {
  @Field(() => String) label!: string;
  @Field(() => Uuid) placeId!: string;
}

@InputType({
  description: 'Labels of publishers and the places that they mean; a label known already is pointed anew.',
})
export class MapPlaceLabelsInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => [PlaceLabelInput]) labels!: PlaceLabelInput[];
}

const label = text.line;

export const addPlace = z.object({
  id: text.id,
  name: text.line,
  kind: z.enum(placeKinds),
  code: z
    .string()
    .trim()
    .max(40, 'Shorten this to 40 characters.')
    .nullish()
    .transform((value) => value || null),
  parentId: text.id.nullish().transform((value) => value ?? null),
  isHome: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  labels: z
    .array(label)
    .max(100, 'At most 100 labels.')
    .nullish()
    .transform((value) => value ?? []),
});

export const mapPlaceLabels = z.object({
  labels: z
    .array(z.object({ label, placeId: text.id }))
    .min(1, 'Name at least one label.')
    .max(1_000, 'At most 1,000 at once.'),
});
