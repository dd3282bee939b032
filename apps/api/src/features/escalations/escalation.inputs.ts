import { Field, InputType, Int } from '@nestjs/graphql';
import {
  type EscalationCategory,
  escalationCategories,
  type EscalationKind,
  escalationKinds,
  type EscalationState,
} from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new ask, to one organization or one leadership table.' })
export class RaiseEscalationInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Words.EscalationKind) kind!: EscalationKind;
  @Field(() => Words.EscalationCategory) category!: EscalationCategory;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { description: 'What exactly is asked of them.' }) ask!: string;
  @Field(() => Day, { description: 'The day by which they answer; after today.' }) respondBy!: string;
  @Field(() => Uuid, { nullable: true }) toOrganizationId?: string | null;
  @Field(() => Uuid, { nullable: true }) toTableId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The blocked action that it is lifted from.' })
  actionId?: string | null;
}

@InputType({ description: 'Changes to an ask that nobody has answered; what is left out stays.' })
export class EditEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Words.EscalationCategory, { nullable: true }) category?: EscalationCategory | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) ask?: string | null;
  @Field(() => Day, { nullable: true }) respondBy?: string | null;
}

@InputType({ description: 'It was seen; the answer follows.' })
export class AcknowledgeEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@InputType({ description: 'What will be done, by which day.' })
export class CommitEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
  @Field(() => Day) promisedBy!: string;
}

@InputType({ description: 'Why it will not be done.' })
export class DeclineEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
}

@InputType({ description: 'Who should answer instead, and why.' })
export class RedirectEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
  @Field(() => Uuid, { nullable: true }) toOrganizationId?: string | null;
  @Field(() => Uuid, { nullable: true }) toTableId?: string | null;
}

@InputType({ description: 'What was done.' })
export class FulfilEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
}

@InputType({ description: 'It was done, as whoever raised it sees it.' })
export class ConfirmEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@InputType({ description: 'What is still missing, and by which day an answer is asked for now.' })
export class ReopenEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
  @Field(() => Day) respondBy!: string;
}

@InputType({ description: 'Why it is no longer needed.' })
export class WithdrawEscalationInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) text!: string;
}

@InputType({ description: 'Which asks are listed; what is left out does not narrow the list.' })
export class EscalationFilter {
  @Field(() => [Words.EscalationState], { nullable: true }) states?: EscalationState[] | null;
  @Field(() => Uuid, { nullable: true }) networkId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Asked of my organization or of a table that I sit at.' })
  askedOfMe?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Unanswered past the respond-by day, or undone past the promised day.',
  })
  overdue?: boolean | null;
}

const optionalId = text.id.nullish().transform((value) => value ?? null);
const keep = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

interface Target {
  toOrganizationId: string | null;
  toTableId: string | null;
}
const isOneTarget = ({ toOrganizationId, toTableId }: Target): boolean =>
  (toOrganizationId === null) !== (toTableId === null);
const chooseOne = { path: ['toOrganizationId'], message: 'Choose one organization or one leadership table.' };

export const raiseEscalation = z
  .object({
    id: text.id,
    networkId: text.id,
    kind: z.enum(escalationKinds),
    category: z.enum(escalationCategories),
    title: text.line,
    description: text.prose.nullish().transform((value) => value ?? ''),
    ask: text.writtenProse,
    respondBy: text.day,
    toOrganizationId: optionalId,
    toTableId: optionalId,
    actionId: optionalId,
  })
  .refine(isOneTarget, chooseOne);

export const editEscalation = z.object({
  category: keep(z.enum(escalationCategories)),
  title: keep(text.line),
  description: keep(text.prose),
  ask: keep(text.writtenProse),
  respondBy: keep(text.day),
});

/** What an answer may carry; the lifecycle's guards say which verb needs which of it. */
export const escalationAnswer = z
  .object({
    text: text.prose.nullish().transform((value) => value ?? ''),
    promisedBy: text.day.nullish().transform((value) => value ?? null),
    respondBy: text.day.nullish().transform((value) => value ?? null),
    toOrganizationId: optionalId,
    toTableId: optionalId,
  })
  .refine((target) => !(target.toOrganizationId && target.toTableId), chooseOne);
