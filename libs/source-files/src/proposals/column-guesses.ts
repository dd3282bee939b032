import type { IntervalPart } from '../mapping/mapping.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { MessageParams } from '../rows/problems.ts';

export type ColumnRole =
  | 'period'
  | 'place_label'
  | 'place_code'
  | 'population'
  | 'dimension'
  | 'variable'
  | 'row_kind'
  | 'value'
  | 'numerator'
  | 'denominator'
  | IntervalPart
  | 'unused';

/** Why a column probably is what it is; each reader's language has its words. */
export const guessReasons = [
  'periods',
  'periods_and_blanks',
  'place_words',
  'place_codes',
  'group_words',
  'names_dimensions',
  'only_value',
  'best_value',
  'one_of_values',
  'counts_give_value',
  'counts_like_others',
  'only_counts',
  'begins_as_value',
  'named_total',
  'divides_wholly',
  'names_numbers',
  'divides_rows',
  'wide_name',
  'margin_of_value',
  'bound_of_value',
  'not_needed',
] as const;
export type GuessReason = (typeof guessReasons)[number];

/**
 * What one column probably is, how sure that is (0 to 1), and why. Parameters by reason: `best_value`, `one_of_values`
 * {columns}; `names_dimensions` {column}; `counts_give_value`, `counts_like_others` {percent, numerator, denominator}; `divides_rows` {kinds};
 * `margin_of_value`, `bound_of_value` {column: the value's}; the others have none.
 */
export interface ColumnGuess {
  column: string;
  role: ColumnRole;
  confidence: number;
  reason: GuessReason;
  params: MessageParams;
}

/** The guesses made so far, one role a column. */
export class Guesses {
  readonly #byColumn = new Map<string, ColumnGuess>();

  take(column: string, role: ColumnRole, confidence: number, reason: GuessReason, params: MessageParams = {}): void {
    this.#byColumn.set(column, { column, role, confidence, reason, params });
  }

  has(column: string): boolean {
    return this.#byColumn.has(column);
  }

  guessesOf(role: ColumnRole): ColumnGuess[] {
    return [...this.#byColumn.values()].filter((guess) => guess.role === role);
  }

  columnsOf(role: ColumnRole): string[] {
    return this.guessesOf(role).map(({ column }) => column);
  }

  all(profiles: readonly ColumnProfile[]): ColumnGuess[] {
    return profiles.map(
      ({ column }) =>
        this.#byColumn.get(column) ?? { column, role: 'unused', confidence: 0.5, reason: 'not_needed', params: {} },
    );
  }
}
