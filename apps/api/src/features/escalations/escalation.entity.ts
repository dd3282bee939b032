import { escalationIsOpen, escalationWaitsFor } from '@throughline/domain/lifecycles/escalation';
import {
  type EscalationCategory,
  escalationCategories,
  type EscalationKind,
  escalationKinds,
  type EscalationState,
  escalationStates,
} from '@throughline/domain/vocabulary';
import { Check, Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** An opportunity or a barrier lifted to an organization or a table, with a specific ask and a respond-by date. */
@TenantEntity('escalation')
@OnThread<Escalation>((escalation, { dayOf }) => ({
  networkId: escalation.networkId,
  title: escalation.title,
  state: escalation.state,
  dueOn: dueDay(escalation),
  isOver: !escalationIsOpen(escalation.state),
  on: dayOf(escalation.raisedAt),
}))
@References('network', 'networkId')
@References('organization', 'toOrganizationId')
@References('leadership_table', 'toTableId')
@References('member', 'raisedBy')
@References('action', 'actionId')
@Check('num_nonnulls("to_organization_id", "to_table_id") = 1')
@Index(['partnershipId', 'state', 'respondBy', 'id'])
export class Escalation extends EditableRow {
  @Column('uuid') networkId!: string;
  @OneOf(escalationKinds) kind!: EscalationKind;
  @OneOf(escalationCategories) category!: EscalationCategory;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('text') ask!: string;
  @Column('date') respondBy!: string;
  @Column('uuid', { nullable: true }) toOrganizationId!: string | null;
  @Column('uuid', { nullable: true }) toTableId!: string | null;
  /** Which of its wordings these words are. */
  @Column('int', { default: 1 }) wording!: number;
  @OneOf(escalationStates) state!: EscalationState;
  @Column('uuid') raisedBy!: string;
  /** The blocked action that it was lifted from. */
  @Column('uuid', { nullable: true }) actionId!: string | null;
  @Column('timestamptz', { default: () => 'moment()' }) raisedAt!: Date;
  /** First answer of any kind; what response times are counted from. */
  @Column('timestamptz', { nullable: true }) firstAnsweredAt!: Date | null;
  @Column('date', { nullable: true }) promisedBy!: string | null;
}

/** Due is the answer, and once that is given the promise; a verdict has no day. */
function dueDay({ state, respondBy, promisedBy }: Escalation): string | null {
  switch (escalationWaitsFor(state)) {
    case 'answer':
      return respondBy;
    case 'deed':
      return promisedBy;
    default:
      return null;
  }
}
