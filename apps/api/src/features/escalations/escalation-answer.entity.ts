import type { EscalationAnswerVerb } from '@throughline/domain/lifecycles/escalation';
import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** One written, dated step of the contract. Append-only. */
@TenantEntity('escalation_answer')
@References('escalation', 'escalationId')
@References('member', 'memberId')
@References('organization', 'askedOrganizationId')
@References('leadership_table', 'askedTableId')
@References('organization', 'redirectedToOrganizationId')
@References('leadership_table', 'redirectedToTableId')
@References('action', 'actionId')
@Index(['partnershipId', 'escalationId', 'createdAt', 'id'])
export class EscalationAnswer extends TenantRow {
  @Column('uuid') escalationId!: string;
  @Column('uuid') memberId!: string;
  @Column('text') verb!: EscalationAnswerVerb;
  /** The wording of the ask that it was given to; what was answered stays as it was answered. */
  @Column('int', { default: 1 }) wording!: number;
  /** Who was asked when this was written: a redirect changes it, and response times count for each. */
  @Column('uuid', { nullable: true }) askedOrganizationId!: string | null;
  @Column('uuid', { nullable: true }) askedTableId!: string | null;
  @Column('text', { default: '' }) text!: string;
  @Column('date', { nullable: true }) promisedBy!: string | null;
  @Column('uuid', { nullable: true }) redirectedToOrganizationId!: string | null;
  @Column('uuid', { nullable: true }) redirectedToTableId!: string | null;
  /** The commitment that stands among the actions since. */
  @Column('uuid', { nullable: true }) actionId!: string | null;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
}
