import { AdoptionCurve } from '@throughline/charts/adoption-curve';
import { FitWidth } from '@throughline/charts/use-width';
import { useTranslation } from 'react-i18next';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import { useToday } from '../../shared/session/use-today.ts';
import { curvePoints } from './curve-points.ts';
import type { PracticeDetail } from './practice-operations.ts';

/** The curve of a practice; a chunk of its own, because it brings the charts along. */
export default function ReachChart({ detail }: { detail: PracticeDetail }) {
  const { t, i18n } = useTranslation('practices');
  const { sitesUsing: using, sitesEligible: eligible } = detail.practice;
  const locale = useChartLocale();
  const today = useToday();
  // Under an axis a day goes without its weekday: five of them must stand beside each other on a phone.
  const days = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
  const points = curvePoints(detail.curve, today).map((point) => ({
    ...point,
    label: days.format(new Date(point.at)),
  }));
  return (
    <>
      <ChartTheme />
      <FitWidth max={900}>
        {(width) => (
          <AdoptionCurve
            title={t('reach.finding', { count: using, eligible })}
            axisLabel={t('reach.axis')}
            points={points}
            eligible={eligible}
            width={width}
            locale={locale}
          />
        )}
      </FitWidth>
    </>
  );
}
