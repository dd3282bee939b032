import { Field, Int, ObjectType } from '@nestjs/graphql';
import { verbsOf } from '@throughline/domain/lifecycle';
import { actionLifecycle, type ActionVerb } from '@throughline/domain/lifecycles/action';
import type { ActionState, EscalationKind } from '@throughline/domain/vocabulary';
import { enumOf, Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';

export const ActionVerbs = enumOf('ActionVerb', verbsOf(actionLifecycle), 'What can be said of an action.');

@ObjectType('ActionUpdate', { description: 'What somebody said of an action, and the state that it then had.' })
export class ActionUpdateType {
  @Field(() => Uuid) id!: string;
  @Field(() => Words.ActionState) state!: ActionState;
  @Field(() => String) note!: string;
  @Field(() => Uuid) memberId!: string;
  @Field(() => String) memberName!: string;
  @Field(() => Instant) createdAt!: Date;
}

export const ActionUpdatePage = pageType('ActionUpdatePage', ActionUpdateType);

@ObjectType('BarrierDraft', {
  description: 'A barrier filled in from a blocked action; a person finishes and raises it.',
})
export class BarrierDraftType {
  @Field(() => Words.EscalationKind) kind!: EscalationKind;
  @Field(() => String, { description: 'What is blocked, short enough for a title.' }) subject!: string;
  @Field(() => String, { description: "Why, in the owner's words; may be empty." }) reason!: string;
  @Field(() => Day, { nullable: true, description: 'When the action is due.' }) dueOn!: string | null;
  @Field(() => Day) respondBy!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid) sourceActionId!: string;
}

@ObjectType('Action', { description: 'Who does what by when.' })
export class ActionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => String, { nullable: true }) networkName!: string | null;
  @Field(() => Uuid, { nullable: true }) strategyId!: string | null;
  @Field(() => String, { nullable: true }) strategyTitle!: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => Uuid, { nullable: true }) ownerMemberId!: string | null;
  @Field(() => String, { nullable: true }) ownerName!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The organization that promised it.' })
  organizationId!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => Day, { nullable: true }) dueOn!: string | null;
  @Field(() => Words.ActionState) state!: ActionState;
  @Field(() => String, { description: 'Why it is blocked, while it is.' }) blockedReason!: string;
  @Field(() => Boolean, { description: 'Promised in answer to an escalation or in a meeting.' }) isCommitment!: boolean;
  @Field(() => Instant, { nullable: true }) completedAt!: Date | null;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Int, {
    description: "Whole days past the due day in the partnership's time zone; 0 when it is not late.",
  })
  daysLate!: number;
  @Field(() => [ActionVerbs], { description: 'What the viewer may say of it now.' }) verbs!: ActionVerb[];
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

export const ActionPage = pageType('ActionPage', ActionType);
