import { Column, Index } from 'typeorm';
import { EditableRow, TenantEntity } from '../../database/columns.ts';

/**
 * What groups are groups of: race, language, sex. `population.dimension` and `crossed_dimension` hold its name; a trigger
 * adds the row of a name that is new, so that an import need not know of it.
 */
@TenantEntity('population_dimension')
@Index(['partnershipId', 'name'], { unique: true })
export class PopulationDimension extends EditableRow {
  @Column('text') name!: string;
  /** Nobody is in two of its groups. Numbers of groups that overlap are never added up. */
  @Column('boolean', { default: true }) isExclusive!: boolean;
  @Column('int', { default: 0 }) position!: number;
}
