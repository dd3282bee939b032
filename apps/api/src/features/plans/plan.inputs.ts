import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: "A network's next plan." })
export class DraftPlanInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String, { nullable: true }) summary?: string | null;
}

@InputType({ description: 'Changes to a plan; what is left out stays.' })
export class EditActionPlanInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) summary?: string | null;
}

@InputType({ description: 'The network agreed the plan.' })
export class AgreePlanInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
}

export const draftPlan = z.object({
  id: text.id,
  networkId: text.id,
  summary: text.prose.nullish().transform((value) => value ?? ''),
});

export const editActionPlan = z.object({ summary: text.prose.nullish().transform((value) => value ?? undefined) });
