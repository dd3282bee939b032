import { type StrategyKind, strategyKinds, type StrategyState, strategyStates } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** A line of work of the plan: for everybody (universal) or for one population (targeted). */
@TenantEntity('strategy')
@OnThread<Strategy>((strategy, { dayOf }) => ({
  networkId: strategy.networkId,
  title: strategy.title,
  state: strategy.state,
  isOver: strategy.state !== 'active',
  on: dayOf(strategy.createdAt),
}))
@References('network', 'networkId')
@References('action_plan', 'planId')
@References('population', 'populationId')
@References('factor', 'factorId')
@References('driver', 'driverId')
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
