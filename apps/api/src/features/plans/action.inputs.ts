import { Field, InputType, Int } from '@nestjs/graphql';
import { isDay } from '@throughline/domain/dates';
import type { ActionVerb } from '@throughline/domain/lifecycles/action';
import { type ActionState, actionStates } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';
import { actionVerbs, ActionVerbs } from './action.type.ts';

@InputType({ description: 'Who does what by when.' })
export class AddActionInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Uuid, { nullable: true }) strategyId?: string | null;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => Uuid, { nullable: true }) organizationId?: string | null;
  @Field(() => Day, { nullable: true }) dueOn?: string | null;
}

@InputType({ description: 'Changes to an action; what is left out stays, null takes it away.' })
export class EditActionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Uuid, { nullable: true }) strategyId?: string | null;
  @Field(() => Day, { nullable: true }) dueOn?: string | null;
}

@InputType({
  description:
    'What somebody says of an action. It is added to what was said before, so it takes no version: an update that waited for the network is as good as one of now.',
})
export class UpdateActionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid, { description: 'The action.' }) id!: string;
  @Field(() => ActionVerbs, { nullable: true, description: 'Left out, the state stays and only the note is added.' })
  verb?: ActionVerb | null;
  @Field(() => String, { nullable: true, description: 'Why, where the verb asks for it (block, abandon, reopen).' })
  note?: string | null;
}

@InputType({ description: 'Hands an action to somebody else.' })
export class ReassignActionInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => Uuid, { nullable: true }) organizationId?: string | null;
}

@InputType({ description: 'Which actions of the list are wanted; parts that are left out do not narrow it.' })
export class ActionFilter {
  @Field(() => [Words.ActionState], { nullable: true }) states?: ActionState[] | null;
  @Field(() => Uuid, { nullable: true }) ownerMemberId?: string | null;
  @Field(() => Uuid, { nullable: true }) strategyId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what is open and past its due day.' })
  late?: boolean | null;
}

const optionalId = text.id.nullish();
const day = text.day.refine(isDay, 'Write a day between 1900 and 2199.');
const orNull = optionalId.transform((value) => value ?? null);

export const addAction = z.object({
  id: text.id,
  networkId: text.id,
  title: text.line,
  description: text.prose.nullish().transform((value) => value ?? ''),
  strategyId: orNull,
  ownerMemberId: orNull,
  organizationId: orNull,
  dueOn: day.nullish().transform((value) => value ?? null),
});

export const editAction = z.object({
  title: text.line.nullish().transform((value) => value ?? undefined),
  description: text.prose.nullish().transform((value) => value ?? undefined),
  strategyId: optionalId,
  dueOn: day.nullish(),
});

export const updateAction = z
  .object({
    verb: z.enum(actionVerbs).nullish(),
    note: text.prose.nullish().transform((value) => value ?? ''),
  })
  .refine(({ verb, note }) => verb || note, { path: ['note'], message: 'Write something here.' });

export const reassignAction = z.object({ ownerMemberId: optionalId, organizationId: optionalId });

export const actionFilter = z.object({
  states: z.array(z.enum(actionStates)).nullish(),
  ownerMemberId: optionalId,
  strategyId: optionalId,
  late: z.boolean().nullish(),
});
