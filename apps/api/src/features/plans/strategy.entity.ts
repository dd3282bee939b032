import { type StrategyKind, strategyKinds, type StrategyState, strategyStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { Driver } from '../factors/driver.entity.ts';
import { Factor } from '../factors/factor.entity.ts';
import { Network } from '../networks/network.entity.ts';
import { Population } from '../populations/population.entity.ts';
import { ActionPlan } from './action-plan.entity.ts';

/** A line of work of the plan: for everybody (universal) or for one population (targeted). */
@TenantEntity('strategy')
@References(() => Network, 'networkId')
@References(() => ActionPlan, 'planId')
@References(() => Population, 'populationId')
@References(() => Factor, 'factorId')
@References(() => Driver, 'driverId')
export class Strategy extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid') planId!: string;
  @OneOf(strategyKinds) kind!: StrategyKind;
  @Column('uuid', { nullable: true }) populationId!: string | null;
  @Column('uuid', { nullable: true }) factorId!: string | null;
  @Column('uuid', { nullable: true }) driverId!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @OneOf(strategyStates) state!: StrategyState;
  @Column('int', { default: 0 }) position!: number;
}
