import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatValue } from '@throughline/charts/chart-format';
import type { ChartLocale } from '@throughline/charts/chart-locale';
import type { ValueFormat } from '@throughline/charts/chart-types';
import type { RecalculationAdvice } from '@throughline/measurement';
import type { OpenDecision } from './decision-key.ts';
import type { Evidence } from '../../shared/series/evidence.ts';
import classes from './indicators.module.css';

interface AdviceLineProps {
  advice: RecalculationAdvice;
  series: Evidence;
  format: ValueFormat;
  locale: ChartLocale;
  /** Null for who may not decide: they read the suggestion all the same. */
  onDecide: ((open: OpenDecision) => void) | null;
}

/** What the tool would suggest about new limits, with its evidence. It only suggests: a person decides, with a reason. */
export function AdviceLine({ advice, series, format, locale, onDecide }: AdviceLineProps) {
  const { t } = useTranslation('indicators');
  if (advice.kind === 'none') return null;
  const since = series.cells[advice.from];
  if (!since) return null;
  const signal = t(`advice.signal_${advice.side}`, { count: advice.count, since: since.label });
  if (advice.kind === 'wait')
    return (
      <p className={classes['quiet']} data-advice="wait">
        {t('advice.wait', { signal, points: advice.points, needed: advice.pointsNeeded })}
      </p>
    );
  const centre = advice.centre === null ? '–' : formatValue(advice.centre, format, locale);
  return (
    <div className={classes['advice']} data-advice="suggest">
      <p>{t('advice.suggest', { signal, centre })}</p>
      {onDecide ? (
        <Button variant="default" onClick={() => onDecide({ kind: 'recalculation', periodStart: since.start, signal })}>
          {t('advice.act', { since: since.label })}
        </Button>
      ) : null}
    </div>
  );
}
