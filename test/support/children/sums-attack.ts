import type { LinearRow, Solver } from '@throughline/measurement/disclosure';
import type { PublishedRow } from '../empty-partnership.ts';

/** A row as a reader has it, by the words of a test. */
export interface ReadRow extends PublishedRow {
  /** Which of the indicators. */
  readonly indicator: number;
  /** "All" for everybody. */
  readonly group: string;
}

/** Columns of the people of a row and of those who count. */
interface Columns {
  readonly n: number;
  readonly x: number;
}

/** Half of the last place of a publisher's shares. */
function halfOf(rows: readonly ReadRow[]): number {
  const places = Math.max(0, ...rows.map(({ value }) => value.split('.')[1]?.length ?? 0));
  return 0.5 * 10 ** -places + 1e-9;
}

/** What somebody knows of a row who has the file's numbers rounded and the arithmetic of its groups. */
class Reader {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: LinearRow[] = [];
  readonly #columns = new Map<string, Columns>();

  constructor(private readonly half: number) {}

  get program() {
    return { lower: this.#lower, upper: this.#upper, rows: this.#rows };
  }

  add(lower: number, upper: number, columns: readonly number[], weights: readonly number[]): void {
    this.#rows.push({ lower, upper, columns, weights });
  }

  columns(name: string): Columns {
    const known = this.#columns.get(name);
    if (known) return known;
    const column = (): number => {
      this.#lower.push(0);
      return this.#upper.push(Infinity) - 1;
    };
    const made = { n: column(), x: column() };
    this.add(0, Infinity, [made.n, made.x], [1, -1]);
    this.#columns.set(name, made);
    return made;
  }

  read(row: ReadRow, { n, x }: Columns): void {
    if (row.status === 'protected' || row.status === 'suppressed_by_source') return;
    const hold = (column: number, cell: string): void => {
      if (cell !== '') this.#lower[column] = this.#upper[column] = Number(cell);
    };
    hold(n, row.denominator);
    hold(x, row.numerator);
    const [low, high] =
      row.value === ''
        ? [Number(row.lower || 0), Number(row.upper || 100)]
        : [Number(row.value) - this.half, Number(row.value) + this.half];
    this.add(0, Infinity, [x, n], [1, -low / 100]);
    this.add(-Infinity, 0, [x, n], [1, -high / 100]);
  }

  sum(total: readonly Columns[], parts: readonly Columns[], isWithin: boolean): void {
    const all = [...total, ...parts];
    const weights = [...total.map(() => 1), ...parts.map(() => -1)];
    const most = isWithin ? Infinity : 0;
    for (const which of ['n', 'x'] as const)
      this.add(
        0,
        most,
        all.map((each) => each[which]),
        weights,
      );
    if (!isWithin) return;
    // Nor do more of the inner ones not count.
    this.add(
      0,
      Infinity,
      [...all.map(({ n }) => n), ...all.map(({ x }) => x)],
      [...weights, ...weights.map((w) => -w)],
    );
  }
}

/**
 * Hidden numbers that a reader can compute to less than the minimum who knows what adds up to what. Said by a test in
 * lines: "All = Girls + Boys" of groups, "Home + Away = Girls + Boys" where no row tells of all, "0-4 < 0-5" of a group
 * within another, each at every place; "@ County = North + South" of places, for every group; "levels" of indicators that
 * make everybody together. How many people a row is about is no secret where another row about them says it.
 */
export function leaksOfSums(
  rows: readonly ReadRow[],
  sums: readonly string[],
  minimum: number,
  solver: Solver,
): string[] {
  const reader = new Reader(halfOf(rows));
  const nameOf = (indicator: number, place: string, group: string, period: string): string =>
    [indicator, place, group, period].join(' | ');
  const own = rows.map((row) => {
    const name = nameOf(row.indicator, row.place, row.group, row.period);
    return { row, name, columns: reader.columns(name) };
  });
  const there = new Set(own.map(({ name }) => name));
  for (const { row, columns } of own) reader.read(row, columns);
  const values = (wordOf: (row: ReadRow) => string): string[] => [...new Set(rows.map(wordOf))];
  const [places, groups, periods] = [values((r) => r.place), values((r) => r.group), values((r) => r.period)];
  const indicators = [...new Set(rows.map(({ indicator }) => indicator))];
  const isLevels = sums.includes('levels');
  for (const line of sums.filter((each) => each !== 'levels')) {
    const ofPlaces = line.startsWith('@ ');
    const [, left = '', sign = '', right = ''] = /^(?:@ )?(.+?) ([=<]) (.+)$/.exec(line) ?? [];
    const [total, parts] = [left.split(' + '), right.split(' + ')];
    const unknown = [...total, ...parts].filter((name) => !(ofPlaces ? places : groups).includes(name));
    if (unknown.length > 0)
      throw new Error(`No row is of ${unknown.join(', ')}; there are ${[...places, ...groups].join('; ')}`);
    for (const indicator of indicators)
      for (const period of periods)
        for (const other of ofPlaces ? groups : places) {
          const name = (each: string) =>
            ofPlaces ? nameOf(indicator, each, other, period) : nameOf(indicator, other, each, period);
          if (!total.every((each) => there.has(name(each))) || !parts.some((each) => there.has(name(each)))) continue;
          const columnsOf = (names: readonly string[]) => names.map((each) => reader.columns(name(each)));
          if (sign === '<') reader.sum(columnsOf(parts), columnsOf(total), true);
          else reader.sum(columnsOf(total), columnsOf(parts), false);
        }
  }
  if (isLevels)
    for (const { row } of own.filter((each) => each.row.indicator === 0)) {
      const each = indicators.map((at) => reader.columns(nameOf(at, row.place, row.group, row.period)));
      for (const { n } of each.slice(1)) reader.add(0, 0, [each[0]?.n ?? 0, n], [1, -1]);
      reader.add(0, 0, [each[0]?.n ?? 0, ...each.map(({ x }) => x)], [1, ...each.map(() => -1)]);
    }
  const open = new Set(
    isLevels ? rows.flatMap((row) => (row.denominator ? `${row.place} ${row.group} ${row.period}` : [])) : [],
  );
  const model = solver.open(reader.program);
  try {
    return own.flatMap(({ row, name, columns }): string[] => {
      if (row.status !== 'protected') return [];
      const secrets = open.has(`${row.place} ${row.group} ${row.period}`) ? (['x'] as const) : (['n', 'x'] as const);
      return secrets.flatMap((which): string[] => {
        const column = columns[which];
        const least = model.ask({ columns: [column], sense: 'least', integral: false });
        if (least.status !== 'optimal') return [`${name}: ${which} ${least.status}`];
        const from = Math.ceil(least.value - 1e-6);
        const held = { column, upper: from + minimum };
        const greatest = model.ask({ columns: [column], sense: 'greatest', integral: false, held });
        const to = greatest.status === 'optimal' ? Math.floor(greatest.value + 1e-6) : from;
        return to - from < minimum ? [`${name}: ${which} in ${from}–${to}`] : [];
      });
    });
  } finally {
    model.close();
  }
}
