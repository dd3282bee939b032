import type { Optimum, Solver, SolverModel } from './solver.ts';
import type { Component, SystemCell } from './system.ts';

/** What can be computed back: for the operator and the data manager alone. */
export interface Finding {
  readonly id: string;
  readonly quantity: 'people' | 'who_count' | 'who_do_not_count';
  readonly problem: 'unique' | 'narrow' | 'forced_0_percent' | 'forced_100_percent' | 'undecided';
  /** In people; null where the search was not carried to its end. */
  readonly least: number | null;
  readonly greatest: number | null;
}

/** Columns up to which whole numbers are asked for; beyond, the linear relaxation decides, as a reader's would. */
const largestWhole = 120;

const tolerance = 1e-6;
const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= tolerance;

type Sense = 'least' | 'greatest';

/** The questions to one component; whole-number solutions met on the way answer many of them for nothing. */
class ComponentAudit {
  readonly #component: Component;
  readonly #minimum: number;
  readonly #solver: Solver;
  readonly #passed: Set<string>;
  #model: SolverModel | null = null;
  readonly #refinements: readonly boolean[];
  readonly #lowest: number[];
  readonly #highest: number[];

  constructor(component: Component, solver: Solver, minimum: number, passed: Set<string>) {
    this.#passed = passed;
    this.#component = component;
    this.#solver = solver;
    this.#minimum = minimum;
    this.#lowest = component.program.lower.map(() => Infinity);
    this.#highest = component.program.lower.map(() => -Infinity);
    this.#refinements = component.program.lower.length > largestWhole ? [false] : [false, true];
    if (component.truth) this.#remember(component.truth);
  }

  *findings(): Generator<Finding> {
    try {
      for (const cell of this.#component.cells) if (cell.protection !== null) yield* this.#cell(cell);
    } finally {
      this.#model?.close();
    }
  }

  *#cell({ id, protection }: SystemCell): Generator<Finding> {
    const columns = this.#component.columns.get(id);
    if (!columns) return;
    if (protection === 'wide') yield* this.#once(id, 'people', () => this.#width(id, 'people', columns.n));
    const { x, y } = columns;
    if (x === null || y === null) return;
    if (protection === 'wide') yield* this.#once(id, 'who_count', () => this.#width(id, 'who_count', x));
    else yield* this.#once(id, 'forced_0_percent', () => this.#forced(id, 'forced_0_percent', x));
    yield* this.#once(id, 'forced_100_percent', () => this.#forced(id, 'forced_100_percent', y));
  }

  *#once(id: string, question: string, check: () => Finding | null): Generator<Finding> {
    const key = `${id} ${question}`;
    if (this.#passed.has(key)) return;
    const finding = check();
    if (finding === null) this.#passed.add(key);
    else yield finding;
  }

  /** The least and the greatest value must be at least the minimum apart. */
  #width(id: string, quantity: Finding['quantity'], column: number): Finding | null {
    if (this.#spread(column) >= this.#minimum || this.#scales(column)) return null;
    const fail = (problem: Finding['problem'], least: number | null, greatest: number | null): Finding => ({
      id,
      quantity,
      problem:
        problem === 'narrow' && least === 0 && greatest === 0 && quantity === 'who_count'
          ? 'forced_0_percent'
          : problem,
      least,
      greatest,
    });
    // From a solution that is known, the far end is usually one question away.
    const seen = this.#lowest[column] ?? Infinity;
    if (Number.isFinite(seen)) {
      this.#ask(column, 'greatest', false, seen + this.#minimum);
      if (this.#spread(column) >= this.#minimum) return null;
    }
    let least: number | null = null;
    for (const integral of this.#refinements) {
      least = this.#extreme(column, 'least', integral, Infinity);
      if (least === null) return fail('undecided', null, null);
      if (this.#spread(column) >= this.#minimum) return null;
      const greatest = this.#extreme(column, 'greatest', integral, least + this.#minimum);
      if (greatest === null) return fail('undecided', least, null);
      if (greatest - least < this.#minimum) return fail(greatest === least ? 'unique' : 'narrow', least, greatest);
      if (this.#spread(column) >= this.#minimum) return null;
    }
    return null;
  }

  /** At least one person must be possible. */
  #forced(id: string, problem: 'forced_0_percent' | 'forced_100_percent', column: number): Finding | null {
    if ((this.#highest[column] ?? 0) >= 1 || this.#scales(column)) return null;
    const quantity = problem === 'forced_0_percent' ? 'who_count' : 'who_do_not_count';
    for (const integral of this.#refinements) {
      const greatest = this.#extreme(column, 'greatest', integral, this.#minimum);
      if (greatest === null) return { id, quantity, problem: 'undecided', least: null, greatest: null };
      if (greatest < 1) return { id, quantity, problem, least: 0, greatest: 0 };
      if ((this.#highest[column] ?? 0) >= 1) return null;
    }
    return null;
  }

  /** In a system that scales, a number that can be more than nothing can be any multiple of it. */
  #scales(column: number): boolean {
    if (!this.#component.isScalable || !this.#component.truth) return false;
    if ((this.#component.truth[column] ?? 0) > 0) return true;
    const answer = this.#ask(column, 'greatest', false, this.#minimum);
    return answer.status === 'optimal' && answer.value > tolerance;
  }

  #spread(column: number): number {
    return (this.#highest[column] ?? -Infinity) - (this.#lowest[column] ?? Infinity);
  }

  #extreme(column: number, sense: Sense, integral: boolean, cap: number): number | null {
    const answer = this.#ask(column, sense, integral, cap);
    if (answer.status !== 'optimal') return null;
    return sense === 'least' ? Math.ceil(answer.value - tolerance) : Math.floor(answer.value + tolerance);
  }

  #ask(column: number, sense: Sense, integral: boolean, cap: number): Optimum {
    this.#model ??= this.#solver.open(this.#component.program);
    const answer = this.#model.ask({ column, sense, integral, cap });
    if (answer.status === 'optimal') this.#remember(answer.point);
    return answer;
  }

  #remember(point: ArrayLike<number>): void {
    const values = Array.from(point);
    // Where whole numbers are not asked for, any solution shows how far apart a number's values can be.
    if (this.#refinements.length > 1 && !values.every(isWhole)) return;
    for (const [column, value] of values.entries()) {
      this.#lowest[column] = Math.min(this.#lowest[column] ?? Infinity, Math.ceil(value - tolerance));
      this.#highest[column] = Math.max(this.#highest[column] ?? -Infinity, Math.floor(value + tolerance));
    }
  }
}

/**
 * Everything in one component that a reader could compute back: a protected number that is unique or lies in an
 * interval narrower than the minimum, a forced 0 % or 100 %, and whatever the solver could not decide. Asks the linear
 * relaxation first, and whole numbers where that is not narrow by itself and the component is not large.
 *
 * @param passed questions that need not be asked again; those that pass are added. Hiding more never narrows anything.
 */
export function findingsIn(
  component: Component,
  solver: Solver,
  minimum: number,
  passed: Set<string> = new Set(),
): Generator<Finding> {
  return new ComponentAudit(component, solver, minimum, passed).findings();
}
