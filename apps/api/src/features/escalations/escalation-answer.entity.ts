import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** One written, dated step of the contract. Append-only. `verb` is the lifecycle's. */
@TenantEntity('escalation_answer')
@References('escalation', 'escalationId')
@References('member', 'memberId')
@References('organization', 'askedOrganizationId')
@References('leadership_table', 'askedTableId')
@References('organization', 'redirectedToOrganizationId')
@References('leadership_table', 'redirectedToTableId')
@Index(['partnershipId', 'escalationId', 'createdAt', 'id'])
export class EscalationAnswer extends TenantRow {
  @Column('uuid') escalationId!: string;
  @Column('uuid') memberId!: string;
  @Column('text') verb!: string;
  /** Who was asked when this was written: a redirect changes it, and response times count for each. */
  @Column('uuid', { nullable: true }) askedOrganizationId!: string | null;
  @Column('uuid', { nullable: true }) askedTableId!: string | null;
  @Column('text', { default: '' }) text!: string;
  @Column('date', { nullable: true }) promisedBy!: string | null;
  @Column('uuid', { nullable: true }) redirectedToOrganizationId!: string | null;
  @Column('uuid', { nullable: true }) redirectedToTableId!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
