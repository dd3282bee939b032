import { type PlanState, planStates } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** What a network agreed to do under its charter. */
@TenantEntity('action_plan')
@OnThread<ActionPlan>((plan, { dayOf, networkName }) => ({
  networkId: plan.networkId,
  // The network's name says whose plan it is.
  title: `${networkName} · ${plan.number}`,
  state: plan.state,
  isOver: plan.state === 'superseded',
  on: dayOf(plan.createdAt),
}))
@References('network', 'networkId')
@References('charter', 'charterId')
@Index(['partnershipId', 'networkId', 'number'], { unique: true })
export class ActionPlan extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid', { nullable: true }) charterId!: string | null;
  @Column('int') number!: number;
  @OneOf(planStates) state!: PlanState;
  @Column('text', { default: '' }) summary!: string;
  @Column('timestamptz', { nullable: true }) agreedAt!: Date | null;
}
