import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** How a publisher writes a population; mapped once, remembered. */
@TenantEntity('population_label')
@References('population', 'populationId')
@Index(['partnershipId', 'label'], { unique: true })
export class PopulationLabel extends TenantRow {
  @Column('text') label!: string;
  @Column('uuid') populationId!: string;
}
