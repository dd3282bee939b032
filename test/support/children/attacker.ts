import type { LinearRow, Solver } from '@throughline/measurement/disclosure';
import { type Child, levelCount } from './world.ts';

/** A number as an ordinary reader has it: shown with or without counts, or hidden. */
export interface ReadNumber {
  readonly name: string;
  /** Which children it is about. */
  has(child: Child): boolean;
  /** The same for all numbers about the same children; absent for one that is alone. */
  readonly people?: string;
  /** Which levels count in it; absent is the first. */
  readonly levels?: readonly number[];
  /** Which measure it is of; absent is the first. */
  readonly measure?: number;
  /** How often late children had been added to the world when it was read; absent is never. */
  readonly revision?: number;
  /** Those of them who were not in the world yet at an earlier revision; absent is all of them. */
  readonly since?: number;
  readonly isHidden: boolean;
  /** Whether the file has no row for it; absent is no. */
  readonly isLeftOut?: boolean;
  /** Whether the file has a share of them and not how many they are; absent is no. */
  readonly isShareAlone?: boolean;
  /** Whether the file has no row for its group anywhere, so that nobody knows of it; absent is no. */
  readonly isNameless?: boolean;
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

/** Columns of one kind of children at one revision: all of them, and those at each level. */
interface KindColumns {
  readonly n: number;
  readonly levels: readonly number[];
}

class Reader {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: LinearRow[] = [];
  readonly #kinds: readonly Child[];
  readonly #levels: number;
  readonly #revisions: KindColumns[][] = [];

  constructor(kinds: readonly Child[], read: readonly ReadNumber[]) {
    this.#kinds = kinds;
    const used = 1 + Math.max(0, ...read.flatMap(({ levels = [0] }) => levels));
    this.#levels = used;
    const last = Math.max(0, ...read.map(({ revision = 0 }) => revision));
    for (let revision = 0; revision <= last; revision += 1) this.#revisions.push(this.#world());
    for (const [revision, columns] of this.#revisions.entries()) if (revision > 0) this.#grow(revision, columns);
  }

  get program() {
    return { lower: this.#lower, upper: this.#upper, rows: this.#rows };
  }

  #column(least = 0, most = Infinity): number {
    this.#lower.push(least);
    return this.#upper.push(most) - 1;
  }

  #row(lower: number, upper: number, columns: readonly number[], weights: readonly number[]): void {
    this.#rows.push({ lower, upper, columns, weights });
  }

  /** Every child reaches one level; those that no number tells of are left out. */
  #world(): KindColumns[] {
    return this.#kinds.map(() => {
      const [n, levels] = [this.#column(), Array.from({ length: this.#levels }, () => this.#column())];
      const others = this.#levels === levelCount ? 0 : Infinity;
      this.#row(0, others, [n, ...levels], [1, ...levels.map(() => -1)]);
      return { n, levels };
    });
  }

  /** Late children are added, and nobody is taken away. */
  #grow(revision: number, columns: readonly KindColumns[]): void {
    for (const [at, { n, levels }] of columns.entries()) {
      const before = this.#revisions[revision - 1]?.[at];
      if (!before) continue;
      this.#row(0, Infinity, [n, before.n], [1, -1]);
      for (const [level, column] of levels.entries())
        this.#row(0, Infinity, [column, before.levels[level] ?? 0], [1, -1]);
      // Nor do fewer of them reach none of the levels that numbers tell of.
      this.#row(
        0,
        Infinity,
        [n, before.n, ...levels, ...before.levels],
        [1, -1, ...levels.map(() => -1), ...levels.map(() => 1)],
      );
    }
  }

  /** Takes in a number; answers the columns of its people and of those who count. */
  take(number: ReadNumber): { n: number; x: number } {
    const at = (revision: number | undefined): KindColumns[] =>
      (revision === undefined ? [] : (this.#revisions[revision] ?? [])).filter((_each, kind) =>
        number.has(this.#kinds[kind] as Child),
      );
    const [mine, before] = [at(number.revision ?? 0), at(number.since)];
    const total = (partsOf: (kind: KindColumns) => readonly number[]): number => {
      const column = this.#column();
      const [added, taken] = [mine.flatMap(partsOf), before.flatMap(partsOf)];
      this.#row(0, 0, [column, ...added, ...taken], [1, ...added.map(() => -1), ...taken.map(() => 1)]);
      return column;
    };
    const n = total((kind) => [kind.n]);
    const x = total(({ levels }) => (number.levels ?? [0]).map((level) => levels[level] ?? 0));
    if (!number.isHidden) this.#readShown(number, n, x);
    return { n, x };
  }

  #readShown(number: ReadNumber, n: number, x: number): void {
    const bound = (column: number, value: number): void => {
      this.#lower[column] = value - number.error;
      this.#upper[column] = value + number.error;
    };
    if (number.n !== null) bound(n, number.n);
    if (number.x !== null) bound(x, number.x);
    if (number.share === null || number.error > 0) return;
    const [low, high] = number.share.map((each) => each / 100) as [number, number];
    this.#row(0, Infinity, [x, n], [1, -low]);
    this.#row(-Infinity, 0, [x, n], [1, -high]);
  }
}

/**
 * What a reader can compute who knows the arithmetic of the world: every child has one race, one sex, one school, one
 * age and one level, is an English learner or not, has a disability or not, and every published number is a sum over
 * them. What the product took for a sum or for a link does not matter here. How many people a number is about is no
 * secret where another number about the same children says it openly.
 *
 * @param kinds every combination that a child can have, whatever their numbers.
 * @param isWanted which of the hidden numbers are sought; absent is all.
 */
export function leaksIn(
  read: readonly ReadNumber[],
  kinds: readonly Child[],
  minimum: number,
  solver: Solver,
  isWanted: (number: ReadNumber) => boolean = () => true,
): Leak[] {
  return [...findLeaks(read, kinds, minimum, solver, isWanted)];
}

/** The same, one after the other. */
export function* findLeaks(
  read: readonly ReadNumber[],
  kinds: readonly Child[],
  minimum: number,
  solver: Solver,
  isWanted: (number: ReadNumber) => boolean,
): Generator<Leak> {
  const reader = new Reader(kinds, read);
  const sums = read.map((number) => reader.take(number));
  const counted = new Set(
    read.flatMap(({ people, isHidden, n }) => (people === undefined || isHidden || n === null ? [] : people)),
  );
  const model = solver.open(reader.program);
  const rangeOf = (column: number): { least: number; greatest: number } | null => {
    const least = model.ask({ columns: [column], sense: 'least', integral: false });
    if (least.status !== 'optimal') return null;
    const upper = Math.ceil(least.value - 1e-6) + minimum;
    const greatest = model.ask({ columns: [column], sense: 'greatest', integral: false, held: { column, upper } });
    if (greatest.status !== 'optimal') return null;
    return { least: Math.ceil(least.value - 1e-6), greatest: Math.floor(greatest.value + 1e-6) };
  };
  try {
    for (const [at, number] of read.entries()) {
      if (!number.isHidden || !isWanted(number)) continue;
      const { n, x } = sums[at] ?? { n: 0, x: 0 };
      const isOpen = number.people !== undefined && counted.has(number.people);
      for (const quantity of isOpen ? (['who_count'] as const) : (['people', 'who_count'] as const)) {
        const range = rangeOf(quantity === 'people' ? n : x);
        if (range && range.greatest - range.least < minimum) yield { name: number.name, quantity, ...range };
      }
    }
  } finally {
    model.close();
  }
}
