import { Column, Index } from 'typeorm';
import { EditableRow, TenantEntity } from '../../database/columns.ts';

/**
 * What groups are groups of: race, language, sex. `population.dimension` and `crossed_dimension` hold its name;
 * whoever adds populations calls `keepDimensions`. One without a row is exclusive.
 */
@TenantEntity('population_dimension')
@Index(['partnershipId', 'name'], { unique: true })
export class PopulationDimension extends EditableRow {
  @Column('text') name!: string;
  /** Nobody is in two of its groups. Numbers of groups that overlap are never added up. */
  @Column('boolean', { default: true }) isExclusive!: boolean;
  @Column('int', { default: 0 }) position!: number;
}
