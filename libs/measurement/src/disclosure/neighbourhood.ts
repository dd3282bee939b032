import type { LinearProgram, LinearRow } from './solver.ts';

/** A part of a system in which everything else stands still, so that its solutions are solutions of the whole. */
export interface Neighbourhood {
  readonly program: LinearProgram;
  /** The columns of the whole, in the order of the part's own. */
  readonly columns: readonly number[];
}

/** How far a part goes: cells that a row of many brings in at most, those with the most to give; and cells in all. */
export interface Extent {
  readonly widest: number;
  readonly largest: number;
}

/** Cuts parts out of one system around a solution in whole numbers. */
export class Neighbourhoods {
  readonly #program: LinearProgram;
  readonly #anchor: readonly number[];
  /** The columns that belong together, by column. */
  readonly #cellOf: readonly (readonly number[])[];
  readonly #rowsOf: readonly (readonly number[])[];
  readonly #ranked = new Map<number, readonly number[]>();

  constructor(program: LinearProgram, anchor: readonly number[], cells: Iterable<readonly number[]>) {
    this.#program = program;
    this.#anchor = anchor;
    const cellOf: (readonly number[])[] = program.lower.map(() => []);
    for (const cell of cells) for (const column of cell) cellOf[column] = cell;
    this.#cellOf = cellOf;
    const rowsOf: number[][] = program.lower.map(() => []);
    for (const [at, { columns }] of program.rows.entries()) for (const column of columns) rowsOf[column]?.push(at);
    this.#rowsOf = rowsOf;
  }

  /** The part around a column. */
  around(column: number, { widest, largest }: Extent): Neighbourhood {
    const cells = new Set([this.#cellOf[column] ?? [column]]);
    for (const cell of cells) {
      for (const at of cell.flatMap((each) => this.#rowsOf[each] ?? []))
        for (const other of this.#bring(at, widest))
          if (cells.size < largest) cells.add(this.#cellOf[other] ?? [other]);
      if (cells.size >= largest) break;
    }
    return this.#cut([...cells].flat());
  }

  /** The columns that a row brings in. */
  #bring(at: number, widest: number): readonly number[] {
    const columns = this.#program.rows[at]?.columns ?? [];
    if (columns.length <= widest) return columns;
    const room = (column: number): number => (this.#anchor[column] ?? 0) - (this.#program.lower[column] ?? 0);
    const ranked = this.#ranked.get(at) ?? columns.toSorted((a, b) => room(b) - room(a));
    this.#ranked.set(at, ranked);
    return ranked.slice(0, widest);
  }

  #cut(columns: readonly number[]): Neighbourhood {
    const place = new Map(columns.map((column, at) => [column, at]));
    const rows = [...new Set(columns.flatMap((column) => this.#rowsOf[column] ?? []))].map((at): LinearRow => {
      const row = this.#program.rows[at];
      const [own, weights]: [number[], number[]] = [[], []];
      let still = 0;
      for (const [position, column] of (row?.columns ?? []).entries()) {
        const weight = row?.weights[position] ?? 0;
        const to = place.get(column);
        if (to === undefined) still += weight * (this.#anchor[column] ?? 0);
        else {
          own.push(to);
          weights.push(weight);
        }
      }
      return { lower: (row?.lower ?? 0) - still, upper: (row?.upper ?? 0) - still, columns: own, weights };
    });
    const { lower, upper } = this.#program;
    return {
      columns,
      program: {
        lower: columns.map((column) => lower[column] ?? 0),
        upper: columns.map((column) => upper[column] ?? Infinity),
        rows,
      },
    };
  }
}
