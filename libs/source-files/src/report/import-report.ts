import type { ReadSummary } from '../rows/problems.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { ImportMapping } from '../mapping/mapping.ts';
import type { FileShape } from '../text/sniff.ts';

/** What was seen in a file when it came: its shape, its columns over all rows, and the first rows as they stand. */
export interface SeenFile {
  shape: FileShape;
  profiles: ColumnProfile[];
  /** The first data rows, cells cut to 200 characters. */
  sample: { line: number; cells: string[] }[];
  /** What a person corrected before the file was seen like this; absent when nothing was. */
  corrected?: ImportMapping['file'];
}

/** A published label that the partnership does not know yet. */
export interface UnknownLabel {
  label: string;
  /** The publisher's code of the place, where the file has one. */
  code: string | null;
  /** What the file says that the place lies in. */
  within?: string;
  rows: number;
  firstLine: number;
  /** Why it is not clear whether it is one of ours; absent where nobody knows it. */
  doubt?: 'zeros' | 'ending' | 'kind' | 'name' | 'several' | 'within' | 'retired' | undefined;
  /** One of ours whose name is much alike, to be offered. */
  likely?: { id: string; name: string } | undefined;
}

/** How many problems of one kind there are, kept or not. */
export interface ProblemCount {
  code: string;
  severity: 'error' | 'warning';
  count: number;
}

/** What can be strange about a file whose rows are all readable; the word is stable, as screens say it their way. */
export type QualityCode =
  | 'duplicates'
  | 'groups_differ'
  | 'places_differ'
  | 'outliers'
  | 'place_renamed'
  | 'place_renamed_by_code'
  | 'place_vanished'
  | 'place_appeared'
  | 'people_unknown'
  | 'changed'
  | 'provisional';

/** One case of a finding; what does not belong to it is null. */
export interface QualityExample {
  line: number | null;
  indicatorId: string | null;
  place: string | null;
  population: string | null;
  period: string | null;
  /** What it is held against: the sum of the parts, the usual value, the number that stands there now. */
  was: number | null;
  /** What the file says. */
  now: number | null;
  /** Which number it is (value, numerator, denominator), or a place's code. */
  what: string | null;
  /** The other name, the file before, or the other line. */
  other: string | null;
  /** The place of ours that it may be. */
  placeId: string | null;
}

/** Something to be looked at before the commit. An error keeps it back, a warning does not, a note only tells. */
export interface QualityFinding {
  code: QualityCode;
  severity: 'error' | 'warning' | 'note';
  /** All of them; the examples are the first or the most telling ones. */
  count: number;
  examples: QualityExample[];
}

/** What a check found; after the commit, `overlap` is what it did. */
export interface ImportReport {
  summary: ReadSummary;
  /** Full counts, also of problems that were not kept row by row. */
  problems: ProblemCount[];
  problemsKept: number;
  /** The labels by their rows, most first; the first 500. */
  unknownPlaces: UnknownLabel[];
  unknownPopulations: UnknownLabel[];
  /** Rows left out because the mapping leaves unknown labels out. */
  leftOutRows: number;
  /** Places and populations that the commit adds. */
  placesToAdd: number;
  populationsToAdd: number;
  /**
   * Against what the partnership has already. Of a new file of a source also what the file does not have any more, and
   * what lies outside of the periods that it covers; after the commit, what was taken out.
   */
  overlap: { added: number; same: number; changed: number; gone?: number; outside?: number };
  /** What is strange about the data as such; reports of earlier versions have none. */
  quality?: QualityFinding[];
}
