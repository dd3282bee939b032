import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TenantEntity } from '../database/columns.ts';
import type { StoredEntry } from './ledger.ts';

/**
 * Everything that was ever released, as far as it was new then: written once, read by the decisions that follow, and by
 * nobody else.
 */
@TenantEntity('release_ledger', { references: false })
@ForeignKey('indicator', ['partnershipId', 'indicatorId'], ['partnershipId', 'id'])
@Index(['partnershipId', 'indicatorId', 'periodStart', 'seq'])
export class ReleaseLedger {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('bigint', { generated: 'increment' }) seq!: string;
  @Column('uuid') indicatorId!: string;
  @Column('date') periodStart!: string;
  /** Places that the entry tells of, so that a decision about others need not read it. */
  @Column('uuid', { array: true }) placeIds!: string[];
  @Column('jsonb') entry!: StoredEntry;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
}
