import type { PhaseDivider } from './chart-types.tsx';

/** What somebody decided about how everybody reads a series' chart, and that stands. */
export type StandingDecision = {
  kind: 'recalculation' | 'frozen_baseline' | 'excluded_point';
  /** First day of the first period of a new part, of the last of the baseline, or of the one left out. */
  periodStart: string;
  reason: string;
  /** The signal that was seen, where limits were recalculated. */
  signal: string;
  /** Who decided it. */
  by: string | null;
};

/** A day from which the definition is another one, with the number of the version that begins there. */
export type DefinitionBreak = { on: string; number: number };

/** Decisions and breaks as positions in a series: for its statistics, and for its drawing. */
export type PlacedDecisions = {
  /** Where new parts begin, ascending. */
  parts: number[];
  /** Points up to the end of the baseline; null where none is frozen. */
  freeze: number | null;
  /** Positions left out, with the reason. */
  excluded: Map<number, string>;
  phases: PhaseDivider[];
};

/**
 * Places decisions and breaks (oldest first) among the periods of a series. What lies outside the series divides
 * nothing, and only a point that is shown can be left out.
 */
export function placeDecisions(
  periods: readonly { start: string; shown: boolean }[],
  decisions: readonly StandingDecision[],
  breaks: readonly DefinitionBreak[],
  breakLabel: (number: number) => string,
): PlacedDecisions {
  const at = (day: string): number => periods.findIndex(({ start }) => start >= day);
  const broken = new Map<number, number>();
  for (const { on, number } of breaks) if (at(on) > 0) broken.set(at(on), number);
  const phases: PhaseDivider[] = [...broken].map(([index, number]) => ({
    index,
    kind: 'phase',
    label: breakLabel(number),
  }));
  const starts = new Set(broken.keys());
  const excluded = new Map<number, string>();
  let freeze: number | null = null;
  for (const { kind, periodStart, signal, reason, by } of decisions) {
    const reasons = [signal, reason].filter(Boolean).join('; ');
    const why = by ? `${reasons} (${by})` : reasons;
    const index = at(periodStart);
    if (kind === 'recalculation' && index > 0) {
      starts.add(index);
      // Where the definition breaks a new part begins anyhow.
      if (!broken.has(index)) phases.push({ index, kind: 'phase', reason: why });
    } else if (kind === 'frozen_baseline') {
      const end = periods.findLastIndex(({ start }) => start <= periodStart) + 1;
      if (end > 0) freeze = end;
      if (end > 0 && end < periods.length) phases.push({ index: end, kind: 'freeze', reason: why });
    } else if (kind === 'excluded_point' && periods[index]?.start === periodStart && periods[index].shown) {
      excluded.set(index, why);
    }
  }
  return { parts: [...starts].sort((a, b) => a - b), freeze, excluded, phases };
}
