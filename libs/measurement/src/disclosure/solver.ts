/** A linear system: columns between bounds, and rows of weighted columns between bounds; ±Infinity is no bound. */
export interface LinearProgram {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly rows: readonly LinearRow[];
}

export interface LinearRow {
  readonly lower: number;
  readonly upper: number;
  readonly columns: readonly number[];
  readonly weights: readonly number[];
}

export type Optimum =
  | { readonly status: 'optimal'; readonly value: number; readonly point: ArrayLike<number> }
  /** No solution, none within the time allowed, or a failure of the solver. */
  | { readonly status: 'undecided' };

/** One column's extreme over the system. */
export interface Question {
  readonly column: number;
  readonly sense: 'least' | 'greatest';
  /** The column is held at or below this while the question is answered, so that no question is unbounded. */
  readonly cap: number;
  /** Whether every column must be a whole number. */
  readonly integral: boolean;
}

/** A system that was handed to a solver; close it when done. */
export interface SolverModel {
  ask(question: Question): Optimum;
  close(): void;
}

/** A solver of linear and mixed-integer programs: the one thing that this engine does not bring itself. */
export interface Solver {
  open(program: LinearProgram): SolverModel;
}
