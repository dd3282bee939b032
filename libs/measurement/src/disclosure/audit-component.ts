import { Exchange } from './exchange.ts';
import { type Extent, type Neighbourhood, Neighbourhoods } from './neighbourhood.ts';
import { type AuditQuestion, Passed } from './passed.ts';
import { propagate } from './propagation.ts';
import { growing, scales } from './rays.ts';
import type { Optimum, Question, Solver, SolverModel } from './solver.ts';
import { type Columns, complete, type Component, type SystemCell } from './system.ts';
import { solves, wholeNumbers, Witnesses } from './witnesses.ts';

/** What can be computed back: for the operator and the data manager alone. */
export interface Finding {
  readonly id: string;
  readonly quantity: 'people' | 'who_count' | 'who_do_not_count';
  /** `shown` is not computed: the number stands there, although a primary rule hides it. */
  readonly problem: 'unique' | 'narrow' | 'forced_0_percent' | 'forced_100_percent' | 'undecided' | 'shown';
  /** In people; null where the search was not carried to its end. */
  readonly least: number | null;
  readonly greatest: number | null;
}

/** A solution in whole numbers that was found, by cell: where a few more are hidden it mostly is one still. */
export type Found = Map<string, SystemCell['truth']>;

/** Columns up to which whole numbers are asked for of the whole system; of a larger one, only around the number. */
const largestWhole = 120;

/** Seconds for a question in whole numbers about a part: where a part has an answer, it has it soon. */
const shortly = 0.3;

/** Parts to look in, one after the other. */
const extents: readonly Extent[] = [
  { widest: 4, largest: 20 },
  { widest: 8, largest: 80 },
];

const tolerance = 1e-6;

/** A part around one cell, kept while the questions are about that cell. */
interface OpenPart {
  readonly id: string;
  readonly part: Neighbourhood;
  readonly model: SolverModel;
}

/** One thing that must not be computable: a column that must have values `apart` from each other. */
interface Wanted {
  readonly id: string;
  readonly question: AuditQuestion;
  readonly quantity: Finding['quantity'];
  readonly column: number;
  readonly apart: number;
  readonly forced: 'forced_0_percent' | 'forced_100_percent' | null;
}

/** The questions to one component; whole-number solutions met on the way answer many of them for nothing. */
class ComponentAudit {
  readonly #component: Component;
  readonly #minimum: number;
  readonly #solver: Solver;
  readonly #passed: Passed;
  readonly #found: Found;
  readonly #witnesses = new Witnesses();
  /** The cells whose number stands in a column; of cells about the same people, all. */
  readonly #cellsAt: readonly (readonly string[])[];
  readonly #isLarge: boolean;
  #model: SolverModel | null = null;
  #anchor: readonly number[] | null;
  #neighbourhoods: Neighbourhoods | null = null;
  #exchange: Exchange | null = null;
  readonly #parts = new Map<Extent, OpenPart>();
  #bounds: ReturnType<typeof propagate> | null = null;

  constructor(component: Component, solver: Solver, minimum: number, passed: Passed, found: Found) {
    this.#passed = passed;
    this.#found = found;
    this.#component = component;
    this.#solver = solver;
    this.#minimum = minimum;
    this.#isLarge = component.program.lower.length > largestWhole;
    const cellsAt: string[][] = component.program.lower.map(() => []);
    for (const [id, { n, x, y }] of component.columns)
      for (const column of [n, x, y]) if (column !== null) cellsAt[column]?.push(id);
    this.#cellsAt = cellsAt;
    this.#anchor = component.truth;
    if (component.truth) this.#witnesses.add(component.truth.keys(), component.truth, new Set());
  }

  *findings(): Generator<Finding> {
    const wanted = this.#component.cells
      .flatMap((cell) => this.#wantedOf(cell))
      .filter((each) => !this.#hasPassed(each));
    if (wanted.length === 0) return;
    try {
      this.#anchor ??= this.#anySolution();
      const open = wanted.filter((each) => !this.#pass(each));
      const free = this.#anchor ? this.#growing(open, this.#anchor) : new Set();
      for (const each of open) {
        if (free.has(each.column)) this.#passed.set(each.id, each.question, null);
        else if (!this.#pass(each)) yield* this.#search(each);
      }
    } finally {
      this.#model?.close();
      for (const { model } of this.#parts.values()) model.close();
    }
  }

  /** An answer that depends on true numbers holds while these are known to fit. */
  #hasPassed({ id, question }: Wanted): boolean {
    const touched = this.#passed.get(id, question);
    return touched === null || (touched !== undefined && this.#component.truth !== null);
  }

  #wantedOf({ id, protection, isPeopleShown }: SystemCell): Wanted[] {
    const columns = this.#component.columns.get(id);
    if (!columns || protection === null) return [];
    const width = (quantity: Finding['quantity'], column: number): Wanted => ({
      id,
      question: quantity,
      quantity,
      column,
      apart: this.#minimum,
      forced: null,
    });
    const isWide = protection === 'wide';
    const wanted = isWide && !isPeopleShown ? [width('people', columns.n)] : [];
    const { x, y } = columns;
    if (x === null || y === null) return wanted;
    const forcedShare = (problem: 'forced_0_percent' | 'forced_100_percent', column: number): Wanted => ({
      id,
      question: problem,
      quantity: problem === 'forced_0_percent' ? 'who_count' : 'who_do_not_count',
      column,
      apart: 0,
      forced: problem,
    });
    wanted.push(isWide ? width('who_count', x) : forcedShare('forced_0_percent', x));
    return [...wanted, forcedShare('forced_100_percent', y)];
  }

  #isAnswered({ column, apart, forced }: Wanted): boolean {
    return forced ? this.#witnesses.greatest(column) >= 1 : this.#witnesses.spread(column) >= apart;
  }

  #pass(wanted: Wanted): boolean {
    const isAnswered = this.#isAnswered(wanted);
    const { id, question, column } = wanted;
    if (isAnswered) this.#passed.set(id, question, this.#component.truth && this.#witnesses.cellsBehind(column));
    return isAnswered;
  }

  #growing(open: readonly Wanted[], anchor: readonly number[]): Set<number> {
    const { program } = this.#component;
    const columns = open.map(({ column }) => column);
    const multiples = scales(program) ? columns.filter((column) => (anchor[column] ?? 0) > 0) : [];
    const others = columns.filter((column) => !multiples.includes(column));
    return new Set([...multiples, ...growing(program, others, this.#solver)]);
  }

  /** Where true numbers are not all known, or do not fit, any solution in whole numbers serves. */
  #anySolution(): readonly number[] | null {
    if (this.#component.columns.size === 0) return null;
    const before = this.#foundBefore();
    if (before) {
      this.#witnesses.add(before.keys(), before, null);
      return before;
    }
    const answer = this.#ask({ columns: [0], sense: 'least', integral: true });
    const found = answer.status === 'optimal' ? wholeNumbers(answer.point) : null;
    for (const [id, { n, x }] of found ? this.#component.columns : [])
      this.#found.set(id, { n: found?.[n] ?? null, x: x === null ? null : (found?.[x] ?? null) });
    return found;
  }

  /** The solution found last, with the true numbers of what was hidden since, where that is a solution. */
  #foundBefore(): readonly number[] | null {
    const { program, columns, cells } = this.#component;
    if (!cells.some(({ id }) => this.#found.has(id))) return null;
    const values = program.lower.map((): number | null => null);
    for (const { id, truth } of cells) {
      const at = columns.get(id);
      const { n, x } = this.#found.get(id) ?? truth;
      if (!at) continue;
      values[at.n] ??= n;
      if (at.x !== null) values[at.x] = x;
    }
    const whole = complete(program, values);
    return whole && solves(program, whole) ? whole : null;
  }

  *#search(wanted: Wanted): Generator<Finding> {
    const plain = this.#plain(wanted);
    if (plain) yield plain;
    else {
      const anchor = this.#anchor;
      if (anchor && this.#canExchange(wanted, anchor)) return;
      if (this.#isLarge && anchor && extents.some((extent) => this.#near(wanted, anchor, extent))) return;
      const finding = this.#solveRelaxed(wanted) ?? (this.#pass(wanted) ? null : this.#last(wanted));
      if (finding) yield finding;
    }
  }

  /** What row after row tells. */
  #plain(wanted: Wanted): Finding | null {
    this.#bounds ??= propagate(this.#component.program);
    const least = this.#bounds.lower[wanted.column] ?? 0;
    const greatest = this.#bounds.upper[wanted.column] ?? Infinity;
    if (wanted.forced ? greatest >= 1 : greatest - least >= wanted.apart) return null;
    return this.#finding(wanted, least, greatest);
  }

  /** Whether the number can be exchanged with others, up or down from the one of a solution. */
  #canExchange(wanted: Wanted, anchor: readonly number[]): boolean {
    this.#exchange ??= new Exchange(this.#component.program, anchor);
    const amount = wanted.forced ? 1 : wanted.apart;
    for (const direction of wanted.forced ? ([1] as const) : ([1, -1] as const)) {
      const changed = this.#exchange.find(wanted.column, direction, amount);
      const values = [...changed.values()];
      this.#witnesses.add(changed.keys(), values, this.#cellsTouched(changed.keys(), values, anchor));
      if (this.#pass(wanted)) return true;
    }
    return false;
  }

  #last(wanted: Wanted): Finding | null {
    return this.#isLarge ? this.#undecidedFinding(wanted) : this.#solveExactly(wanted);
  }

  #partAround({ id, column }: Wanted, anchor: readonly number[], extent: Extent): OpenPart {
    const open = this.#parts.get(extent);
    if (open?.id === id) return open;
    open?.model.close();
    const { program, columns } = this.#component;
    this.#neighbourhoods ??= new Neighbourhoods(program, anchor, sharedColumns(columns.values()));
    const part = this.#neighbourhoods.around(column, extent);
    const opened = { id, part, model: this.#solver.open(part.program) };
    this.#parts.set(extent, opened);
    return opened;
  }

  /** Looks for solutions far enough apart in which most of the component stands still. */
  #near(wanted: Wanted, anchor: readonly number[], extent: Extent): boolean {
    const { part, model } = this.#partAround(wanted, anchor, extent);
    const column = part.columns.indexOf(wanted.column);
    const apart = wanted.forced ? 1 : wanted.apart;
    const ask = (sense: Question['sense']): boolean => {
      const isUp = sense === 'greatest';
      const far = isUp ? this.#witnesses.least(wanted.column) + apart : this.#witnesses.greatest(wanted.column) - apart;
      const held = isUp ? { column, upper: far } : { column, lower: far };
      const relaxed = model.ask({ columns: [column], sense, integral: false, held });
      if (relaxed.status !== 'optimal') return false;
      this.#rememberPart(part, relaxed.point, anchor);
      if (this.#pass(wanted)) return true;
      // Only where fractions get that far can whole numbers.
      if (Math.abs(relaxed.value - far) > tolerance) return false;
      const fixed = { column, lower: far, upper: far };
      const whole = model.ask({ columns: [column], sense, integral: true, seconds: shortly, held: fixed });
      if (whole.status === 'optimal') this.#rememberPart(part, whole.point, anchor);
      return this.#pass(wanted);
    };
    return ask('greatest') || (!wanted.forced && ask('least'));
  }

  #rememberPart({ columns, program }: Neighbourhood, point: ArrayLike<number>, anchor: readonly number[]): void {
    const values = wholeNumbers(point);
    if (!values || !solves(program, values)) return;
    this.#witnesses.add(columns, values, this.#cellsTouched(columns, values, anchor));
  }

  #cellsTouched(columns: Iterable<number>, values: readonly number[], anchor: readonly number[]): Set<string> {
    const touched = new Set<string>();
    let at = 0;
    for (const column of columns) {
      if (values[at] !== anchor[column]) for (const id of this.#cellsAt[column] ?? []) touched.add(id);
      at += 1;
    }
    return touched;
  }

  /** What even fractions of people would not leave open; the solutions on the way may be whole. */
  #solveRelaxed(wanted: Wanted): Finding | null {
    const { column, forced } = wanted;
    const apart = forced ? 1 : wanted.apart;
    // From a solution that is known, the far end is usually one question away.
    const seen = this.#witnesses.least(column);
    if (Number.isFinite(seen)) {
      this.#one({ column, sense: 'greatest', upper: seen + apart });
      if (this.#isAnswered(wanted)) return null;
    }
    const least = forced ? 0 : this.#one({ column, sense: 'least' });
    if (least === null) return this.#undecidedFinding(wanted);
    if (this.#isAnswered(wanted)) return null;
    const greatest = this.#one({ column, sense: 'greatest', upper: least + apart });
    if (greatest === null) return this.#undecidedFinding(wanted);
    return greatest - least < apart ? this.#finding(wanted, least, greatest) : null;
  }

  #one(question: { column: number; sense: Question['sense']; upper?: number }): number | null {
    const { column, sense, upper } = question;
    const held = upper === undefined ? {} : { held: { column, upper } };
    const answer = this.#ask({ columns: [column], sense, integral: false, ...held });
    if (answer.status !== 'optimal') return null;
    return sense === 'least' ? Math.ceil(answer.value - tolerance) : Math.floor(answer.value + tolerance);
  }

  /**
   * The least whole number and whether there is one the minimum above it. A number's possible values can have gaps, so
   * that the greatest below some bound would not do.
   */
  #solveExactly(wanted: Wanted): Finding | null {
    const { column, forced } = wanted;
    const apart = forced ? 1 : wanted.apart;
    const bottom = forced ? 0 : this.#whole({ columns: [column], sense: 'least', integral: true });
    if (bottom === null || bottom === 'none') return this.#undecidedFinding(wanted);
    if (this.#pass(wanted)) return null;
    const lower = bottom + apart;
    const above = this.#whole({ columns: [column], sense: 'least', integral: true, held: { column, lower } });
    if (above === 'none') {
      const upper = lower - 1;
      const top = this.#whole({ columns: [column], sense: 'greatest', integral: true, held: { column, upper } });
      return this.#finding(wanted, bottom, typeof top === 'number' ? top : upper);
    }
    return this.#pass(wanted) ? null : this.#undecidedFinding(wanted);
  }

  #whole(question: Question): number | 'none' | null {
    const answer = this.#ask(question);
    if (answer.status === 'infeasible') return 'none';
    return answer.status === 'optimal' ? Math.round(answer.value) : null;
  }

  #undecidedFinding({ id, quantity }: Wanted): Finding {
    return { id, quantity, problem: 'undecided', least: null, greatest: null };
  }

  #finding({ id, quantity, forced }: Wanted, least: number, greatest: number): Finding {
    if (forced) return { id, quantity, problem: forced, least: 0, greatest: 0 };
    const isNone = least === 0 && greatest === 0 && quantity === 'who_count';
    const problem = isNone ? 'forced_0_percent' : greatest === least ? 'unique' : 'narrow';
    return { id, quantity, problem, least, greatest };
  }

  #ask(question: Question): Optimum {
    const { program } = this.#component;
    this.#model ??= this.#solver.open(program);
    const answer = this.#model.ask(question);
    const values = answer.status === 'optimal' ? wholeNumbers(answer.point) : null;
    if (values && solves(program, values))
      this.#witnesses.add(
        values.keys(),
        values,
        this.#anchor && this.#cellsTouched(values.keys(), values, this.#anchor),
      );
    return answer;
  }
}

/** The columns that move together: those of a cell, and of cells about the same people. */
function sharedColumns(columns: Iterable<Columns>): number[][] {
  const groups = new Map<number, number[]>();
  for (const { n, x, y } of columns) {
    const group = groups.get(n) ?? [n];
    for (const column of [x, y]) if (column !== null) group.push(column);
    groups.set(n, group);
  }
  return [...groups.values()];
}

/**
 * Everything in one component that a reader could compute back: a protected number that is unique or lies in an
 * interval narrower than the minimum, a forced 0 % or 100 %, and whatever the solver could not decide.
 *
 * A number passes only by two solutions in whole numbers that are far enough apart, or by a whole solution and a
 * direction in which it grows without end. That the linear relaxation is wide proves nothing: it is wider than the
 * truth, and a reader who knows that people are whole could know more. It is asked for the opposite: what is narrow
 * even there is a finding. Beyond `largestWhole` columns no whole-number program is solved over the whole component;
 * the two solutions are then looked for in a part around the number, the rest standing still at the true numbers, which
 * can only miss some. What neither proves wide nor narrow is undecided, and what is undecided is not published.
 *
 * @param passed questions that need not be asked again; those that pass are added. Hiding more never narrows anything.
 * @param found a solution found before, to begin from where not all true numbers are known; one that is found is added.
 */
export function findingsIn(
  component: Component,
  solver: Solver,
  minimum: number,
  passed: Passed = new Passed(),
  found: Found = new Map(),
): Generator<Finding> {
  return new ComponentAudit(component, solver, minimum, passed, found).findings();
}
