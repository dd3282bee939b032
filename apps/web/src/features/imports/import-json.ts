import type { ImportMapping, IndicatorSource, NumberSource } from '@throughline/source-files/mapping/mapping';
import type { ReadSummary } from '@throughline/source-files/rows/problems';
import type { ColumnProfile, MarkSeen } from '@throughline/source-files/mapping/profile';
import type { FileShape } from '@throughline/source-files/text/sniff';

/** What the server saw in a file. */
export interface SeenFile {
  shape: FileShape;
  profiles: ColumnProfile[];
  sample: { line: number; cells: string[] }[];
  /** What a person corrected before. */
  corrected?: ImportMapping['file'];
}

export interface UnknownLabel {
  label: string;
  code: string | null;
  rows: number;
  firstLine: number;
  /** One of ours with a name much alike. */
  likely?: { id: string; name: string };
}

/** One case of a finding. */
export interface QualityExample {
  line: number | null;
  place: string | null;
  population: string | null;
  period: string | null;
  was: number | null;
  now: number | null;
  what: string | null;
  other: string | null;
  placeId: string | null;
}

/** Something about the data to be looked at before the commit. */
export interface QualityFinding {
  code:
    | 'duplicates'
    | 'groups_differ'
    | 'places_differ'
    | 'outliers'
    | 'place_renamed'
    | 'place_renamed_by_code'
    | 'place_vanished'
    | 'place_appeared'
    | 'changed'
    | 'provisional';
  severity: 'error' | 'warning' | 'note';
  count: number;
  examples: QualityExample[];
}

/** What the last check found. */
export interface CheckReport {
  summary: ReadSummary;
  problems: { code: string; severity: 'error' | 'warning'; count: number }[];
  problemsKept: number;
  unknownPlaces: UnknownLabel[];
  unknownPopulations: UnknownLabel[];
  leftOutRows: number;
  placesToAdd: number;
  populationsToAdd: number;
  overlap: { added: number; same: number; changed: number };
  quality?: QualityFinding[];
}

/** One point of a preview: start, status, value, numerator, denominator, the value that stands there now. */
export type PreviewPoint = [string, string, number | null, number | null, number | null, number | null];

const parts = ['value', 'numerator', 'denominator'] as const;
export type NumberPart = (typeof parts)[number];

/** Where the mapping finds each number of an indicator. */
export const numbersOf = (source: IndicatorSource): [NumberPart, NumberSource | undefined][] =>
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
