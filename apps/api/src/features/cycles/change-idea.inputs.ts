import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'Something that could be tried.' })
export class AddChangeIdeaInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The driver of the theory of change that it should move.' })
  driverId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The strategy that it belongs to.' }) strategyId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The factor that it answers; kept as a link of the thread.' })
  factorId?: string | null;
}

@InputType({ description: 'Changes to a change idea; what is left out stays.' })
export class EditChangeIdeaInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'Null takes it off its driver.' }) driverId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'Null takes it off its strategy.' }) strategyId?: string | null;
}

@InputType({ description: 'Takes an abandoned idea up again.' })
export class ReconsiderChangeIdeaInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why it deserves another try; kept in its history.' }) reason!: string;
}

const maybeId = text.id.nullish().transform((value) => value ?? null);

export const addChangeIdea = z.object({
  id: text.id,
  networkId: text.id,
  title: text.line,
  description: text.prose.nullish().transform((value) => value ?? ''),
  driverId: maybeId,
  strategyId: maybeId,
  factorId: maybeId,
});

export const editChangeIdea = z.object({
  title: text.line.nullish().transform((value) => value ?? undefined),
  description: text.prose.nullish().transform((value) => value ?? undefined),
  driverId: text.id.nullable().optional(),
  strategyId: text.id.nullable().optional(),
});

export const reconsiderChangeIdea = z.object({ reason: text.writtenProse });
