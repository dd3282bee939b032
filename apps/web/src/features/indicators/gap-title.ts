import type { TFunction } from 'i18next';
import { formatDifference } from '@throughline/charts/chart-format';
import type { ChartLocale } from '@throughline/charts/chart-locale';
import { type Evidence, formatOf, type Measure } from '../../shared/series/evidence.ts';

/**
 * The gap chart's title: how far apart the groups were at first and are now, as a finding that claims no cause and no
 * signal. Only periods count in which both groups have an open value.
 */
export function gapTitle(
  measure: Measure,
  group: Evidence,
  reference: Evidence,
  locale: ChartLocale,
  t: TFunction<'indicators'>,
): string {
  const sizes = group.cells.flatMap((cell, at) => {
    const other = reference.cells[at];
    if (!other || cell.hidden || other.hidden || cell.value === null || other.value === null) return [];
    return [{ label: cell.label, size: Math.abs(cell.value - other.value) }];
  });
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  const names = { group: group.name, reference: reference.name };
  if (!first || !last) return t('gap.none', names);
  const write = (size: number) => formatDifference(size, formatOf(measure), locale);
  const to = { ...names, to: write(last.size), until: last.label };
  if (first === last) return t('gap.one', to);
  const from = { ...to, from: write(first.size), since: first.label };
  if (write(first.size) === write(last.size)) return t('gap.same', from);
  return t(last.size < first.size ? 'gap.narrowed' : 'gap.widened', from);
}
