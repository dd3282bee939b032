import type { LinearProgram } from './solver.ts';

/** Columns that change, each up or down by the same amount. */
type Move = Map<number, 1 | -1>;

/** Columns tried for one exchange, and for one row of it. */
const patience = 60;
const tries = 5;

const tolerance = 1e-6;

/**
 * Looks for another solution near a known one by hand: one number goes up, another of the same sum goes down by as
 * much, and so on until all sums are as they were. In tables most hidden numbers can be exchanged so with two or three
 * others, which takes a fraction of the time of a linear program.
 */
export class Exchange {
  readonly #program: LinearProgram;
  readonly #anchor: readonly number[];
  /** The known solution, with what was exchanged so far. */
  readonly #point: number[];
  readonly #rowsOf: readonly (readonly (readonly [row: number, weight: number])[])[];
  #left = 0;

  constructor(program: LinearProgram, anchor: readonly number[]) {
    this.#program = program;
    this.#anchor = anchor;
    this.#point = anchor.slice();
    const rowsOf: [number, number][][] = program.lower.map(() => []);
    for (const [row, { columns, weights }] of program.rows.entries())
      for (const [at, column] of columns.entries()) rowsOf[column]?.push([row, weights[at] ?? 0]);
    this.#rowsOf = rowsOf;
  }

  /**
   * Moves `column` up or down by up to `amount`, in large steps and then in small ones.
   * @returns the columns that differ from the known solution, and their values.
   */
  find(column: number, direction: 1 | -1, amount: number): Map<number, number> {
    const changed = new Map<number, number>();
    let left = amount;
    for (let step = amount; step >= 1; step = Math.floor(step / 2))
      while (step <= left) {
        const move = this.#move(column, direction, step);
        if (!move) break;
        left -= step;
        for (const [each, sign] of move) {
          const value = (this.#point[each] ?? 0) + sign * step;
          this.#point[each] = value;
          changed.set(each, value);
        }
      }
    for (const each of changed.keys()) this.#point[each] = this.#anchor[each] ?? 0;
    return changed;
  }

  #move(column: number, direction: 1 | -1, amount: number): Move | null {
    if (!this.#hasRoom(column, direction, amount)) return null;
    this.#left = patience;
    const moved: Move = new Map();
    const open = new Map<number, number>();
    this.#put(column, direction, moved, open);
    return this.#close(moved, open, amount) ? moved : null;
  }

  #hasRoom(column: number, direction: number, amount: number): boolean {
    const value = (this.#point[column] ?? 0) + direction * amount;
    return value >= (this.#program.lower[column] ?? 0) && value <= (this.#program.upper[column] ?? Infinity);
  }

  #isSum(row: number): boolean {
    const { lower, upper } = this.#program.rows[row] ?? { lower: 0, upper: 1 };
    return lower === upper;
  }

  /** Changes a column, or changes it back: `open` has the sums that are off by so many amounts. */
  #put(column: number, direction: 1 | -1, moved: Move, open: Map<number, number>): void {
    const isBack = moved.has(column);
    if (isBack) moved.delete(column);
    else moved.set(column, direction);
    for (const [row, weight] of this.#rowsOf[column] ?? []) {
      if (!this.#isSum(row)) continue;
      const off = (open.get(row) ?? 0) + (isBack ? -weight : weight) * direction;
      if (off === 0) open.delete(row);
      else open.set(row, off);
    }
  }

  #close(moved: Move, open: Map<number, number>, amount: number): boolean {
    const row = this.#shortest(open);
    if (row === null) return this.#keepsLimits(moved, amount);
    for (const [column, direction] of this.#candidates(row, moved, open, amount)) {
      this.#left -= 1;
      if (this.#left < 0) return false;
      this.#put(column, direction, moved, open);
      if (this.#close(moved, open, amount)) return true;
      this.#put(column, direction, moved, open);
    }
    return false;
  }

  #shortest(open: ReadonlyMap<number, number>): number | null {
    const length = (row: number | null): number =>
      row === null ? Infinity : (this.#program.rows[row]?.columns.length ?? 0);
    let best: number | null = null;
    for (const row of open.keys()) if (length(row) < length(best)) best = row;
    return best;
  }

  /** Columns that set a sum right, those first that set most others right too. */
  #candidates(
    row: number,
    moved: ReadonlyMap<number, 1 | -1>,
    open: ReadonlyMap<number, number>,
    amount: number,
  ): [column: number, direction: 1 | -1][] {
    const found: { column: number; direction: 1 | -1; worth: number }[] = [];
    const { columns = [], weights = [] } = this.#program.rows[row] ?? {};
    for (const [at, column] of columns.entries()) {
      const direction = -(open.get(row) ?? 0) / (weights[at] ?? 0);
      if ((direction !== 1 && direction !== -1) || moved.has(column) || !this.#hasRoom(column, direction, amount))
        continue;
      found.push({ column, direction, worth: this.#worth(column, direction, open) });
    }
    found.sort((a, b) => b.worth - a.worth);
    return found.slice(0, tries).map(({ column, direction }) => [column, direction]);
  }

  #worth(column: number, direction: number, open: ReadonlyMap<number, number>): number {
    let worth = 0;
    for (const [row, weight] of this.#rowsOf[column] ?? []) {
      if (!this.#isSum(row)) continue;
      const off = open.get(row) ?? 0;
      worth += Math.abs(off) - Math.abs(off + weight * direction);
    }
    return worth;
  }

  /** Whether what is no sum still holds: percentages, and centre lines. */
  #keepsLimits(moved: ReadonlyMap<number, 1 | -1>, amount: number): boolean {
    const rows = new Set([...moved.keys()].flatMap((column) => (this.#rowsOf[column] ?? []).map(([row]) => row)));
    return [...rows].every((at) => {
      const row = this.#program.rows[at];
      if (!row || this.#isSum(at)) return true;
      const value = row.columns.reduce(
        (sum, column, position) =>
          sum + ((this.#point[column] ?? 0) + (moved.get(column) ?? 0) * amount) * (row.weights[position] ?? 0),
        0,
      );
      return value >= row.lower - tolerance && value <= row.upper + tolerance;
    });
  }
}
