import { Field, InputType, Int } from '@nestjs/graphql';
import { type OutcomeStage, outcomeStages } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new community level outcome.' })
export class AddOutcomeInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Words.OutcomeStage, {
    nullable: true,
    description: 'Where it stands from cradle to career; `other` if left out.',
  })
  stage?: OutcomeStage | null;
  @Field(() => Int, { nullable: true, description: 'Its place among outcomes of its stage; last if left out.' })
  position?: number | null;
}

@InputType({ description: 'Changes to an outcome; what is left out stays.' })
export class EditOutcomeInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Words.OutcomeStage, { nullable: true }) stage?: OutcomeStage | null;
  @Field(() => Int, { nullable: true }) position?: number | null;
}

@InputType({ description: 'An outcome that is no longer worked on. It stays to be read.' })
export class RetireOutcomeInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

const position = z.number().int().min(0, 'Count places from 0.').max(10_000, 'Choose a place up to 10,000.');

export const addOutcome = z.object({
  id: text.id,
  name: text.line,
  description: text.prose.nullish().transform((value) => value ?? ''),
  stage: z
    .enum(outcomeStages)
    .nullish()
    .transform((value) => value ?? ('other' as const)),
  position: position.nullish().transform((value) => value ?? null),
});

export const editOutcome = z.object({
  name: text.line.nullish().transform((value) => value ?? undefined),
  description: text.prose.nullish().transform((value) => value ?? undefined),
  stage: z
    .enum(outcomeStages)
    .nullish()
    .transform((value) => value ?? undefined),
  position: position.nullish().transform((value) => value ?? undefined),
});

export const retireOutcome = z.object({ id: text.id, version: z.number().int() });
