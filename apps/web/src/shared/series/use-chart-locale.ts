import type { ChartLocale } from '@throughline/charts/chart-locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** The reader's language for charts, with their texts; the same object until another language is chosen. */
export function useChartLocale(): ChartLocale {
  const { t, i18n } = useTranslation('charts');
  const spanish = i18n.language.startsWith('es');
  return useMemo(() => ({ tag: spanish ? 'es-US' : 'en-US', t }), [spanish, t]);
}
