import { cellId, type Decision, type DisclosureOptions, type Release } from '../release.ts';
import type { LinearRow, Question, Solver, SolverModel } from '../solver.ts';

/** A release as its readers have it: nothing of the engine but its decisions is used. */
export interface Seen {
  readonly release: Release;
  readonly decisions: readonly Pick<Decision, 'key' | 'verdict' | 'shown'>[];
  readonly options: DisclosureOptions;
  readonly withheldCharts?: readonly string[];
}

/** A number the attacker wants: a weighted sum of cells. */
export type Target = Readonly<Record<string, number>>;

/** What came out of an attack, in people; null is open on that side. */
export interface Range {
  readonly target: Target;
  readonly quantity: 'n' | 'x';
  readonly least: number;
  readonly greatest: number;
}

const far = 10_000;

/** Seconds that the attacker gives one question: many times what the engine gives itself. */
const seconds = 10;

interface Ends {
  readonly least: number;
  readonly greatest: number;
  readonly isWhole: boolean;
}

/** An answer, and whether it is in whole numbers; null when the solver gives up. */
function ask(model: SolverModel, question: Question): { value: number; isWhole: boolean } | null {
  const answer = model.ask({ ...question, seconds });
  if (answer.status === 'undecided') return null;
  if (answer.status === 'infeasible') throw new Error('What was published contradicts itself.');
  const isWhole = Array.from(answer.point).every((value) => Math.abs(value - Math.round(value)) < 1e-6);
  return { value: answer.value, isWhole };
}

class Attack {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: LinearRow[] = [];
  readonly #columns = new Map<string, { n: number; x: number }>();

  #column(lower: number, upper: number): number {
    this.#lower.push(lower);
    return this.#upper.push(upper) - 1;
  }

  #row(lower: number, upper: number, terms: readonly (readonly [number, number])[]): void {
    this.#rows.push({
      lower,
      upper,
      columns: terms.map(([column]) => column),
      weights: terms.map(([, weight]) => weight),
    });
  }

  #numbersOf(id: string): { n: number; x: number } {
    const known = this.#columns.get(id);
    if (known) return known;
    const columns = { n: this.#column(0, far), x: this.#column(0, far) };
    this.#columns.set(id, columns);
    this.#row(0, Infinity, [
      [columns.n, 1],
      [columns.x, -1],
    ]);
    return columns;
  }

  #share(id: string, low: number, high: number): void {
    const { n, x } = this.#numbersOf(id);
    this.#row(0, Infinity, [
      [x, 1],
      [n, -low],
    ]);
    this.#row(-Infinity, 0, [
      [x, 1],
      [n, -high],
    ]);
  }

  #fix(column: number, value: number): void {
    this.#lower[column] = value;
    this.#upper[column] = value;
  }

  see({ release, decisions, options, withheldCharts }: Seen): void {
    const ids = new Map(release.cells.map((cell) => [cell.key, cellId(cell.key, cell.version)]));
    const idOf = (key: string): string => ids.get(key) ?? key;
    for (const cell of release.cells) {
      if (cell.omitted) continue;
      const decision = decisions.find(({ key }) => key === cell.key);
      if (decision?.verdict !== 'published') {
        const { n } = this.#numbersOf(idOf(cell.key));
        // A mark stands where somebody is; the few where nobody is are not to mislead the attacker into a contradiction.
        if (cell.n !== 0) this.#lower[n] = Math.max(this.#lower[n] ?? 0, 1);
        continue;
      }
      const isCoded = /^[<>]/.test(decision.shown ?? '');
      const { n, x } = this.#numbersOf(idOf(cell.key));
      if (options.countsPublished && !isCoded) {
        if (cell.n !== null) this.#fix(n, cell.n);
        if (cell.x !== null) this.#fix(x, cell.x);
      } else if (cell.percentage) {
        this.#lower[n] = options.minimum;
        // Percentages stand alone, and the attacker knows from elsewhere how many people each is about.
        if (!options.countsPublished && cell.n !== null) this.#fix(n, cell.n);
        const value = Number((decision.shown ?? '').replace(/[<>]/, ''));
        const half = decision.shown?.includes('.') ? cell.percentage.half : Math.max(0.5, cell.percentage.half);
        const [lower, upper] = (decision.shown ?? '').split('–').map((end) => Number(end) / 100);
        if (lower !== undefined && upper !== undefined) this.#share(idOf(cell.key), lower, upper);
        else if (decision.shown?.startsWith('<')) this.#share(idOf(cell.key), 0, value / 100);
        else if (decision.shown?.startsWith('>')) this.#share(idOf(cell.key), value / 100, 1);
        else this.#share(idOf(cell.key), (value - half) / 100, (value + half) / 100);
      }
    }
    for (const { total, parts } of release.sets)
      for (const which of ['n', 'x'] as const)
        this.#row(0, 0, [
          [this.#numbersOf(idOf(total))[which], 1],
          ...parts.map((part) => [this.#numbersOf(idOf(part))[which], -1] as const),
        ]);
    for (const { outer, inner } of release.nested ?? []) this.nest(idOf(outer), idOf(inner));
    for (const chart of release.charts ?? []) {
      if (withheldCharts?.includes(chart.id)) continue;
      const points = chart.points.map((key) => this.#numbersOf(idOf(key)));
      const edge = (bound: number) => points.flatMap(({ n, x }) => [[x, 1] as const, [n, -bound / 100] as const]);
      this.#row(0, Infinity, edge(chart.centre.value - chart.centre.half));
      this.#row(-Infinity, 0, edge(chart.centre.value + chart.centre.half));
      for (const { key, limit } of chart.limits) {
        const p = chart.centre.value / 100;
        const people = (9 * p * (1 - p)) / (limit / 100 - p) ** 2;
        const { n } = this.#numbersOf(idOf(key));
        this.#lower[n] = Math.max(this.#lower[n] ?? 0, Math.round(people) - 2);
        this.#upper[n] = Math.min(this.#upper[n] ?? far, Math.round(people) + 2);
      }
    }
  }

  /** Knows that everybody in `inner` is in `outer`. */
  nest(outer: string, inner: string): void {
    const [a, b] = [this.#numbersOf(outer), this.#numbersOf(inner)];
    const people: [number, number][] = [
      [a.n, 1],
      [b.n, -1],
    ];
    const counting: [number, number][] = [
      [a.x, 1],
      [b.x, -1],
    ];
    this.#row(0, Infinity, people);
    this.#row(0, Infinity, counting);
    this.#row(0, Infinity, [...people, ...counting.map(([column, weight]) => [column, -weight] as [number, number])]);
  }

  /** The least value, and the greatest up to where it is far enough from it; null when the solver gives up. */
  #relaxedEnds(model: SolverModel, column: number, reach: number): Ends | null {
    const least = ask(model, { columns: [column], sense: 'least', integral: false });
    const upper = Math.ceil((least?.value ?? 0) - 1e-6) + reach;
    const greatest =
      least && ask(model, { columns: [column], sense: 'greatest', integral: false, held: { column, upper } });
    return (
      greatest && {
        least: Math.ceil(least.value - 1e-6),
        greatest: Math.floor(greatest.value + 1e-6),
        isWhole: least.isWhole && greatest.isWhole,
      }
    );
  }

  /** The same in whole people, whose possible numbers may have gaps; 'open' when there is one far enough. */
  #whole(model: SolverModel, column: number, reach: number): Ends | 'open' | null {
    const least = ask(model, { columns: [column], sense: 'least', integral: true });
    if (!least) return null;
    const lower = Math.round(least.value) + reach;
    const above = model.ask({ columns: [column], sense: 'least', integral: true, held: { column, lower }, seconds });
    if (above.status !== 'infeasible') return above.status === 'optimal' ? 'open' : null;
    const upper = lower - 1;
    const greatest = ask(model, { columns: [column], sense: 'greatest', integral: true, held: { column, upper } });
    return { least: lower - reach, greatest: Math.round(greatest?.value ?? upper), isWhole: true };
  }

  /** The targets that lie in an interval narrower than the minimum. */
  narrowTargets(targets: readonly Target[], minimum: number, solver: Solver, onUndecided: () => void): Range[] {
    const wanted = targets.flatMap((target) =>
      (['n', 'x'] as const).map((quantity) => {
        const column = this.#column(0, far);
        const terms = Object.entries(target).map(([id, weight]) => [this.#numbersOf(id)[quantity], -weight] as const);
        this.#row(0, 0, [[column, 1], ...terms]);
        return { target, quantity, column };
      }),
    );
    const model = solver.open({ lower: this.#lower, upper: this.#upper, rows: this.#rows });
    try {
      return wanted.flatMap(({ target, quantity, column }) => {
        // What linear programming leaves open by whole numbers at both ends, integer programming leaves open too;
        // and where it leaves twenty times the minimum, whole numbers are not going to close it.
        const relaxed = this.#relaxedEnds(model, column, 20 * minimum);
        const width = relaxed ? relaxed.greatest - relaxed.least : 0;
        if (width >= 20 * minimum || (relaxed?.isWhole && width >= minimum)) return [];
        const ends = this.#whole(model, column, minimum);
        if (ends === null) onUndecided();
        return ends === null || ends === 'open'
          ? []
          : [{ target, quantity, least: ends.least, greatest: ends.greatest }];
      });
    } finally {
      model.close();
    }
  }
}

/**
 * What somebody finds out who has read these releases and owns a solver: of each target, the numbers that lie in an
 * interval narrower than the minimum.
 *
 * @param onUndecided called for each number that the solver could neither pin nor show to be open.
 */
export function attack(
  seen: readonly Seen[],
  targets: readonly Target[],
  solver: Solver,
  nested: readonly (readonly [outer: string, inner: string])[] = [],
  onUndecided: () => void = () => undefined,
): Range[] {
  const attacker = new Attack();
  if (seen.length === 0) return [];
  for (const each of seen) attacker.see(each);
  for (const [outer, inner] of nested) attacker.nest(outer, inner);
  const minimum = seen[0]?.options.minimum ?? 10;
  return attacker.narrowTargets(targets, minimum, solver, onUndecided);
}

/** The cells that every one of these releases hides. */
export function hiddenTargets(seen: readonly Seen[]): Target[] {
  const shown = new Set<string>();
  const hidden = new Set<string>();
  for (const { release, decisions } of seen)
    for (const cell of release.cells) {
      if (cell.omitted) continue;
      const isShown = decisions.find(({ key }) => key === cell.key)?.verdict === 'published';
      (isShown ? shown : hidden).add(cellId(cell.key, cell.version));
    }
  return [...hidden].filter((id) => !shown.has(id)).map((id) => ({ [id]: 1 }));
}
