import type { LinearRow, Solver } from '@throughline/measurement/disclosure/solver';
import type { Child, Kind } from './world.ts';

/** A number as an ordinary reader has it: shown with or without counts, or hidden. */
export interface ReadNumber {
  readonly name: string;
  /** Which children it is about. */
  has(child: Child): boolean;
  readonly isHidden: boolean;
  /** Null where no count is shown. */
  readonly n: number | null;
  readonly x: number | null;
  /** In percent, between two values; null where none is shown. */
  readonly share: readonly [number, number] | null;
  /** How many people a published count may be wrong by. */
  readonly error: number;
}

/** A hidden number that a reader knows more of than the minimum allows. */
export interface Leak {
  readonly name: string;
  readonly quantity: 'people' | 'who_count';
  readonly least: number;
  readonly greatest: number;
}

/**
 * What a reader can compute who knows the arithmetic of the world: every child has one race, one sex, one school and
 * one age, is an English learner or not, has a disability or not, and every published number is a sum over them.
 * What the product took for a sum does not matter here.
 *
 * @param kinds every combination that a child can have, whatever their numbers.
 */
export function leaksIn(read: readonly ReadNumber[], kinds: readonly Child[], minimum: number, solver: Solver): Leak[] {
  const lower: number[] = [];
  const upper: number[] = [];
  const rows: LinearRow[] = [];
  const column = (least = 0, most = Infinity): number => {
    lower.push(least);
    upper.push(most);
    return lower.length - 1;
  };
  const columns = kinds.map(() => ({ n: column(), x: column() }));
  for (const { n, x } of columns) rows.push({ lower: 0, upper: Infinity, columns: [n, x], weights: [1, -1] });
  const sums = read.map((number) => {
    const mine = columns.filter((_each, at) => number.has(kinds[at] as Kind));
    const [n, x] = [column(), column()];
    for (const [total, which] of [
      [n, 'n'],
      [x, 'x'],
    ] as const)
      rows.push({
        lower: 0,
        upper: 0,
        columns: [total, ...mine.map((each) => each[which])],
        weights: [1, ...mine.map(() => -1)],
      });
    return { n, x };
  });
  for (const [at, number] of read.entries()) {
    const { n, x } = sums[at] ?? { n: 0, x: 0 };
    const bound = (column: number, value: number): void => {
      lower[column] = value - number.error;
      upper[column] = value + number.error;
    };
    if (number.isHidden) continue;
    if (number.n !== null) bound(n, number.n);
    if (number.x !== null) bound(x, number.x);
    if (number.share !== null && number.error === 0) {
      const [low, high] = number.share.map((each) => each / 100) as [number, number];
      rows.push({ lower: 0, upper: Infinity, columns: [x, n], weights: [1, -low] });
      rows.push({ lower: -Infinity, upper: 0, columns: [x, n], weights: [1, -high] });
    }
  }
  const model = solver.open({ lower, upper, rows });
  try {
    return read.flatMap((number, at): Leak[] => {
      if (!number.isHidden) return [];
      const { n, x } = sums[at] ?? { n: 0, x: 0 };
      return (['people', 'who_count'] as const).flatMap((quantity): Leak[] => {
        const column = quantity === 'people' ? n : x;
        const least = model.ask({ columns: [column], sense: 'least', integral: false });
        if (least.status !== 'optimal') return [];
        const greatest = model.ask({
          columns: [column],
          sense: 'greatest',
          integral: false,
          held: { column, upper: least.value + minimum },
        });
        if (greatest.status !== 'optimal') return [];
        const [low, high] = [Math.ceil(least.value - 1e-6), Math.floor(greatest.value + 1e-6)];
        return high - low < minimum ? [{ name: number.name, quantity, least: low, greatest: high }] : [];
      });
    });
  } finally {
    model.close();
  }
}
