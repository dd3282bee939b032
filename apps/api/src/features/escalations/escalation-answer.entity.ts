import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';
import { LeadershipTable } from '../partnerships/leadership-table.entity.ts';
import { Member } from '../partnerships/member.entity.ts';
import { Organization } from '../partnerships/organization.entity.ts';
import { Escalation } from './escalation.entity.ts';

/** One written, dated step of the contract. Append-only. `verb` is the lifecycle's. */
@TenantEntity('escalation_answer')
@References(() => Escalation, 'escalationId')
@References(() => Member, 'memberId')
@References(() => Organization, 'askedOrganizationId')
@References(() => LeadershipTable, 'askedTableId')
@References(() => Organization, 'redirectedToOrganizationId')
@References(() => LeadershipTable, 'redirectedToTableId')
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
