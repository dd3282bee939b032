import type { MessageParams, RowProblem } from '@throughline/source-files/rows/problems';
import { v7 as uuidv7 } from 'uuid';
import type { ProblemCount } from '@throughline/source-files/report/import-report';

/** A problem of a row; beside the reader's codes there are those that only the partnership's own data can tell. */
export type FoundProblem = Omit<RowProblem, 'code' | 'params'> & { code: string; params?: MessageParams };

/** A row of `import_problem`, without its tenant. */
export interface ProblemRow {
  id: string;
  line: number;
  column: string;
  code: string;
  severity: 'error' | 'warning';
  message: string;
  cell: string;
  params: MessageParams;
}

/** Most problems that are kept row by row, all together and of one kind: one kind must not hide the others. */
export const mostKept = 10_000;
export const mostKeptOfOneKind = 2_000;
const longestMessage = 1_000;

/** Counts every problem of a check and keeps the first ones of each kind until they are stored. */
export class ProblemBook {
  readonly #counts = new Map<string, ProblemCount>();
  #waiting: ProblemRow[] = [];
  storedCount = 0;

  /** @param times how many more there are that are not told row by row. */
  note(problem: FoundProblem, times = 1): void {
    const { code, severity } = problem;
    const key = `${code} ${severity}`;
    const known = this.#counts.get(key) ?? { code, severity, count: 0 };
    const before = known.count;
    known.count += times;
    this.#counts.set(key, known);
    if (before >= mostKeptOfOneKind || this.storedCount >= mostKept) return;
    this.storedCount += 1;
    this.#waiting.push({
      id: uuidv7(),
      line: problem.line,
      column: problem.column ?? '',
      code,
      severity,
      message: problem.message.slice(0, longestMessage),
      cell: problem.cell?.slice(0, 200) ?? '',
      params: shorten(problem.params ?? {}),
    });
  }

  /** The rows to store now; they are given once. */
  take(least: number): ProblemRow[] {
    if (this.#waiting.length < least) return [];
    const rows = this.#waiting;
    this.#waiting = [];
    return rows;
  }

  counts(): ProblemCount[] {
    return [...this.#counts.values()].toSorted((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count);
  }

  total(severity: ProblemCount['severity']): number {
    return this.counts().reduce((sum, each) => sum + (each.severity === severity ? each.count : 0), 0);
  }
}

function shorten(params: MessageParams): MessageParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 200) : value]),
  );
}
