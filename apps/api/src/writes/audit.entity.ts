import { Column, Index } from 'typeorm';
import { TenantEntity, TenantRow } from '../database/columns.ts';

/** Who did what to which row, when and why. Append-only; the history on every item reads it. */
@TenantEntity('audit')
@Index(['partnershipId', 'itemId', 'at', 'id'])
@Index(['partnershipId', 'at', 'id'])
export class Audit extends TenantRow {
  @Column('timestamptz', { default: () => 'moment()' }) at!: Date;
  @Column('uuid', { nullable: true }) memberId!: string | null;
  /**
   * The link that whoever did it came by: of a data request, and then there is no member; or of a mail, by its
   * notification, in the name of the member whom it was sent to.
   */
  @Column('uuid', { nullable: true }) linkId!: string | null;
  @Column('text') verb!: string;
  @Column('text') kind!: string;
  @Column('uuid') itemId!: string;
  @Column('text', { default: '' }) reason!: string;
  /** Field by field: what it was and what it became. */
  @Column('jsonb', { default: () => "'{}'" }) changes!: Record<string, unknown>;
}
