import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';
import { Import } from '../imports/import.entity.ts';

/** What an import replaced or created, so that its undo restores exactly. `before` is null where there was no row. */
@TenantEntity('observation_revision')
@References(() => Import, 'importId')
@Index(['partnershipId', 'indicatorId', 'placeId', 'populationId', 'periodStart'])
export class ObservationRevision extends TenantRow {
  @Column('uuid') importId!: string;
  @Column('uuid') indicatorId!: string;
  @Column('uuid') placeId!: string;
  @Column('uuid') populationId!: string;
  @Column('date') periodStart!: string;
  @Column('jsonb', { nullable: true }) before!: Record<string, unknown> | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
