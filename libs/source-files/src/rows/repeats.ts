import type { DuplicateFinder } from './duplicates.ts';
import type { DuplicatePolicy } from '../mapping/mapping.ts';
import type { ReadSummary, RowProblem } from './problems.ts';

/** What is told of an observation to find it again on another line. */
export interface SeenRow {
  key: string;
  line: number;
  /** Where what was made of the row can be found: see `DuplicateFinder`. */
  owner: number;
  /** What the row says; equal text means an identical duplicate. */
  content: string;
  /** The column of a wide file, or null. */
  column: string | null;
}

/** Finds lines that tell an observation again, reports them, and does what the mapping's policy says. */
export class Repeats {
  readonly #finder: DuplicateFinder;
  readonly #policy: DuplicatePolicy;
  readonly #summary: ReadSummary;
  readonly #tell: (problem: RowProblem) => void;
  /** The first lines of what is left out wholly, told once each; as many as the file has such observations. */
  readonly #reportedKeys = new Set<string>();

  constructor(
    finder: DuplicateFinder,
    policy: DuplicatePolicy,
    summary: ReadSummary,
    tell: (problem: RowProblem) => void,
  ) {
    this.#finder = finder;
    this.#policy = policy;
    this.#summary = summary;
    this.#tell = tell;
  }

  /**
   * Remembers the row. True when it must not become an observation, because an earlier line tells it.
   * @param retract takes back what was made of an earlier line; called with its line and owner
   */
  isRepeated(row: SeenRow, retract: (line: number, owner: number) => void): boolean {
    const seen = this.#finder.see(row.key, row.line, row.content, row.owner);
    if (seen === null) return false;
    const { line, column } = row;
    if (seen.identical) {
      const message = `The row says the same as line ${seen.line}. It is read once.`;
      const params = { line: seen.line };
      this.#tell({ line, column, code: 'duplicate_same', severity: 'warning', message, params, cell: null });
      return true;
    }
    switch (this.#policy) {
      case 'report': {
        const message = `Line ${seen.line} has another value for the same indicator, period, place and population. Keep one of the two lines; perhaps one is mislabelled.`;
        const params = { line: seen.line };
        this.#tell({ line, column, code: 'duplicate_different', severity: 'error', message, params, cell: null });
        return true;
      }
      case 'first':
        this.#leaveOut(line, seen.line, column);
        return true;
      case 'last':
        this.#leaveOut(seen.line, line, column);
        retract(seen.line, seen.owner);
        this.#finder.replace(row.key, line, row.content, row.owner);
        return false;
      case 'leave_out': {
        const first = `${seen.line} ${seen.owner}`;
        if (!this.#reportedKeys.has(first)) {
          this.#reportedKeys.add(first);
          this.#leaveOut(seen.line, line, column);
          retract(seen.line, seen.owner);
        }
        this.#leaveOut(line, seen.line, column);
        return true;
      }
    }
  }

  #leaveOut(line: number, other: number, column: string | null): void {
    this.#summary.duplicatesLeftOut += 1;
    const message = `Line ${other} tells the same observation with another value. This line was left out, as the mapping says.`;
    const params = { line: other };
    this.#tell({ line, column, code: 'duplicate_left_out', severity: 'warning', message, params, cell: null });
  }
}
