import type { LinearProgram } from './solver.ts';

const tolerance = 1e-6;

/** The nearest whole numbers to a solution, or null when it has others. */
export function wholeNumbers(point: ArrayLike<number>): number[] | null {
  const whole = Array.from(point, Math.round);
  return whole.every((value, column) => Math.abs(value - (point[column] ?? 0)) <= tolerance) ? whole : null;
}

/** Whether a point keeps all bounds and rows. */
export function solves({ lower, upper, rows }: LinearProgram, point: readonly number[]): boolean {
  return (
    point.every((value, column) => value >= (lower[column] ?? 0) && value <= (upper[column] ?? Infinity)) &&
    rows.every((row) => {
      const value = row.columns.reduce((sum, column, at) => sum + (point[column] ?? 0) * (row.weights[at] ?? 0), 0);
      return value >= row.lower - tolerance && value <= row.upper + tolerance;
    })
  );
}

/** Cells whose numbers differ from the true ones in a solution; null where nobody knows which. */
export type Touched = ReadonlySet<string> | null;

interface End {
  readonly value: number;
  readonly touched: Touched;
}

/**
 * Solutions in whole numbers that were met. Two of them in which a number differs by the minimum prove that nobody can
 * narrow it down further, whatever they know of whole numbers; no relaxation of the system proves that.
 */
export class Witnesses {
  readonly #least: (End | undefined)[] = [];
  readonly #greatest: (End | undefined)[] = [];

  /** Adds the numbers of some columns in one solution. */
  add(columns: Iterable<number>, values: readonly number[], touched: Touched): void {
    let at = 0;
    for (const column of columns) {
      const value = values[at] ?? 0;
      at += 1;
      if (value < (this.#least[column]?.value ?? Infinity)) this.#least[column] = { value, touched };
      if (value > (this.#greatest[column]?.value ?? -Infinity)) this.#greatest[column] = { value, touched };
    }
  }

  least(column: number): number {
    return this.#least[column]?.value ?? Infinity;
  }

  greatest(column: number): number {
    return this.#greatest[column]?.value ?? -Infinity;
  }

  /** How far apart a column's values are. */
  spread(column: number): number {
    return this.greatest(column) - this.least(column);
  }

  /** The cells that both ends of a column's range depend on. */
  cellsBehind(column: number): Touched {
    const [a, b] = [this.#least[column]?.touched, this.#greatest[column]?.touched];
    return a && b ? new Set([...a, ...b]) : null;
  }
}
