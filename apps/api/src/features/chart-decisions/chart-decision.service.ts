import { Inject, Injectable } from '@nestjs/common';
import { type DecisionFacts, refuseDecision } from '@throughline/domain/chart-decisions';
import { formatPeriod, periodContaining } from '@throughline/domain/periods';
import { may } from '@throughline/domain/policies/registry';
import { facilitatedAmong, type Viewer } from '@throughline/domain/viewer';
import type { Cadence, ChartDecisionKind } from '@throughline/domain/vocabulary';
import { Refused } from '../../kernel/errors.ts';
import { isUuid, parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { refuseRetired } from '../indicators/indicator-writes.service.ts';
import { Place } from '../places/place.entity.ts';
import { Population } from '../populations/population.entity.ts';
import { ChartDecision } from './chart-decision.entity.ts';
import {
  type DecisionInput,
  type ExcludePointInput,
  excludePoint,
  type FreezeBaselineInput,
  freezeBaseline,
  type RecalculateLimitsInput,
  recalculateLimits,
  type WithdrawChartDecisionInput,
  withdrawChartDecision,
} from './chart-decision.inputs.ts';
import {
  countDecisions,
  findDecision,
  findDecisionFacts,
  findNetworks,
  pageDecisions,
} from './chart-decision.reads.ts';
import type { ChartDecisionType } from './chart-decision.type.ts';

type Told = ChartDecision & { cadence: Cadence; decidedByName: string | null; withdrawnByName: string | null };
type Values = Omit<DecisionInput, 'idempotencyKey'> & { signal?: string; expectedToLast?: boolean };

/** The verb that the history tells of each decision. */
const verbs: Record<ChartDecisionKind, string> = {
  recalculation: 'recalculate_limits',
  frozen_baseline: 'freeze_baseline',
  excluded_point: 'exclude_point',
};

/** Decisions about how everybody reads a chart: new limits, a frozen baseline, points left out. */
@Injectable()
export class ChartDecisionService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /**
   * Computes centre and limits anew from a period on.
   * @throws Refused NOT_EXPECTED_TO_LAST, TOO_FEW_POINTS, NOTHING_BEFORE, ALREADY_DECIDED, INDICATOR_RETIRED
   */
  async recalculate(viewer: Viewer, input: RecalculateLimitsInput): Promise<ChartDecisionType> {
    const values = parseInput(recalculateLimits, input);
    return this.#decide(viewer, 'recalculateLimits', 'recalculation', input.idempotencyKey, values);
  }

  /**
   * Takes centre and limits from the periods up to one of them.
   * @throws Refused TOO_FEW_POINTS, ALREADY_DECIDED, INDICATOR_RETIRED
   */
  async freeze(viewer: Viewer, input: FreezeBaselineInput): Promise<ChartDecisionType> {
    const values = parseInput(freezeBaseline, input);
    return this.#decide(viewer, 'freezeBaseline', 'frozen_baseline', input.idempotencyKey, values);
  }

  /**
   * Leaves a shown point out of centre, limits and runs.
   * @throws Refused NO_SHOWN_VALUE, ALREADY_DECIDED, INDICATOR_RETIRED
   */
  async exclude(viewer: Viewer, input: ExcludePointInput): Promise<ChartDecisionType> {
    const values = parseInput(excludePoint, input);
    return this.#decide(viewer, 'excludePoint', 'excluded_point', input.idempotencyKey, values);
  }

  /**
   * Takes a decision back, with a reason; it stays to be read.
   * @throws Refused ALREADY_WITHDRAWN; Conflict when somebody was faster
   */
  async withdraw(viewer: Viewer, input: WithdrawChartDecisionInput): Promise<ChartDecisionType> {
    const { reason } = parseInput(withdrawChartDecision, input);
    const request = { operation: 'withdrawChartDecision', idempotencyKey: input.idempotencyKey, input };
    const { id } = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(ChartDecision, input.id);
      const indicator = await this.#demanded(tx, viewer, before.indicatorId);
      if (before.withdrawnAt) throw new Refused('ALREADY_WITHDRAWN', 'This was taken back already.');
      const taken = { withdrawnAt: tx.now, withdrawnByMemberId: viewer.memberId, withdrawnReason: reason };
      await tx.update(ChartDecision, before, input.version, taken, { verb: 'withdraw', reason });
      this.#tell(tx, indicator, before, 'withdraw_chart_decision', reason);
      return { id: before.id };
    });
    return this.#get(viewer, id);
  }

  /** Decisions about one series, those withdrawn with them, the newest period first; 4 statements. */
  async page(
    viewer: Viewer,
    series: { indicatorId: string; placeId: string; populationId: string },
    first: number,
    after: string | null,
  ): Promise<Page<ChartDecisionType>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [periodStart, id] = after === null ? [null, null] : fromCursor(after, 2);
    const { indicatorId, placeId, populationId } = series;
    return this.tenancy.read(viewer, async (tx) => {
      const of = [viewer.partnershipId, indicatorId, placeId, populationId];
      if (!of.every(isUuid)) return toPage<ChartDecisionType>([], size, 0, () => []);
      const [rows, total, networks] = await Promise.all([
        tx.rows<Told>(pageDecisions(tx.columns(ChartDecision, 'd')), [...of, periodStart, id, size + 1]),
        tx.one<{ count: number }>(countDecisions, of),
        tx.rows<{ id: string }>(findNetworks, [viewer.partnershipId, indicatorId]),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [row.periodStart, row.id]);
      return { ...page, nodes: page.nodes.map((row) => tell(viewer, row, networks)) };
    });
  }

  async #decide(
    viewer: Viewer,
    operation: string,
    kind: ChartDecisionKind,
    idempotencyKey: string,
    values: Values,
  ): Promise<ChartDecisionType> {
    const { id, indicatorId, placeId, populationId, reason, signal = '', expectedToLast = false } = values;
    await this.writes.run(viewer, { operation, idempotencyKey, input: values }, async (tx) => {
      const indicator = await this.#demanded(tx, viewer, indicatorId);
      refuseRetired(indicator);
      const periodStart = periodContaining(values.periodStart, indicator.cadence).start;
      const of = [tx.partnershipId, indicatorId, placeId, populationId, periodStart, kind];
      const [, , facts] = await Promise.all([
        tx.find(Place, placeId),
        tx.find(Population, populationId),
        tx.one<Omit<DecisionFacts, 'expectedToLast'>>(findDecisionFacts, of),
      ]);
      const refused = facts ? refuseDecision(kind, { ...facts, expectedToLast }) : null;
      if (refused) throw new Refused(refused.code, refused.message);
      const decided = { indicatorId, placeId, populationId, kind, periodStart, reason, signal };
      const because = { verb: verbs[kind], reason };
      await tx.insert(ChartDecision, { id, ...decided, decidedByMemberId: viewer.memberId }, because);
      this.#tell(tx, indicator, decided, verbs[kind], reason);
      return { id };
    });
    return this.#get(viewer, id);
  }

  /** The indicator, for whom may decide about its charts. */
  async #demanded(tx: WriteTransaction, viewer: Viewer, indicatorId: string): Promise<Indicator> {
    const [indicator, networks] = await Promise.all([
      tx.find(Indicator, indicatorId),
      tx.rows<{ id: string }>(findNetworks, [tx.partnershipId, indicatorId]),
    ]);
    demand(viewer, 'canRecalculateLimits', { networkId: facilitatedAmong(viewer, idsOf(networks)) });
    return indicator;
  }

  /** The indicator's own history tells it too, and whoever shows its series is told to read them again. */
  #tell(
    tx: WriteTransaction,
    indicator: Indicator,
    { placeId, populationId, periodStart }: Pick<ChartDecision, 'placeId' | 'populationId' | 'periodStart'>,
    verb: string,
    reason: string,
  ): void {
    const period = formatPeriod(periodStart, indicator.cadence);
    tx.record('indicator', indicator, { verb, reason }, {}, { period, placeId, populationId });
  }

  async #get(viewer: Viewer, id: string): Promise<ChartDecisionType> {
    return this.tenancy.read(viewer, async (tx: ReadTransaction) => {
      const { indicatorId } = await tx.find(ChartDecision, id);
      const [networks, rows] = await Promise.all([
        tx.rows<{ id: string }>(findNetworks, [viewer.partnershipId, indicatorId]),
        tx.rows<Told>(findDecision(tx.columns(ChartDecision, 'd')), [viewer.partnershipId, id]),
      ]);
      const [row] = rows;
      if (!row) throw new Error('a decision that was found is gone');
      return tell(viewer, row, networks);
    });
  }
}

const idsOf = (networks: readonly { id: string }[]): string[] => networks.map(({ id }) => id);

function tell(viewer: Viewer, row: Told, networks: readonly { id: string }[]): ChartDecisionType {
  const networkId = facilitatedAmong(viewer, idsOf(networks));
  const mayWithdraw = row.withdrawnAt === null && may('canRecalculateLimits', viewer, { networkId });
  return {
    ...row,
    periodLabel: formatPeriod(row.periodStart, row.cadence),
    abilities: mayWithdraw ? ['canRecalculateLimits'] : [],
  };
}
