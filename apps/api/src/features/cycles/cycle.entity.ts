import {
  type CycleDecision,
  cycleDecisions,
  type CycleScale,
  cycleScales,
  type CycleStage,
  cycleStages,
} from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** One PDSA. Its questions and tasks have rows of their own. */
@TenantEntity('cycle')
@OnThread<Cycle>((cycle, { dayOf }) => ({
  networkId: cycle.networkId,
  title: cycle.title,
  state: cycle.decision ?? cycle.stage,
  isOver: cycle.stage === 'closed',
  isVoid: cycle.retiredAt !== null,
  dueOn: cycle.plannedUntil,
  on: dayOf(cycle.doStartedAt ?? cycle.createdAt),
}))
@References('network', 'networkId')
@References('change_idea', 'changeIdeaId')
@References('cycle', 'previousId')
@References('indicator', 'indicatorId')
@References('member', 'ownerMemberId')
@Index(['partnershipId', 'networkId', 'stage', 'id'])
export class Cycle extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid') changeIdeaId!: string;
  @Column('uuid', { nullable: true }) previousId!: string | null;
  /** Rung of the ramp, from 1. */
  @Column('int') rung!: number;
  @Column('text') title!: string;
  @OneOf(cycleStages) stage!: CycleStage;
  /** Null until somebody says how large the test is: a quick log does not ask. */
  @OneOf(cycleScales, { nullable: true }) scale!: CycleScale | null;
  /** True when the test was logged after it was done: nothing was predicted beforehand. */
  @Column('boolean', { default: false }) loggedAfterwards!: boolean;
  @Column('uuid', { nullable: true }) ownerMemberId!: string | null;
  /** Plan. What the cycle before taught, and what is different because of it. */
  @Column('text', { default: '' }) buildsOn!: string;
  @Column('text', { default: '' }) objective!: string;
  @Column('text', { default: '' }) conditions!: string;
  @Column('uuid', { nullable: true }) indicatorId!: string | null;
  @Column('text', { default: '' }) measureDefinition!: string;
  @Column('text', { default: '' }) measureCollector!: string;
  @Column('text', { default: '' }) measureSchedule!: string;
  @Column('text', { default: '' }) balancingMeasure!: string;
  @Column('date', { nullable: true }) plannedFrom!: string | null;
  @Column('date', { nullable: true }) plannedUntil!: string | null;
  /** Do. */
  @Column('timestamptz', { nullable: true }) doStartedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) doEndedAt!: Date | null;
  @Column('text', { default: '' }) whatHappened!: string;
  @Column('boolean', { nullable: true }) carriedOutAsPlanned!: boolean | null;
  @Column('text', { default: '' }) deviations!: string;
  /** Study. */
  @Column('timestamptz', { nullable: true }) studiedAt!: Date | null;
  @Column('text', { default: '' }) learned!: string;
  /** Act. */
  @OneOf(cycleDecisions, { nullable: true }) decision!: CycleDecision | null;
  @Column('text', { default: '' }) decisionReason!: string;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  /** Voided: kept in the history, out of every list and count. */
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
