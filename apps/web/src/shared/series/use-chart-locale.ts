import type { ChartLocale } from '@throughline/charts/chart-types';
import { useTranslation } from 'react-i18next';

/** The language of the charts' own words. */
export function useChartLocale(): ChartLocale {
  const { i18n } = useTranslation();
  return i18n.language.startsWith('es') ? 'es' : 'en';
}
