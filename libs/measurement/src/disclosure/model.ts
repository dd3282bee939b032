import { slackOf } from './additivity/counted.ts';
import { nothingKnown, numeratorOf, primaryReasons, showsCounts, type Counts } from './facts.ts';
import type { Remembered } from './remembered.ts';
import {
  cellId,
  remainderId,
  type AdditiveSet,
  type DisclosureOptions,
  type Fact,
  type HiddenReason,
  type Release,
  type ReleaseCell,
  type Sum,
  type Tie,
} from './release.ts';
import { UnionFind } from './union-find.ts';

/** A cell as the engine sees it: one of the release, one that only the ledger knows, or a difference nobody publishes. */
export interface ModelCell extends Counts {
  readonly id: string;
  /** The cell of this release; absent for a difference and for what only the ledger knows. */
  readonly cell?: ReleaseCell;
  /** Whether a numerator makes sense: not so for the mean of a group. */
  readonly hasNumerator: boolean;
  readonly primary: readonly HiddenReason[];
  /** What readers assume of it without being told: that an error of a publisher's is a small one. */
  readonly assumed?: Fact;
}

/** A tie, with the cell that stands for the others who are in none of its parts; null where nobody is. */
export interface ModelTie extends Tie {
  readonly rest: string | null;
}

/** A release with its differences spelled out. */
export interface Model {
  readonly cells: ReadonlyMap<string, ModelCell>;
  readonly sums: readonly Sum[];
  readonly ties: readonly ModelTie[];
  /** Cells about the same people as a cell, itself among them. */
  readonly samePeople: ReadonlyMap<string, readonly string[]>;
  readonly idOf: ReadonlyMap<string, string>;
  /** Totals that are smaller than their parts: such parts overlap, and nothing can be subtracted from them. */
  readonly contradictions: readonly string[];
}

const add = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);

const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

/** Who is in none of the parts of a tie. */
const restId = ({ total, parts }: Tie): string =>
  `rest of ${total.which} ${total.id} − (${parts.map(({ id, which }) => `${which} ${id}`).join(' + ')})`;

/** Whether an id is that of what is left of a total, and not of a cell. */
export const isRemainder = (id: string): boolean => id.includes(' − (');

/** Whether an id is that of what a tie leaves: it follows from the numbers of every version, so that no ledger keeps it. */
export const isRestOfTie = (id: string): boolean => id.startsWith('rest of ');

/** A number of a cell. */
export function numberOf({ n, x }: Counts, which: 'n' | 'x' | 'y'): number | null {
  return which === 'n' ? n : which === 'x' ? x : less(n, x);
}

/** Whether some of a cell's people count and others do not, known or not. */
const hasNumerator = (cell: ReleaseCell): boolean => cell.hasNumerator ?? (cell.x !== null || cell.percentage !== null);

/** By how much parts exceed their total where no more than publishers' errors: what the source does not say is known by now. */
function errorIn(total: Counts, parts: readonly Counts[]): number {
  const excess = (['n', 'x'] as const).map((which) => less(add(parts.map((part) => part[which])), total[which]) ?? 0);
  const most = Math.max(0, ...excess);
  return most <= slackOf(total.n ?? 0) ? most : 0;
}

/** Builds the model of one release after those of the ledger. */
class Builder {
  readonly cells = new Map<string, ModelCell>();
  readonly sums: Sum[] = [];
  readonly idOf = new Map<string, string>();
  readonly ties: ModelTie[] = [];
  readonly samePeople = new Map<string, readonly string[]>();
  readonly contradictions: string[] = [];
  /** Numbers of cells before they were restated. */
  readonly #numbersBefore = new Map<string, Counts>();
  readonly #release: Release;
  readonly #options: DisclosureOptions;

  constructor(release: Release, options: DisclosureOptions) {
    this.#release = release;
    this.#options = options;
    for (const cell of release.cells) {
      this.#addCell(cell);
      for (const { version, n, x } of cell.earlier ?? []) this.#numbersBefore.set(cellId(cell.key, version), { n, x });
    }
  }

  build(remembered: Remembered): Model {
    for (const set of this.#release.sets) this.#addSet(set, false);
    for (const { outer, inner, ...pair } of this.#release.nested ?? [])
      this.#addSet({ ...pair, total: outer, parts: [inner] }, true);
    for (const cell of this.#release.cells) this.#addRestatement(cell, remembered);
    this.#addRemembered(remembered);
    this.#addSamePeople(remembered);
    for (const tie of this.#release.ties ?? []) this.#addTie(tie, remembered);
    return this;
  }

  #addSamePeople(remembered: Remembered): void {
    const groups = new UnionFind();
    const ids = (this.#release.samePeople ?? []).flat();
    for (const group of this.#release.samePeople ?? []) groups.join(group);
    const members = new Map<string, string[]>();
    for (const id of new Set(ids)) {
      this.#keepEarlier(id, remembered);
      const root = groups.find(id);
      members.set(root, [...(members.get(root) ?? []), id]);
    }
    for (const group of members.values()) for (const id of group) this.samePeople.set(id, group);
  }

  #addTie(tie: Tie, remembered: Remembered): void {
    const among = [tie.total, ...tie.parts];
    // Of what is left of two totals, a tie tells only where something is left of both.
    if (among.some(({ id }) => isRemainder(id) && this.cells.get(id)?.hasNumerator !== true)) return;
    for (const { id } of [tie.total, ...tie.parts]) this.#keepEarlier(id, remembered);
    const valueOf = ({ id, which }: Tie['total']): number | null =>
      numberOf(this.cells.get(id) ?? { n: null, x: null }, which);
    const difference = less(valueOf(tie.total), add(tie.parts.map(valueOf)));
    // Where what follows from a set contradicts it, the set lacks somebody of whom its file has no row.
    const isImplied = tie.leaves !== undefined && difference !== null;
    const rest = isImplied && (difference < 0 || (tie.leaves === 'nobody' && difference > 0)) ? null : difference;
    if (isImplied && rest === null) for (const { id } of among) this.#forget(id);
    if (rest === null && tie.leaves === 'nobody') this.ties.push({ ...tie, rest: null });
    else if (rest === null && tie.leaves === 'anybody') this.#addTieWithUnknownRest(tie);
    else if (tie.isRough || rest === null) this.ties.push({ ...tie, isRough: true, rest: null });
    else if (rest === 0) this.ties.push({ ...tie, rest: null });
    // Numbers that contradict a tie are not of the same people.
    else if (rest > 0) this.#addTieWithRest(tie, rest);
  }

  /** Takes back who counts in what is kept back, where that only followed from its sets. */
  #forget(id: string): void {
    const known = this.cells.get(id);
    if (known?.cell?.omitted) this.cells.set(id, { ...known, x: null });
  }

  #addTieWithRest(tie: Tie, rest: number): void {
    const counts = [tie.total, ...tie.parts].every(({ id }) => {
      const cell = this.cells.get(id)?.cell;
      return cell === undefined || showsCounts(cell, this.#options);
    });
    const id = restId(tie);
    const isJudged = tie.hasRest && counts;
    const primary = isJudged ? primaryReasons({ n: rest, x: null }, this.#options.minimum, counts) : [];
    this.cells.set(id, { id, n: rest, x: null, hasNumerator: false, primary });
    this.ties.push({ ...tie, rest: id });
  }

  #addTieWithUnknownRest(tie: Tie): void {
    const id = restId(tie);
    this.cells.set(id, { id, n: null, x: null, hasNumerator: false, primary: [] });
    this.ties.push({ ...tie, rest: id });
  }

  /** A cell before it was restated, where something is said of it. */
  #keepEarlier(id: string, { facts }: Remembered): void {
    if (this.cells.has(id)) return;
    const known = facts.get(id);
    const exact = (range: Fact['n'] | undefined): number | null => (range && range[0] === range[1] ? range[0] : null);
    const { n, x } = this.#numbersBefore.get(id) ?? { n: exact(known?.n), x: exact(known?.x) };
    this.cells.set(id, { id, n, x, hasNumerator: true, primary: [] });
  }

  #addCell(cell: ReleaseCell): void {
    const id = cellId(cell.key, cell.version);
    const counts = { n: cell.n, x: numeratorOf(cell) };
    const isUnknown = cell.omitted ? !this.#isLarge(cell) : cell.n === null;
    const primary: readonly HiddenReason[] =
      cell.needsPeople && isUnknown
        ? ['people_unknown']
        : primaryReasons(counts, this.#options.minimum, showsCounts(cell, this.#options));
    this.idOf.set(cell.key, id);
    this.cells.set(id, { id, cell, ...counts, hasNumerator: hasNumerator(cell), primary });
  }

  /**
   * Whether what a source keeps back leaves enough open. What its set says of it is the most that it can be, since a group
   * may be missing in the file: nobody, or as many as the minimum at least, those who count and the others too.
   */
  #isLarge(cell: ReleaseCell): boolean {
    const { n, x } = cell;
    if (n === null) return false;
    const { minimum } = this.#options;
    if (n === 0 || !hasNumerator(cell)) return n === 0 || n >= minimum;
    return x !== null && x >= minimum && n - x >= minimum;
  }

  /** Adds what is left of a total when the parts are taken away, where something is. */
  #addSet(set: AdditiveSet, isNested: boolean): void {
    const total = this.#cellOf(set.total) ?? this.#addStranger(set.total, set.unpublished);
    const parts = set.parts.map((key) => this.#cellOf(key) ?? this.#addStranger(key));
    const error = set.error ?? (isNested ? 0 : errorIn(total, parts));
    if (error > 0) this.#addWithError(total, parts, error);
    else this.#addSum(total, parts, isNested);
  }

  /**
   * Parts that differ from their total by a publisher's error. Both make one sum that nobody publishes: the parts with what
   * they lack, the total with what it lacks. Readers take the error for a small one, and so does the audit.
   */
  #addWithError(total: ModelCell, parts: readonly ModelCell[], most: number): void {
    const [n, x] = [add(parts.map((part) => part.n)), add(parts.map((part) => part.x))];
    const [people, counting] = [less(n, total.n), less(x, total.x)];
    if (Math.abs(people ?? 0) > most || Math.abs(counting ?? 0) > most) {
      this.contradictions.push(total.id);
      return;
    }
    const numerators = [total, ...parts].every((cell) => cell.hasNumerator);
    const ids = parts.map((part) => part.id);
    // Wide enough that those who count can be wrong in either direction, whatever the people are.
    const room = Math.max(Math.abs(people ?? 0), Math.abs(counting ?? 0));
    const assumed: Fact = { ...nothingKnown, n: [0, 2 * room], x: [0, 2 * room] };
    const name = `${total.id} ± (${ids.join(' + ')})`;
    const lacking = (side: string, sign: 1 | -1): ModelCell => {
      const counts = {
        n: people === null ? null : room + Math.max(0, sign * people),
        x: counting === null ? null : Math.max(0, sign * counting),
      };
      const cell = { id: `${side} ${name}`, ...counts, hasNumerator: numerators, primary: [], assumed };
      this.cells.set(cell.id, cell);
      return cell;
    };
    const [ofTotal, ofParts] = [lacking('total', 1), lacking('parts', -1)];
    const whole = { id: `whole ${name}`, n: add([n, ofParts.n]), x: add([x, ofParts.x]) };
    this.cells.set(whole.id, { ...whole, hasNumerator: numerators, primary: [] });
    this.sums.push({ total: whole.id, parts: [...ids, ofParts.id], numerators });
    this.sums.push({ total: whole.id, parts: [total.id, ofTotal.id], numerators });
  }

  /** A cell that a set names and the release does not have: known from before, by the other sets of it, or not at all. */
  #addStranger(key: string, { n, x }: Counts = { n: null, x: null }): ModelCell {
    const stranger = { id: cellId(key), n, x, hasNumerator: true, primary: [] };
    this.idOf.set(key, stranger.id);
    this.cells.set(stranger.id, stranger);
    return stranger;
  }

  #cellOf(key: string): ModelCell | undefined {
    const id = this.idOf.get(key);
    return id === undefined ? undefined : this.cells.get(id);
  }

  #addSum(total: ModelCell, parts: readonly ModelCell[], isNested: boolean): void {
    const n = less(total.n, add(parts.map((part) => part.n)));
    if (n !== null && n < 0) {
      this.contradictions.push(total.id);
      return;
    }
    const x = less(total.x, add(parts.map((part) => part.x)));
    const numerators =
      [total, ...parts].every((cell) => cell.hasNumerator) && (x === null || (x >= 0 && x <= (n ?? Infinity)));
    const ids = parts.map((part) => part.id);
    // Where the counts are not known to fall short, a reader takes the parts to be all there is.
    if ((n === 0 || n === null) && !isNested) {
      this.sums.push({ total: total.id, parts: ids, numerators });
      return;
    }
    const id = remainderId(total.id, ids);
    // Measures that are decided together may differ in it: what the release says holds for cells that none of them has.
    const named = [total, ...parts].flatMap(({ cell }) => cell ?? []);
    const counts =
      named.length > 0 ? named.every((cell) => showsCounts(cell, this.#options)) : this.#options.countsPublished;
    const known = { n, x: numerators ? x : null };
    const primary = primaryReasons(known, this.#options.minimum, counts);
    this.cells.set(id, { id, ...known, hasNumerator: numerators, primary });
    this.sums.push({ total: total.id, parts: [...ids, id], numerators });
  }

  /** The people who came or went between two versions of one cell are a group too. */
  #addRestatement(cell: ReleaseCell, remembered: Remembered): void {
    const now = this.#cellOf(cell.key);
    if (!now) return;
    for (let version = (cell.version ?? 1) - 1; version >= 1; version -= 1) {
      const before = this.#earlier(cell, version, remembered);
      if (before === null || before.n === null || now.n === null || before.n === now.n) continue;
      this.cells.set(before.id, before);
      const [outer, inner] = before.n < now.n ? [now, before] : [before, now];
      this.#addSum(outer, [inner], true);
    }
  }

  #earlier(cell: ReleaseCell, version: number, remembered: Remembered): ModelCell | null {
    const id = cellId(cell.key, version);
    const fact = remembered.facts.get(id);
    if (!fact && !remembered.guarded.has(id)) return null;
    const earlierNumbers = cell.earlier?.find((numbers) => numbers.version === version);
    const exactCount = (which: 'n' | 'x'): number | null =>
      fact && fact[which][0] === fact[which][1] ? fact[which][0] : null;
    const counts = { n: earlierNumbers?.n ?? exactCount('n'), x: earlierNumbers?.x ?? exactCount('x') };
    return { id, ...counts, hasNumerator: hasNumerator(cell), primary: [] };
  }

  /** The same sum is told by release after release. */
  #addRemembered({ sums }: Remembered): void {
    const nameOf = ({ total, parts, numerators }: Sum): string => JSON.stringify([total, parts, numerators]);
    const known = new Set(this.sums.map(nameOf));
    for (const sum of sums) {
      const name = nameOf(sum);
      if (known.has(name)) continue;
      known.add(name);
      this.sums.push(sum);
      for (const id of [sum.total, ...sum.parts])
        if (!this.cells.has(id)) {
          const { n, x } = this.#numbersBefore.get(id) ?? { n: null, x: null };
          this.cells.set(id, { id, n, x, hasNumerator: sum.numerators, primary: [] });
        }
    }
  }
}

/** Spells a release out: cells by id, sums, and every difference that a reader could take. */
export function modelOf(release: Release, options: DisclosureOptions, remembered: Remembered): Model {
  return new Builder(release, options).build(remembered);
}
