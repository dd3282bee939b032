import type { ChartLocale } from '@throughline/charts/chart-locale';
import { type Evidence, type Measure, overlapOf } from '../../shared/series/evidence.ts';
import { titleOfGap } from '../../shared/series/gap-title.ts';

/** The gap chart's title. Only periods count in which both groups have an open value. */
export function gapTitle(measure: Measure, group: Evidence, reference: Evidence, locale: ChartLocale): string {
  const differences = group.cells.map(({ start, label, hidden, value }, at) => {
    const other = reference.cells[at];
    const open = !hidden && value !== null && other && !other.hidden && other.value !== null;
    return { start, label, difference: open ? value - (other.value ?? 0) : null };
  });
  const { breaks } = group;
  const last = differences.findLastIndex(({ difference }) => difference !== null);
  const overlaps = overlapOf(group.cells[last], reference.cells[last]);
  return titleOfGap(measure, { group: group.name, reference: reference.name, differences, breaks, overlaps }, locale);
}
