import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';
import { Place } from '../places/place.entity.ts';
import { Population } from '../populations/population.entity.ts';
import { Indicator } from './indicator.entity.ts';

/** Baseline and time-bound target of one population at one place. */
@TenantEntity('target')
@References(() => Indicator, 'indicatorId')
@References(() => Place, 'placeId')
@References(() => Population, 'populationId')
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
