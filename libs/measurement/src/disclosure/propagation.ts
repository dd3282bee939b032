import type { LinearProgram, LinearRow } from './solver.ts';

/** How often all rows are looked at; what is left then is for the solver. */
const rounds = 8;

const tolerance = 1e-6;

/** The sum of one side of a row, and how much of it is without end, so that one column can be taken out again. */
function reach(row: LinearRow, lower: readonly number[], upper: readonly number[], side: 'least' | 'greatest') {
  let finite = 0;
  let endless = 0;
  for (const [at, column] of row.columns.entries()) {
    const weight = row.weights[at] ?? 0;
    const bound = weight > 0 === (side === 'least') ? (lower[column] ?? 0) : (upper[column] ?? Infinity);
    if (Number.isFinite(bound)) finite += weight * bound;
    else endless += 1;
  }
  return { finite, endless };
}

/**
 * Bounds in whole numbers that follow from one row at a time, again and again. They hold for every solution in whole
 * numbers, so that a number they pin is told; they need no solver, and find most of what hiding too little tells.
 */
export function propagate(program: LinearProgram): { lower: number[]; upper: number[] } {
  const [lower, upper] = [program.lower.slice(), program.upper.slice()];
  const rowsOf: number[][] = program.lower.map(() => []);
  for (const [row, { columns }] of program.rows.entries()) for (const column of columns) rowsOf[column]?.push(row);
  /** Rows of which a bound changed since they were looked at: the others say what they said. */
  const isOpen = program.rows.map(() => true);
  const reopen = (column: number): void => {
    for (const row of rowsOf[column] ?? []) isOpen[row] = true;
  };
  const narrow = (row: LinearRow, side: 'least' | 'greatest', limit: number): boolean => {
    if (!Number.isFinite(limit)) return false;
    const { finite, endless } = reach(row, lower, upper, side);
    if (endless > 1) return false;
    let changed = false;
    for (const [at, column] of row.columns.entries()) {
      const weight = row.weights[at] ?? 0;
      const isLower = weight > 0 === (side === 'least');
      const bound = isLower ? (lower[column] ?? 0) : (upper[column] ?? Infinity);
      const others = Number.isFinite(bound) ? finite - weight * bound : finite;
      if (Number.isFinite(bound) && endless > 0) continue;
      const end = (limit - others) / weight;
      if (isLower && Math.floor(end + tolerance) < (upper[column] ?? Infinity)) {
        upper[column] = Math.floor(end + tolerance);
        reopen(column);
        changed = true;
      } else if (!isLower && Math.ceil(end - tolerance) > (lower[column] ?? 0)) {
        lower[column] = Math.ceil(end - tolerance);
        reopen(column);
        changed = true;
      }
    }
    return changed;
  };
  for (let round = 0, changed = true; changed && round < rounds; round += 1) {
    changed = false;
    for (const [at, row] of program.rows.entries()) {
      if (!isOpen[at]) continue;
      isOpen[at] = false;
      changed = narrow(row, 'least', row.upper) || changed;
      changed = narrow(row, 'greatest', row.lower) || changed;
    }
  }
  return { lower, upper };
}
