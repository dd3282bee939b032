import { actionIsOpen } from '@throughline/domain/lifecycles/action';
import { type ActionState, actionStates } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** Who does what by when. A commitment is an action that answers an escalation or was promised in a meeting. */
@TenantEntity('action')
@OnThread<Action>((action, { dayOf }) => ({
  networkId: action.networkId,
  title: action.title,
  state: action.state,
  dueOn: action.dueOn,
  // Blocked is stuck; late is told by its due day.
  isStuck: action.state === 'blocked',
  isOver: !actionIsOpen(action.state),
  on: dayOf(action.createdAt),
}))
@References('network', 'networkId')
@References('strategy', 'strategyId')
@References('member', 'ownerMemberId')
@References('organization', 'organizationId')
@Index(['partnershipId', 'networkId', 'dueOn', 'id'])
@Index(['partnershipId', 'ownerMemberId', 'dueOn', 'id'])
export class Action extends EditableRow {
  @Column('uuid', { nullable: true }) networkId!: string | null;
  @Column('uuid', { nullable: true }) strategyId!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('uuid', { nullable: true }) ownerMemberId!: string | null;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('date', { nullable: true }) dueOn!: string | null;
  @OneOf(actionStates) state!: ActionState;
  @Column('text', { default: '' }) blockedReason!: string;
  @Column('boolean', { default: false }) isCommitment!: boolean;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
}
