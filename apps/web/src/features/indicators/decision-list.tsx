import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { DecisionForm, WithdrawForm } from './decision-forms.tsx';
import type { OpenDecision } from './decision-key.ts';
import type { Evidence } from '../../shared/series/evidence.ts';
import type { IndicatorDetail } from './operations.ts';
import classes from './indicators.module.css';

const ChartDecisions = graphql(`
  query ChartDecisions($indicatorId: Uuid!, $placeId: Uuid!, $populationId: Uuid!, $first: Int!, $after: String) {
    chartDecisions(
      indicatorId: $indicatorId
      placeId: $placeId
      populationId: $populationId
      first: $first
      after: $after
    ) {
      nodes {
        id
        version
        kind
        periodLabel
        reason
        signal
        decidedByName
        createdAt
        withdrawnAt
        withdrawnByName
        withdrawnReason
        abilities
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

type Decided = ResultOf<typeof ChartDecisions>['chartDecisions']['nodes'][number];
const kinds: readonly string[] = ['chart_decision', 'indicator'];

interface DecisionsProps {
  indicator: IndicatorDetail;
  series: Evidence;
  /** A decision that another part of the page began. */
  open: OpenDecision | undefined;
  onOpen(open: OpenDecision | undefined): void;
}

/** What was decided about how everybody reads this chart, by whom and why; and, for who may, further decisions. */
export function Decisions({ indicator, series, open, onOpen }: DecisionsProps) {
  const { t } = useTranslation('indicators');
  const can = useCan();
  const { placeId, populationId } = series;
  const variables = useMemo(
    () => ({ indicatorId: indicator.id, placeId, populationId }),
    [indicator.id, placeId, populationId],
  );
  const [withdrawing, setWithdrawing] = useState<Decided>();
  const decides = can('canRecalculateLimits', indicator) && !indicator.retiredAt;
  const frozen = series.decisions.some(({ kind }) => kind === 'frozen_baseline');
  return (
    <>
      <details className={classes['decisions']}>
        <summary>{t('decision.heading', { count: series.decisions.length })}</summary>
        <p className={classes['quiet']}>{t('decision.lead')}</p>
        <DataList
          query={ChartDecisions}
          variables={variables}
          kinds={kinds}
          page={(data) => data.chartDecisions}
          row={(row) => <DecisionRow key={row.id} decision={row} onWithdraw={() => setWithdrawing(row)} />}
          empty={<p className={classes['quiet']}>{t('decision.none')}</p>}
          label={t('decision.list')}
        />
        {decides ? (
          <div className={classes['actions']}>
            <Button variant="default" onClick={() => onOpen({ kind: 'excluded_point' })}>
              {t('decision.excluded_point.open')}
            </Button>
            <Button variant="default" disabled={frozen} onClick={() => onOpen({ kind: 'frozen_baseline' })}>
              {t('decision.frozen_baseline.open')}
            </Button>
            <Button variant="default" onClick={() => onOpen({ kind: 'recalculation' })}>
              {t('decision.recalculation.open')}
            </Button>
          </div>
        ) : null}
      </details>
      {open ? (
        <DecisionForm
          key={`${open.kind} ${open.periodStart ?? ''}`}
          indicator={indicator}
          series={series}
          open={open}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
      {withdrawing ? <WithdrawForm decision={withdrawing} onClose={() => setWithdrawing(undefined)} /> : null}
    </>
  );
}

function DecisionRow({ decision, onWithdraw }: { decision: Decided; onWithdraw(): void }) {
  const { t } = useTranslation(['indicators', 'words']);
  const { day } = useFormat();
  const can = useCan();
  const { kind, periodLabel, reason, signal, decidedByName, createdAt, withdrawnAt } = decision;
  return (
    <li className={classes['decision']} data-withdrawn={withdrawnAt ? true : undefined}>
      <div>
        <strong>
          {t(`words:chart_decision_kind.${kind}`)} · {periodLabel}
        </strong>
        {signal ? <p>{t('decision.saw', { signal })}</p> : null}
        <p>{reason}</p>
        <p className={classes['quiet']}>
          {t('decision.who', { name: decidedByName ?? t('decision.nobody'), on: day(createdAt) })}
        </p>
        {withdrawnAt ? (
          <p>
            {t('decision.withdrawn', {
              name: decision.withdrawnByName ?? t('decision.nobody'),
              on: day(withdrawnAt),
              reason: decision.withdrawnReason,
            })}
          </p>
        ) : null}
      </div>
      {can('canRecalculateLimits', decision) ? (
        <Button
          variant="default"
          aria-label={t('decision.withdraw.name', {
            kind: t(`words:chart_decision_kind.${kind}`),
            period: periodLabel,
          })}
          onClick={onWithdraw}
        >
          {t('decision.withdraw.open')}
        </Button>
      ) : null}
    </li>
  );
}
