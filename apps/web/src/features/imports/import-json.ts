import type {
  ImportMapping,
  IndicatorSource,
  IntervalPart,
  NumberSource,
} from '@throughline/source-files/mapping/mapping';
import type { ColumnProfile, MarkSeen } from '@throughline/source-files/mapping/profile';

const parts = ['value', 'numerator', 'denominator'] as const;
type NumberPart = (typeof parts)[number] | IntervalPart;

/** Where the mapping finds each number of an indicator. */
export const numbersOf = (source: IndicatorSource): [(typeof parts)[number], NumberSource | undefined][] =>
  parts.map((part) => [part, source[part]]);

/** The indicator with another source for one of its numbers, or without it. */
export function withNumber(
  source: IndicatorSource,
  part: NumberPart,
  number: NumberSource | undefined,
): IndicatorSource {
  const { [part]: _before, ...rest } = source;
  return number === undefined ? rest : { ...rest, [part]: number };
}

/** Marks in the columns that the mapping reads numbers from, most frequent first. */
export function marksIn(mapping: ImportMapping, profiles: readonly ColumnProfile[]): MarkSeen[] {
  const used = new Set([
    ...mapping.indicators.flatMap((source) => numbersOf(source).map(([, number]) => number?.column)),
    ...(mapping.wide ?? []).map(({ column }) => column),
  ]);
  const marks = new Map<string, MarkSeen>();
  for (const profile of profiles) {
    if (!used.has(profile.column)) continue;
    for (const mark of profile.marks) {
      const known = marks.get(mark.text);
      marks.set(mark.text, known ? { ...known, count: known.count + mark.count } : mark);
    }
  }
  return [...marks.values()].toSorted((a, b) => b.count - a.count);
}
