import { Column, Index, PrimaryColumn } from 'typeorm';
import { TenantEntity } from '../database/columns.ts';

/**
 * What changed, for the event stream. Ordered by (tx, seq): readers take only rows below the oldest transaction still
 * running, so a slow commit is never skipped.
 */
@TenantEntity('outbox')
@Index(['partnershipId', 'tx', 'seq'])
export class Outbox {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('bigint', { generated: 'increment' }) seq!: string;
  /** The id of the transaction that wrote it, from `pg_current_xact_id()`. */
  @Column('bigint') tx!: string;
  @Column('text') kind!: string;
  @Column('uuid') itemId!: string;
  @Column('int') version!: number;
  @Column('timestamptz', { default: () => 'moment()' }) at!: Date;
}
