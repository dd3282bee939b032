import type { PoolClient } from 'pg';
import type { DuplicatePolicy } from '@throughline/source-files/mapping/mapping';
import { dropDuplicates, findDuplicates, wholeFile } from './import-check.sql.ts';
import { type FoundProblem, mostKeptOfOneKind } from './problem-book.ts';

interface Duplicate {
  line: number;
  firstLine: number;
  same: boolean;
  placeLabel: string;
  /** All of them, whatever is told; those that differ are told first. */
  total: number;
}

/**
 * The reader tells lines that repeat a label's observation; here two labels turn out to be one place. Tells them, leaves
 * one of each by the mapping's policy, and answers how many rows are gone.
 */
export async function leaveOneOfEach(
  client: PoolClient,
  ids: readonly string[],
  policy: DuplicatePolicy,
  note: (problem: FoundProblem, times: number) => void,
): Promise<number> {
  await client.query(wholeFile);
  const { rows: found } = await client.query<Duplicate>(findDuplicates, [...ids, mostKeptOfOneKind]);
  const [first] = found;
  if (first === undefined) return 0;
  const { rows } = await client.query<{ gone: number }>(dropDuplicates, [...ids, policy]);
  found.forEach(({ line, firstLine, same, placeLabel }, index) => {
    const untold = index === 0 ? first.total - found.length : 0;
    const problem = same ? repetition(firstLine) : policy === 'report' ? difference(firstLine) : omission(firstLine);
    note({ line, column: null, cell: placeLabel, params: { line: firstLine }, ...problem }, 1 + untold);
  });
  return Number(rows[0]?.gone ?? 0);
}

type Told = Pick<FoundProblem, 'code' | 'severity' | 'message'>;

const repetition = (line: number): Told => ({
  code: 'duplicate_same',
  severity: 'warning',
  message: `The row says the same as line ${line}. It is read once.`,
});

const difference = (line: number): Told => ({
  code: 'duplicate_different',
  severity: 'error',
  message: `Line ${line} has another value for the same indicator, period, place and population. Keep one of the two lines; perhaps two names mean one place.`,
});

const omission = (line: number): Told => ({
  code: 'duplicate_left_out',
  severity: 'warning',
  message: `Line ${line} has another value for the same indicator, period, place and population. It was dealt with as the mapping says; perhaps two names mean one place.`,
});
