import type { ReadSummary } from '@throughline/domain/imports/problems';
import type { ColumnProfile } from '@throughline/domain/imports/profile';
import type { FileShape } from '@throughline/domain/imports/sniff';

/** What was seen in a file when it came: its shape, its columns over all rows, and the first rows as they stand. */
export interface SeenFile {
  shape: FileShape;
  profiles: ColumnProfile[];
  /** The first data rows, cells cut to 200 characters. */
  sample: { line: number; cells: string[] }[];
}

/** A published label that the partnership does not know yet. */
export interface UnknownLabel {
  label: string;
  /** The publisher's code of the place, where the file has one. */
  code: string | null;
  rows: number;
  firstLine: number;
}

/** How many problems of one kind there are, kept or not. */
export interface ProblemCount {
  code: string;
  severity: 'error' | 'warning';
  count: number;
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
  /** Against what the partnership has already. */
  overlap: { added: number; same: number; changed: number };
}
