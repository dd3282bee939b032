import type { LinearProgram, LinearRow, Solver } from './solver.ts';

/** How far a column must be able to grow beside others that grow at most `farthest`, so that rounding is no answer. */
const clearly = 1000;
const farthest = 1e7;

/** One side of a row, whose columns are bounded from above once all that could make up for them in it is. */
interface Side {
  readonly columns: readonly number[];
  /** How many of the columns that could make up for them are not bounded yet. */
  open: number;
}

/** Columns, none below zero, that are bounded by themselves or by what the rows say of bounded ones. */
function boundedColumns({ upper, rows }: LinearProgram): boolean[] {
  const isBounded = upper.map(() => false);
  const waiting: Side[][] = upper.map(() => []);
  const bounded: number[] = [];
  const bound = (columns: readonly number[]): void => {
    for (const column of columns)
      if (!isBounded[column]) {
        isBounded[column] = true;
        bounded.push(column);
      }
  };
  for (const { columns, weights, lower, upper: most } of rows) {
    const up = columns.filter((_, at) => (weights[at] ?? 0) > 0);
    const down = columns.filter((_, at) => (weights[at] ?? 0) < 0);
    for (const [limit, own, others] of [
      [most, up, down],
      [-lower, down, up],
    ] as const) {
      if (limit === Infinity) continue;
      if (others.length === 0) bound(own);
      const side = { columns: own, open: others.length };
      for (const column of others) waiting[column]?.push(side);
    }
  }
  bound([...upper.keys()].filter((column) => (upper[column] ?? Infinity) < Infinity));
  for (const column of bounded)
    for (const side of waiting[column] ?? []) {
      side.open -= 1;
      if (side.open === 0) bound(side.columns);
    }
  return isBounded;
}

/** Whether every multiple of a solution is one too: nothing published says how many people there are. */
export function scales({ upper, rows }: LinearProgram): boolean {
  return (
    upper.every((most) => most === Infinity) &&
    rows.every((row) => (row.lower === 0 || row.lower === -Infinity) && (row.upper === 0 || row.upper === Infinity))
  );
}

/**
 * Those of the wanted columns that can grow without end: somewhere a direction leads out of the system along which they
 * rise. One linear program over the cone of such directions answers for all of them: it makes as many of them rise as
 * can. The system's numbers are fractions, so a multiple of the direction is whole: from a solution in whole numbers
 * it leads to others as far away as one likes. Only together with such a solution does the answer prove anything.
 */
export function growing(program: LinearProgram, wanted: readonly number[], solver: Solver): Set<number> {
  const isBounded = boundedColumns(program);
  const candidates = wanted.filter((column) => !isBounded[column]);
  if (candidates.length === 0) return new Set();
  const place = new Map<number, number>();
  for (const column of program.upper.keys()) if (!isBounded[column]) place.set(column, place.size);
  const rows: LinearRow[] = [];
  for (const row of program.rows) {
    const terms = row.columns.flatMap((column, at) => {
      const to = place.get(column);
      return to === undefined ? [] : [[to, row.weights[at] ?? 0] as const];
    });
    if (terms.length > 0)
      rows.push({
        lower: row.lower > -Infinity ? 0 : -Infinity,
        upper: row.upper < Infinity ? 0 : Infinity,
        columns: terms.map(([column]) => column),
        weights: terms.map(([, weight]) => weight),
      });
  }
  const first = place.size;
  for (const [at, column] of candidates.entries())
    rows.push({ lower: 0, upper: Infinity, columns: [place.get(column) ?? 0, first + at], weights: [1, -1] });
  const size = first + candidates.length;
  const upper = Array.from({ length: size }, (_, column) => (column < first ? farthest : clearly));
  const model = solver.open({ lower: upper.map(() => 0), upper, rows });
  try {
    const columns = candidates.map((_, at) => first + at);
    const answer = model.ask({ columns, sense: 'greatest', integral: false });
    if (answer.status !== 'optimal') return new Set();
    return new Set(candidates.filter((_, at) => (answer.point[first + at] ?? 0) > clearly - 1));
  } finally {
    model.close();
  }
}
