import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/** Baseline and time-bound target of one population at one place. */
@TenantEntity('target')
@References('indicator', 'indicatorId')
@References('place', 'placeId')
@References('population', 'populationId')
@Index(['partnershipId', 'indicatorId', 'placeId', 'populationId'], { unique: true })
export class Target extends EditableRow {
  @Column('uuid') indicatorId!: string;
  @Column('uuid') placeId!: string;
  @Column('uuid') populationId!: string;
  @Column('date', { nullable: true }) baselinePeriodStart!: string | null;
  @Column('double precision', { nullable: true }) baselineValue!: number | null;
  @Column('double precision') value!: number;
  @Column('date') dueOn!: string;
}
