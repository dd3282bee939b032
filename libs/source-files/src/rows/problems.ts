import { tidyings } from '../text/tidy.ts';
import type { Tidying } from '../text/tidy.ts';

/** What can be wrong with a row of a file; the word is stable, so that screens can say it in the reader's language. */
export const problemCodes = [
  'quote_never_closed',
  'text_after_quote',
  'unreadable_character',
  'line_too_long',
  'too_few_cells',
  'too_many_cells',
  'no_indicator',
  'period_missing',
  'period_unreadable',
  'place_missing',
  'unknown_mark',
  'negative',
  'out_of_range',
  'not_whole',
  'numerator_above_denominator',
  'value_disagrees',
  'zero_denominator',
  'duplicate_same',
  'duplicate_different',
  'incomplete_row_group',
  'too_many_open_groups',
  'duplicate_left_out',
  'mixed_units',
  'interval_unreadable',
  'interval_negative_margin',
  'interval_half',
  'interval_exchanged',
  'interval_out_of_range',
  'interval_without_value',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What a message names, by name: a screen says it in the reader's language. */
export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * One problem of one row. An error keeps the import from being committed; a warning is for a person to look at.
 * Parameters by code: `too_few_cells`, `too_many_cells` {cells, header}; `period_unreadable` {label, reason: a PERIOD_…
 * code}; `unknown_mark`, `negative` {cell}, an empty cell among `unknown_mark` {cell: ''}; `out_of_range` {unit};
 * `numerator_above_denominator` {numerator, denominator}; `value_disagrees` {fromCounts}; `duplicate_same`,
 * `duplicate_different`, `duplicate_left_out` {line: the other one}; `incomplete_row_group` {missing}; `mixed_units`
 * {percents, fractions}; those of intervals {cell}; the others have none.
 */
export interface RowProblem {
  line: number;
  /** The column's name, or null when the problem is the row's. */
  column: string | null;
  code: ProblemCode;
  severity: 'error' | 'warning';
  params: MessageParams;
  /** What is wrong and what to do about it. */
  message: string;
  /** The cell as read, or null. */
  cell: string | null;
}

/** What was read, left out and cleaned, counted. */
export interface ReadSummary {
  rows: number;
  observations: number;
  blankRows: number;
  repeatedHeaders: number;
  /** Rows with one filled cell, read as notes; the first hundred are listed. */
  noteRows: number;
  notes: { line: number; text: string }[];
  skippedRows: number;
  otherRows: number;
  /** Rows that head others; they carry no numbers of their own. */
  sectionRows: number;
  /** Observations left out because other lines tell them otherwise and the mapping says so. */
  duplicatesLeftOut: number;
  /** Numerators published beside a suppressed value; they are not kept. */
  numeratorsDropped: number;
  tidied: Record<Tidying, { cells: number; firstLine: number | null }>;
}

export function emptySummary(): ReadSummary {
  const tidied = Object.fromEntries(tidyings.map((tidying) => [tidying, { cells: 0, firstLine: null }]));
  return {
    rows: 0,
    observations: 0,
    blankRows: 0,
    repeatedHeaders: 0,
    noteRows: 0,
    notes: [],
    skippedRows: 0,
    otherRows: 0,
    sectionRows: 0,
    duplicatesLeftOut: 0,
    numeratorsDropped: 0,
    // fromEntries forgets the keys that it was given.
    tidied: tidied as ReadSummary['tidied'],
  };
}
