import type { IndicatorSource } from '../mapping/mapping.ts';
import type { NumberCell, NumberCells } from './numbers.ts';
import type { RowProblem } from './problems.ts';

interface Seen {
  percents: number;
  fractions: number;
  /** Numbers above 1 without a percent sign: then those below may be percents as well. */
  others: number;
  first: NumberCell | null;
}

/**
 * Watches whether one value column mixes percents as text ("45.2%") with fractions as numbers (0.452) where the mapping
 * knows only one of them: read as one unit, half of the values would be wrong by a factor of a hundred.
 */
export class UnitWatch {
  readonly #columns = new Map<string, Seen>();
  readonly #tell: (problem: RowProblem) => void;

  constructor(tell: (problem: RowProblem) => void) {
    this.#tell = tell;
  }

  /** Takes the numbers of one observation. */
  see({ value }: NumberCells, { unit }: IndicatorSource): void {
    if (unit !== 'percent' || value === undefined || value.reading.kind !== 'number') return;
    let seen = this.#columns.get(value.column);
    if (seen === undefined) {
      seen = { percents: 0, fractions: 0, others: 0, first: null };
      this.#columns.set(value.column, seen);
    }
    const { reading } = value;
    if (reading.percent === true) seen.percents += 1;
    else if (reading.value > 1) seen.others += 1;
    else if (reading.value > 0) {
      seen.fractions += 1;
      seen.first ??= value;
    }
  }

  /** Reports the columns that mix both; an error when no number without a sign is above 1, a warning when one is. */
  end(): void {
    for (const [column, { percents, fractions, others, first }] of this.#columns) {
      if (percents === 0 || first === null) continue;
      const message = `${percents} cells are percents with a sign and ${fractions} are numbers up to 1 without one. Choose “percent or fraction” as the unit if those are fractions; if not, correct the file.`;
      this.#tell({
        line: first.line,
        column,
        code: 'mixed_units',
        severity: others === 0 ? 'error' : 'warning',
        message,
        params: { percents, fractions },
        cell: first.text,
      });
    }
  }
}
