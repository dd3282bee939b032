import { Field, InputType, Int } from '@nestjs/graphql';
import { type StrategyKind, strategyKinds } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new line of work of a plan.' })
export class AddStrategyInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) planId!: string;
  @Field(() => Words.StrategyKind) kind!: StrategyKind;
  @Field(() => Uuid, { nullable: true, description: 'For whom a targeted strategy is.' }) populationId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The factor that it answers.' }) factorId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The driver that it answers.' }) driverId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Int, { nullable: true }) position?: number | null;
}

@InputType({ description: 'Changes to a strategy; what is left out stays, null takes it away.' })
export class EditStrategyInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Words.StrategyKind, { nullable: true }) kind?: StrategyKind | null;
  @Field(() => Uuid, { nullable: true }) populationId?: string | null;
  @Field(() => Uuid, { nullable: true }) factorId?: string | null;
  @Field(() => Uuid, { nullable: true }) driverId?: string | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Int, { nullable: true }) position?: number | null;
}

@InputType({ description: 'The strategy has done its work.' })
export class CompleteStrategyInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
}

@InputType({ description: 'The strategy is given up; what was learned stays.' })
export class AbandonStrategyInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why, so that others can learn from it.' }) reason!: string;
}

@InputType({ description: 'A closed strategy goes on.' })
export class ReopenStrategyInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why.' }) reason!: string;
}

const optionalId = text.id.nullish();
const orNull = optionalId.transform((value) => value ?? null);
const position = z.int('Write a whole number.').min(0, 'Write 0 or more.').max(10_000, 'Write at most 10,000.');

export const addStrategy = z.object({
  id: text.id,
  planId: text.id,
  kind: z.enum(strategyKinds),
  populationId: orNull,
  factorId: orNull,
  driverId: orNull,
  title: text.line,
  description: text.prose.nullish().transform((value) => value ?? ''),
  position: position.nullish().transform((value) => value ?? 0),
});

export const editStrategy = z.object({
  kind: z
    .enum(strategyKinds)
    .nullish()
    .transform((value) => value ?? undefined),
  populationId: optionalId,
  factorId: optionalId,
  driverId: optionalId,
  title: text.line.nullish().transform((value) => value ?? undefined),
  description: text.prose.nullish().transform((value) => value ?? undefined),
  position: position.nullish().transform((value) => value ?? undefined),
});

export const withReason = z.object({ reason: text.prose });
