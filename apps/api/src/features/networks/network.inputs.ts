import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new network, forming; with a parent it is a workgroup.' })
export class CreateNetworkInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) purpose?: string | null;
  @Field(() => Uuid) outcomeId!: string;
  @Field(() => Uuid, { nullable: true, description: 'The indicator that it watches first.' })
  indicatorId?: string | null;
  @Field(() => Uuid, { nullable: true }) parentId?: string | null;
}

@InputType({ description: 'Changes to a network; what is left out stays.' })
export class EditNetworkInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) purpose?: string | null;
  @Field(() => Uuid, { nullable: true }) indicatorId?: string | null;
}

@InputType({ description: 'The network has formed and begins its work.' })
export class ActivateNetworkInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
}

@InputType({ description: 'The network rests for a while.' })
export class PauseNetworkInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why; kept in the history.' }) reason!: string;
}

@InputType({ description: 'A paused network takes up its work again.' })
export class ResumeNetworkInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
}

@InputType({ description: 'The network ends. Its work stays readable.' })
export class RetireNetworkInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why; kept in the history.' }) reason!: string;
}

export const createNetwork = z.object({
  id: text.id,
  name: text.line,
  purpose: text.prose.nullish().transform((value) => value ?? ''),
  outcomeId: text.id,
  indicatorId: text.id.nullish().transform((value) => value ?? null),
  parentId: text.id.nullish().transform((value) => value ?? null),
});

export const editNetwork = z.object({
  name: text.line.nullish().transform((value) => value ?? undefined),
  purpose: text.prose.nullish().transform((value) => value ?? undefined),
  indicatorId: text.id.nullish(),
});

/** The reason may be empty here: whether it must be written is the lifecycle's rule. */
export const moveNetwork = z.object({
  reason: text.prose.nullish().transform((value) => value ?? ''),
});
