import { isPinned } from './facts.ts';
import type { ModelTie } from './model.ts';
import type { Centre, Fact, Part, Sum } from './release.ts';
import type { LinearProgram, LinearRow } from './solver.ts';
import { UnionFind } from './union-find.ts';
import { solves } from './witnesses.ts';

/** How a cell is protected: its numbers must stay wide open, or only 0 % and 100 % must stay unproven. */
export type ProtectionLevel = 'wide' | 'not_forced' | null;

/** A cell of the system: what is known of it, and what it truly is where that is known to us. */
export interface SystemCell {
  readonly id: string;
  readonly fact: Fact;
  readonly truth: { readonly n: number | null; readonly x: number | null };
  readonly hasNumerator: boolean;
  readonly protection: ProtectionLevel;
  /** Name of those cells that are about the same people, and share one number of them. */
  readonly people: string;
  /** Whether a cell about the same people shows openly how many they are. */
  readonly isPeopleShown: boolean;
}

export interface System {
  readonly cells: ReadonlyMap<string, SystemCell>;
  readonly sums: readonly Sum[];
  readonly ties: readonly ModelTie[];
  readonly centres: readonly Centre[];
}

/** Where a cell's numbers stand in the program: people, those who count, those who do not. */
export interface Columns {
  readonly n: number;
  readonly x: number | null;
  readonly y: number | null;
}

/** A part of the system that nothing links to the rest. */
export interface Component {
  readonly cells: readonly SystemCell[];
  readonly columns: ReadonlyMap<string, Columns>;
  readonly program: LinearProgram;
  /** The true numbers in whole people, where they are known or follow from known ones, are whole, and fit. */
  readonly truth: readonly number[] | null;
}

type Which = Part['which'];

const numberIn = ({ n, x }: Fact, which: Which): number => (which === 'y' ? n[0] - x[0] : which === 'n' ? n[0] : x[0]);

const slack = 1e-6;

class ComponentBuilder {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: LinearRow[] = [];
  readonly #truth: (number | null)[] = [];
  readonly #columns = new Map<string, Columns>();
  readonly #peopleColumns = new Map<string, number>();
  readonly #cells: readonly SystemCell[];
  readonly #system: System;

  constructor(cells: readonly SystemCell[], system: System) {
    this.#cells = cells;
    this.#system = system;
    for (const cell of cells) this.#addCell(cell);
  }

  build(sums: readonly Sum[], ties: readonly ModelTie[], centres: readonly Centre[]): Component {
    for (const sum of sums) {
      this.#addSum(sum, 'n');
      if (sum.numerators) this.#addSum(sum, 'x');
    }
    for (const tie of ties) this.#addTie(tie);
    for (const centre of centres) this.#addCentre(centre);
    const program = { lower: this.#lower, upper: this.#upper, rows: this.#rows };
    const truth = complete(program, this.#truth);
    return {
      cells: this.#cells,
      columns: this.#columns,
      program,
      truth: truth && solves(program, truth) ? truth : null,
    };
  }

  #addColumn(range: readonly [number, number | null], truth: number | null): number {
    this.#lower.push(range[0]);
    this.#upper.push(range[1] ?? Infinity);
    return this.#truth.push(truth) - 1;
  }

  /** Cells about the same people share their number; what is known of it is known of each of them. */
  #addPeople({ people, fact, truth }: SystemCell): number {
    const shared = this.#peopleColumns.get(people);
    if (shared === undefined) {
      const column = this.#addColumn(fact.n, truth.n);
      this.#peopleColumns.set(people, column);
      return column;
    }
    this.#truth[shared] ??= truth.n;
    return shared;
  }

  #addCell(cell: SystemCell): void {
    const { id, fact, truth, hasNumerator } = cell;
    const n = this.#addPeople(cell);
    if (!hasNumerator) {
      this.#columns.set(id, { n, x: null, y: null });
      return;
    }
    const x = this.#addColumn(fact.x, truth.x);
    const y = this.#addColumn([0, null], truth.n === null || truth.x === null ? null : truth.n - truth.x);
    this.#columns.set(id, { n, x, y });
    this.#rows.push({ lower: 0, upper: 0, columns: [n, x, y], weights: [1, -1, -1] });
    const [low, high] = fact.share;
    if (low > 0) this.#addRow({ lower: 0, upper: Infinity, columns: [x, n], weights: [1, -low] });
    if (high < 1) this.#addRow({ lower: -Infinity, upper: 0, columns: [x, n], weights: [1, -high] });
  }

  /** Adds a row, unless the true numbers contradict it: a publisher's rounding is not always what it says. */
  #addRow(row: LinearRow): void {
    let value: number | null = 0;
    for (const [position, column] of row.columns.entries()) {
      const truth = this.#truth[column] ?? null;
      value = value === null || truth === null ? null : value + truth * (row.weights[position] ?? 0);
    }
    if (value === null || (value >= row.lower - slack && value <= row.upper + slack)) this.#rows.push(row);
  }

  /** Numbers that are known move to the other side. */
  #terms(weighted: readonly (readonly [id: string, weight: number, which: Which])[]) {
    const columns: number[] = [];
    const weights: number[] = [];
    let constant = 0;
    for (const [id, weight, which] of weighted) {
      const column = this.#columns.get(id)?.[which];
      const known = this.#system.cells.get(id)?.fact;
      if (column === undefined || column === null) constant += weight * (known ? numberIn(known, which) : 0);
      else {
        columns.push(column);
        weights.push(weight);
      }
    }
    return { columns, weights, constant };
  }

  #addSum({ total, parts }: Sum, which: Which): void {
    this.#addEquation([[total, -1, which], ...parts.map((part) => [part, 1, which] as const)]);
  }

  #addTie({ total, parts, rest }: ModelTie): void {
    const others = rest === null ? [] : [[rest, 1, 'n'] as const];
    this.#addEquation([
      [total.id, -1, total.which],
      ...parts.map(({ id, which }) => [id, 1, which] as const),
      ...others,
    ]);
  }

  #addEquation(weighted: readonly (readonly [id: string, weight: number, which: Which])[]): void {
    const { columns, weights, constant } = this.#terms(weighted);
    if (columns.length > 0) this.#addRow({ lower: 0 - constant, upper: 0 - constant, ...mergeTerms(columns, weights) });
  }

  #addCentre({ points, share }: Centre): void {
    const people = this.#terms(points.map((id) => [id, 1, 'n'] as const));
    const counting = this.#terms(points.map((id) => [id, 1, 'x'] as const));
    const row = (bound: number) => ({
      columns: [...counting.columns, ...people.columns],
      weights: [...counting.weights, ...people.weights.map((weight) => -bound * weight)],
      constant: counting.constant - bound * people.constant,
    });
    const [low, high] = [row(share[0]), row(share[1])];
    if (low.columns.length === 0) return;
    this.#addRow({ columns: low.columns, weights: low.weights, lower: -low.constant, upper: Infinity });
    this.#addRow({ columns: high.columns, weights: high.weights, lower: -Infinity, upper: -high.constant });
  }
}

/** The terms of a row, each column once: cells about the same people share one. */
function mergeTerms(columns: readonly number[], weights: readonly number[]): Pick<LinearRow, 'columns' | 'weights'> {
  const sums = new Map<number, number>();
  for (const [at, column] of columns.entries()) sums.set(column, (sums.get(column) ?? 0) + (weights[at] ?? 0));
  const terms = [...sums].filter(([, weight]) => weight !== 0);
  return { columns: terms.map(([column]) => column), weights: terms.map(([, weight]) => weight) };
}

/** Fills in what follows from what is known by sums with one unknown; null when more is unknown, or it is not whole. */
export function complete({ rows }: LinearProgram, known: readonly (number | null)[]): number[] | null {
  const values = known.slice();
  for (let changed = true; changed;) {
    changed = false;
    for (const { lower, upper, columns, weights } of rows) {
      if (lower !== upper) continue;
      const unknown = columns.filter((column) => values[column] === null);
      const [column] = unknown;
      if (unknown.length !== 1 || column === undefined) continue;
      const sum = columns.reduce((total, each, at) => total + (values[each] ?? 0) * (weights[at] ?? 0), 0);
      values[column] = (lower - sum) / (weights[columns.indexOf(column)] ?? 1);
      changed = true;
    }
  }
  const whole = values.filter((value) => value !== null && Number.isInteger(value)) as number[];
  return whole.length === values.length ? whole : null;
}

function groupItems<T>(items: readonly T[], groupOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groupOf(item);
    if (group === undefined) continue;
    const members = groups.get(group);
    if (members) members.push(item);
    else groups.set(group, [item]);
  }
  return groups;
}

/** The cells of a tie whose numbers stand in one row; none where they agree to an error only. */
const cellsOfTie = ({ total, parts, rest, isRough }: ModelTie): string[] =>
  isRough ? [] : [total.id, ...parts.map(({ id }) => id), ...(rest === null ? [] : [rest])];

/** Takes the system apart into components; cells without a secret link nothing. Components with nothing to protect are left out. */
export function componentsOf(system: System): Component[] {
  const open = [...system.cells.values()].filter((cell) => !isPinned(cell.fact));
  const isOpen = new Set(open.map((cell) => cell.id));
  const links = new UnionFind();
  const openIn = (ids: readonly string[]): string[] => ids.filter((id) => isOpen.has(id));
  for (const { total, parts } of system.sums) links.join(openIn([total, ...parts]));
  for (const { points } of system.centres) links.join(openIn(points));
  for (const tie of system.ties) links.join(openIn(cellsOfTie(tie)));
  const sharers = new Map<string, string[]>();
  for (const { id, people, fact } of open)
    if (fact.n[0] !== fact.n[1]) sharers.set(people, [...(sharers.get(people) ?? []), id]);
  for (const ids of sharers.values()) links.join(ids);
  const rootOf = (ids: readonly string[]): string | undefined => {
    const [first] = openIn(ids);
    return first === undefined ? undefined : links.find(first);
  };
  const sums = groupItems(system.sums, ({ total, parts }) => rootOf([total, ...parts]));
  const ties = groupItems(system.ties, (tie) => rootOf(cellsOfTie(tie)));
  const centres = groupItems(system.centres, ({ points }) => rootOf(points));
  const cells = groupItems(open, ({ id }) => links.find(id));
  return [...cells]
    .filter(([, members]) => members.some(({ protection }) => protection !== null))
    .map(([root, members]) =>
      new ComponentBuilder(members, system).build(sums.get(root) ?? [], ties.get(root) ?? [], centres.get(root) ?? []),
    );
}
