import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TenantEntity } from '../database/columns.ts';
import type { StoredFinding } from './decision-job.ts';

/**
 * Whether the observations of one indicator in one period are decided. Every write of them takes the row's lock and
 * gives it a new stamp before it touches an observation, so that a decision which was made meanwhile is thrown away.
 */
@TenantEntity('disclosure_period', { references: false })
@ForeignKey('indicator', ['partnershipId', 'indicatorId'], ['partnershipId', 'id'])
@Index(['partnershipId', 'indicatorId'], { where: 'NOT is_decided' })
export class DisclosurePeriod {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('uuid') indicatorId!: string;
  @PrimaryColumn('date') periodStart!: string;
  @Column('uuid') stamp!: string;
  @Column('boolean', { default: false }) isDecided!: boolean;
  /** What can be computed from earlier releases whatever is hidden now. */
  @Column('jsonb', { default: [] }) findings!: StoredFinding[];
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
}
