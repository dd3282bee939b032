import { Inject, Injectable } from '@nestjs/common';
import { refuseDecision } from '@throughline/domain/chart-decisions';
import { formatPeriod, periodContaining, startsByCadence } from '@throughline/domain/periods';
import { may } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import { facilitatedAmong, type Viewer } from '@throughline/domain/viewer';
import type { ChartDecisionKind } from '@throughline/domain/vocabulary';
import { NotFound, Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { Answer } from '../../writes/outcome.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import type { Indicator } from '../indicators/indicator.entity.ts';
import { ChartDecision } from './chart-decision.entity.ts';
import {
  ExcludePointInput,
  FreezeBaselineInput,
  RecalculateLimitsInput,
  WithdrawChartDecisionInput,
} from './chart-decision.inputs.ts';
import {
  answerDecision,
  type DecisionRow,
  decisionsByPeriod,
  findDecisionFacts,
  indicatorOfDecision,
  type SeriesFacts,
  type SteeredIndicator,
  steeredIndicator,
} from './chart-decision.reads.ts';
import type { ChartDecisionType } from './chart-decision.type.ts';

/** What the three decisions have in common. */
interface Decided {
  id: string;
  indicatorId: string;
  placeId: string;
  populationId: string;
  /** Any day of the period. */
  periodStart: string;
  reason: string;
  signal?: string;
  expectedToLast?: boolean;
}

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
   * @throws Refused NOT_EXPECTED_TO_LAST, TOO_FEW_POINTS, NOTHING_BEFORE, ALREADY_DECIDED
   */
  async recalculate(viewer: Viewer, input: RecalculateLimitsInput): Promise<ChartDecisionType> {
    const row = await this.writes.run(viewer, RecalculateLimitsInput, input, {
      reads: (tx, values) => readSteered(tx, values, 'recalculation'),
      writes: (tx, values, _before, read) => decide(tx, read, 'recalculation', values),
    });
    return presentDecision(viewer, row);
  }

  /**
   * Takes centre and limits from the periods up to one of them.
   * @throws Refused TOO_FEW_POINTS, ALREADY_DECIDED
   */
  async freeze(viewer: Viewer, input: FreezeBaselineInput): Promise<ChartDecisionType> {
    const row = await this.writes.run(viewer, FreezeBaselineInput, input, {
      reads: (tx, values) => readSteered(tx, values, 'frozen_baseline'),
      writes: (tx, values, _before, read) => decide(tx, read, 'frozen_baseline', values),
    });
    return presentDecision(viewer, row);
  }

  /**
   * Leaves a shown point out of centre, limits and runs.
   * @throws Refused NO_SHOWN_VALUE, ALREADY_DECIDED
   */
  async exclude(viewer: Viewer, input: ExcludePointInput): Promise<ChartDecisionType> {
    const row = await this.writes.run(viewer, ExcludePointInput, input, {
      reads: (tx, values) => readSteered(tx, values, 'excluded_point'),
      writes: (tx, values, _before, read) => decide(tx, read, 'excluded_point', values),
    });
    return presentDecision(viewer, row);
  }

  /**
   * Takes a decision back, with a reason; it stays to be read.
   * @throws Refused ALREADY_WITHDRAWN; Conflict when somebody was faster
   */
  async withdraw(viewer: Viewer, input: WithdrawChartDecisionInput): Promise<ChartDecisionType> {
    const row = await this.writes.run(viewer, WithdrawChartDecisionInput, input, {
      reads: (tx, _values, id) => tx.one<SteeredIndicator>(indicatorOfDecision(tx), [tx.partnershipId, id]),
      writes: (tx, { reason }, before, read) => {
        const indicator = allowSteering(tx, read);
        if (before.withdrawnAt) throw new Refused(refusal('ALREADY_WITHDRAWN'));
        const taken = { withdrawnAt: tx.now, withdrawnByMemberId: viewer.memberId, withdrawnReason: reason };
        tx.update(ChartDecision, before, taken, { verb: 'withdraw', reason });
        tell(tx, indicator, before, 'withdraw_chart_decision', reason);
        return answerDecision(tx, before.id);
      },
    });
    return presentDecision(viewer, row);
  }

  /** Decisions about one series, those withdrawn with them, the newest period first; 2 statements. */
  async page(
    viewer: Viewer,
    { indicatorId, placeId, populationId }: { indicatorId: string; placeId: string; populationId: string },
    first: number,
    after: string | null,
  ): Promise<Page<ChartDecisionType>> {
    demand(viewer, 'canReadPartnership');
    const wanted = [viewer.partnershipId, indicatorId, placeId, populationId];
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<DecisionRow>(decisionsByPeriod, wanted, { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => presentDecision(viewer, row)) };
  }
}

/** What a decision is judged by; which period the day belongs to follows from the indicator's cadence. */
const readSteered = (
  tx: ReadTransaction,
  { indicatorId, placeId, populationId, periodStart }: Decided,
  kind: ChartDecisionKind,
): Promise<[SteeredIndicator | null, SeriesFacts | null]> =>
  Promise.all([
    tx.one<SteeredIndicator>(steeredIndicator(tx), [tx.partnershipId, indicatorId]),
    tx.one<SeriesFacts>(findDecisionFacts, [
      tx.partnershipId,
      indicatorId,
      placeId,
      populationId,
      JSON.stringify(startsByCadence(periodStart)),
      kind,
    ]),
  ]);

/** Asks whether the viewer may decide about the indicator's charts; answers the indicator. */
function allowSteering(tx: WriteTransaction, indicator: SteeredIndicator | null): SteeredIndicator {
  if (!indicator) throw new NotFound();
  tx.allow({ networkId: facilitatedAmong(tx.viewer, indicator.networkIds) });
  return indicator;
}

function decide(
  tx: WriteTransaction,
  [read, facts]: readonly [SteeredIndicator | null, SeriesFacts | null],
  kind: ChartDecisionKind,
  { id, indicatorId, placeId, populationId, periodStart: on, reason, signal = '', expectedToLast = false }: Decided,
): Answer<DecisionRow> {
  const indicator = allowSteering(tx, read);
  const periodStart = periodContaining(on, indicator.cadence).start;
  const refused = facts ? refuseDecision(kind, { ...facts, expectedToLast }) : null;
  if (refused) throw new Refused(refused);
  const decided = { indicatorId, placeId, populationId, kind, periodStart, reason, signal };
  const verb = verbs[kind];
  tx.insert(ChartDecision, { id, ...decided, decidedByMemberId: tx.viewer.memberId }, { verb, reason });
  tell(tx, indicator, decided, verb, reason);
  return answerDecision(tx, id);
}

/** The indicator's own history tells it too, and whoever shows its series is told to read them again. */
function tell(
  tx: WriteTransaction,
  indicator: Indicator,
  { placeId, populationId, periodStart }: Pick<ChartDecision, 'placeId' | 'populationId' | 'periodStart'>,
  verb: string,
  reason: string,
): void {
  const period = formatPeriod(periodStart, indicator.cadence);
  tx.record('indicator', indicator, { verb, reason }, {}, { period, placeId, populationId });
}

function presentDecision(viewer: Viewer, { networkIds, ...row }: DecisionRow): ChartDecisionType {
  const networkId = facilitatedAmong(viewer, networkIds);
  const mayWithdraw = row.withdrawnAt === null && may('canRecalculateLimits', viewer, { networkId });
  return {
    ...row,
    periodLabel: formatPeriod(row.periodStart, row.cadence),
    abilities: mayWithdraw ? ['canRecalculateLimits'] : [],
  };
}
