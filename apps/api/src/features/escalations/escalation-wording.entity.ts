import {
  type EscalationCategory,
  escalationCategories,
  type EscalationKind,
  escalationKinds,
} from '@throughline/domain/vocabulary';
import { Check, Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** The words of an ask as they stood from a moment on. Append-only: answers refer to the wording that they were given to. */
@TenantEntity('escalation_wording')
@References('escalation', 'escalationId')
@References('member', 'memberId')
@References('organization', 'toOrganizationId')
@References('leadership_table', 'toTableId')
@Check('num_nonnulls("to_organization_id", "to_table_id") = 1')
@Index(['partnershipId', 'escalationId', 'number'], { unique: true })
export class EscalationWording extends TenantRow {
  @Column('uuid') escalationId!: string;
  /** From 1 on. */
  @Column('int') number!: number;
  /** Who wrote it. */
  @Column('uuid') memberId!: string;
  @OneOf(escalationKinds) kind!: EscalationKind;
  @OneOf(escalationCategories) category!: EscalationCategory;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('text') ask!: string;
  @Column('date') respondBy!: string;
  @Column('uuid', { nullable: true }) toOrganizationId!: string | null;
  @Column('uuid', { nullable: true }) toTableId!: string | null;
  /** True when it asks for a new answer, so that the clock begins with it; false for words that nobody had answered. */
  @Column('boolean') asksAnew!: boolean;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
}
