import type { MessageParams } from '../rows/problems.ts';

/** What can be recognised in a file; screens translate by code and parameters, the message is English. */
export const proposalCodes = [
  'wide_columns',
  'sections',
  'fill_down',
  'footnotes',
  'one_name',
  'mixed_units',
  'lone_zero',
  'lost_zeros',
  'repeated_codes',
  'bounds',
  'provisional',
  'unknown_marks',
  'sentinels',
  'far_values',
  'unread_periods',
  'whole_years',
  'several_years',
  'blank_said',
  'total_unnamed',
  'sum_rows',
  'place_attribute',
  'rows_chosen',
  'rows_to_choose',
  'decimal_comma',
  'tables_below',
  'tables_beside',
  'other_sheets',
  'read_together',
  'value_notes',
  'value_unsure',
  'two_numbers',
  'margins_aside',
  'value_interval',
  'spoiled_codes',
] as const;
export type ProposalCode = (typeof proposalCodes)[number];

/**
 * Something recognised in a file that the guessed mapping makes use of, for a person to see and to take back.
 * Parameters by code: `wide_columns` {columns, periods, populations, rule: how they are named}; `sections` {column, rows}; `fill_down` {column};
 * `footnotes` {from, to}; `one_name` {from, to}: names that differ by blanks or case alone; `mixed_units` {column,
 * percents, fractions}; `lone_zero` {column, count, next}; `lost_zeros` {column, length}; `bounds` {column, count};
 * `repeated_codes` {column, within, code, example}: codes that are given anew in each enclosing place;
 * `provisional` {where, text}; `sentinels` {column, marks}: numbers that are marks; `far_values`
 * {column, values}: numbers that are kept out until a person says what they mean; `unknown_marks` {column, marks};
 * `unread_periods` {column, labels}; `whole_years` {column, labels}: rows of no single month or quarter. `several_years`
 * {labels, years}: numbers of other periods than the indicator's. `unknown_marks`, `unread_periods` and `several_years`
 * change nothing: a person must say. `blank_said` {text, meaning}: what a note says of empty cells; `total_unnamed` {labels}: rows that wait till it is said which place they are of;
 * `sum_rows` {column, labels}: sums in between that are left out. `place_attribute` {column, labels}: what each place is, which divides no people; `rows_chosen` {column, value, others}: the indicator's rows among others;
 * `rows_to_choose` {column, labels}: which of them a person must say; `decimal_comma` {};
 * `tables_below`, `tables_beside` {read, others}: of several tables one is read; `other_sheets` {read, others, gives};
 * `read_together` {column, tables};
 * `value_notes` {column, from, to}; `two_numbers`, `spoiled_codes` {column, example}; `margins_aside` {columns, count};
 * `value_interval` {columns, count, level: in percent, or '' where the file does not say it};
 * `value_unsure` {column, columns}.
 */
export interface Proposal {
  code: ProposalCode;
  /** The field of the mapping that was filled because of it ("population.aliases"), or that a person must fill. */
  path: string;
  column: string | null;
  params: MessageParams;
  message: string;
  /** Cells or names that show it, at most five. */
  examples: string[];
}
