import { Field, InputType, Int } from '@nestjs/graphql';
import { type AdoptionStage, adoptionStages } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A site becomes eligible for a practice; it begins at exploring.' })
export class AddAdoptionInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) practiceId!: string;
  @Field(() => Uuid) siteId!: string;
  @Field(() => Day, { nullable: true, description: 'Since when; today when left out.' }) on?: string | null;
}

@InputType({ description: 'A site enters a stage; a stage may be passed over, which is flagged.' })
export class MoveAdoptionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Words.AdoptionStage) stage!: AdoptionStage;
  @Field(() => Day, { nullable: true, description: 'On which day; today when left out.' }) on?: string | null;
  @Field(() => String, { nullable: true, description: 'What is to be remembered; a stop must say why.' })
  note?: string | null;
}

@InputType({ description: 'What a site changed to make the practice fit.' })
export class EditAdoptionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String) adaptation!: string;
}

const day = text.day.nullish().transform((value) => value ?? null);

export const addAdoption = z.object({ id: text.id, practiceId: text.id, siteId: text.id, on: day });

export const moveAdoptionInput = z.object({
  stage: z.enum(adoptionStages),
  on: day,
  note: text.prose.nullish().transform((value) => value ?? ''),
});

export const editAdoption = z.object({ adaptation: text.prose });
