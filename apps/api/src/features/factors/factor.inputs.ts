import { Field, InputType, Int } from '@nestjs/graphql';
import { type FactorKind, factorKinds } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new factor of a network.' })
export class AddFactorInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Words.FactorKind) kind!: FactorKind;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) basis?: string | null;
  @Field(() => Uuid, { nullable: true }) indicatorId?: string | null;
  @Field(() => Uuid, { nullable: true }) populationId?: string | null;
}

@InputType({ description: 'Changes to a factor; what is left out stays.' })
export class EditFactorInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) basis?: string | null;
}

@InputType({ description: 'Takes a factor out of the list; its history stays.' })
export class RetireFactorInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why it no longer counts.' }) reason!: string;
}

export const addFactor = z.object({
  id: text.id,
  networkId: text.id,
  kind: z.enum(factorKinds),
  title: text.line,
  description: text.prose.nullish().transform((value) => value ?? ''),
  basis: text.prose.nullish().transform((value) => value ?? ''),
  indicatorId: text.id.nullish().transform((value) => value ?? null),
  populationId: text.id.nullish().transform((value) => value ?? null),
});

export const editFactor = z.object({
  title: text.line.nullish().transform((value) => value ?? undefined),
  description: text.prose.nullish().transform((value) => value ?? undefined),
  basis: text.prose.nullish().transform((value) => value ?? undefined),
});
