import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/**
 * What an import or a person replaced, so that an undo restores exactly and a correction can be followed. `before` is
 * null where there was no row. It holds numbers and reasons that nobody has screened: it is never read by a screen.
 */
@TenantEntity('observation_revision')
@References('import', 'importId')
@References('member', 'memberId')
@Index(['partnershipId', 'indicatorId', 'placeId', 'populationId', 'periodStart'])
export class ObservationRevision extends TenantRow {
  /** The import that replaced it; null for a change by hand. */
  @Column('uuid', { nullable: true }) importId!: string | null;
  /** Who changed it by hand. */
  @Column('uuid', { nullable: true }) memberId!: string | null;
  @Column('uuid') indicatorId!: string;
  @Column('uuid') placeId!: string;
  @Column('uuid') populationId!: string;
  @Column('date') periodStart!: string;
  @Column('jsonb', { nullable: true }) before!: Record<string, unknown> | null;
  @Column('text', { default: '' }) reason!: string;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
}
