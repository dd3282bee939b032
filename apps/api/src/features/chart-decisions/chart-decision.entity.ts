import { is } from '../../database/words-sql.ts';
import { type ChartDecisionKind, chartDecisionKinds } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/**
 * What a person decided about how everybody reads the chart of a series, and why. It stands until it is withdrawn;
 * nothing is deleted.
 */
@TenantEntity('chart_decision')
@References('indicator', 'indicatorId')
@References('place', 'placeId')
@References('population', 'populationId')
@References('member', 'decidedByMemberId')
@References('member', 'withdrawnByMemberId')
@Index(['partnershipId', 'indicatorId', 'placeId', 'populationId', 'kind', 'periodStart'], {
  unique: true,
  where: 'withdrawn_at IS NULL',
})
@Index(['partnershipId', 'indicatorId', 'placeId', 'populationId'], {
  unique: true,
  where: `${is<ChartDecisionKind>('kind', 'frozen_baseline')} AND withdrawn_at IS NULL`,
})
export class ChartDecision extends EditableRow {
  @Column('uuid') indicatorId!: string;
  @Column('uuid') placeId!: string;
  @Column('uuid') populationId!: string;
  @OneOf(chartDecisionKinds) kind!: ChartDecisionKind;
  /** First period of the new part, last period of the baseline, or the period that is left out. */
  @Column('date') periodStart!: string;
  /** The cause that is known, or why the baseline or the point. */
  @Column('text') reason!: string;
  /** Recalculation only: the signal that the person saw. */
  @Column('text', { default: '' }) signal!: string;
  @Column('uuid') decidedByMemberId!: string;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('uuid', { nullable: true }) withdrawnByMemberId!: string | null;
  @Column('text', { default: '' }) withdrawnReason!: string;
}
