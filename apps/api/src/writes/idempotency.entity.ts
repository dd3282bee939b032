import { Column, PrimaryColumn } from 'typeorm';
import { TenantEntity } from '../database/columns.ts';

/** A write that was answered: the same key gets the same answer, and another input under that key is refused. */
@TenantEntity('idempotency')
export class Idempotency {
  @PrimaryColumn('uuid') partnershipId!: string;
  /** The member, or the link of whoever has none. */
  @PrimaryColumn('uuid') memberId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') operation!: string;
  /** SHA-256 of the input, as hex. */
  @Column('text') fingerprint!: string;
  @Column('jsonb', { nullable: true }) answer!: unknown;
  @Column('timestamptz', { default: () => 'moment()' }) at!: Date;
}
