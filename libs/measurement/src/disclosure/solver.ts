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
  /** Proven to have no solution. */
  | { readonly status: 'infeasible' }
  /** No answer within the time allowed, none that is finite, or a failure of the solver. */
  | { readonly status: 'undecided' };

/** A column's bounds while one question is answered; they narrow its own. */
export interface Held {
  readonly column: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** The extreme of a sum of columns over the system. */
export interface Question {
  readonly columns: readonly number[];
  readonly sense: 'least' | 'greatest';
  readonly held?: Held;
  /** Whether every column must be a whole number. */
  readonly integral: boolean;
  /** Seconds after which the question is undecided; absent is the solver's own patience. */
  readonly seconds?: number;
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
