import type { ChartLocale } from '@throughline/charts/chart-locale';
import { findingTitle } from '@throughline/charts/finding-title';
import { type Evidence, formatOf, type Measure } from '../../shared/series/evidence.ts';
import { gapFinding } from '../../shared/series/gap.ts';

/**
 * The gap chart's title: how far apart the groups were at first and are now, and what the tests say of it. Only periods
 * count in which both groups have an open value.
 */
export function gapTitle(measure: Measure, group: Evidence, reference: Evidence, locale: ChartLocale): string {
  const sizes = group.cells.map(({ start, label, hidden, value }, at) => {
    const other = reference.cells[at];
    const open = !hidden && value !== null && other && !other.hidden && other.value !== null;
    return { start, label, size: open ? Math.abs(value - (other.value ?? 0)) : null };
  });
  const finding = gapFinding(sizes, measure.cadence, group.breaks);
  const gap = { group: group.name, reference: reference.name };
  return findingTitle(finding, { gap, format: formatOf(measure) }, locale);
}
