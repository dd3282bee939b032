import { cellId, type Part, remainderId, type Tie } from '../release.ts';
import { UnionFind } from '../union-find.ts';
import { gather, slackOf } from './counted.ts';
import { type Sample, subsetsThatAddUp } from './subsets.ts';

/**
 * How the numbers of two measures over the same people stand to each other: they are the same, make everybody together,
 * count people of whom nobody is in both, count people of whom the second's are among the first's, or nothing more is
 * known than that the people are the same.
 */
export type LinkKind = 'same' | 'complement' | 'levels' | 'within' | 'people';

/** A link between two of the measures, by their positions. */
export interface MeasureLink {
  readonly a: number;
  readonly b: number;
  readonly kind: LinkKind;
}

/** One number of a measure at one version. */
export interface SharedNumber {
  readonly version: number;
  readonly n: number | null;
  readonly x: number | null;
}

/** A measure's numbers by place and population, every version of each, the oldest first; `idIn` names one of its cells. */
export interface SharedMeasure {
  readonly numbers: ReadonlyMap<string, readonly SharedNumber[]>;
  /** What adds up among them, by their keys: totals with parts that leave somebody or nobody. */
  readonly sums?: readonly { readonly total: string; readonly parts: readonly string[] }[];
  idIn(key: string): string;
}

/** Cells about the same people, and how their numbers are tied. */
export interface SharedPeople {
  readonly samePeople: readonly (readonly string[])[];
  readonly ties: readonly Tie[];
}

/** A number about somebody. */
interface Known {
  readonly measure: number;
  readonly id: string;
  readonly n: number | null;
  readonly x: number | null;
  /** Whether it is the measure's number of today. */
  readonly isNewest: boolean;
}

/** A number of which the people and those who count are known. */
type Counting = Known & { readonly n: number; readonly x: number };

const isCounting = (known: Known): known is Counting => known.n !== null && known.x !== null;

/** Numbers that make the people or another number in nearly every cell. */
interface Identity {
  /** A measure, or null for the people. */
  readonly total: number | null;
  /** Measures. */
  readonly parts: readonly number[];
  /** Whether they make it just so wherever all are known, and not but for publishers' errors. */
  readonly isExact: boolean;
}

/** Cells, or people in one of them, that it takes for a sum of many not to be an accident. */
const enoughCells = 3;
const enoughPeople = 100;

class Shared {
  readonly samePeople: string[][] = [];
  readonly ties: Tie[] = [];
  readonly #links: readonly MeasureLink[];
  /** Measures of which nobody is in two. */
  readonly #families: readonly (readonly number[])[];
  readonly #identities: readonly Identity[];
  readonly #never: ReturnType<typeof neverIn>;

  constructor(measures: readonly SharedMeasure[], links: readonly MeasureLink[]) {
    this.#links = links;
    this.#families = familiesOf(links);
    const cells = [...knownByKey(measures).values()];
    const shared = cells.flatMap(withSamePeople);
    this.#identities = identitiesIn(shared, measures.length);
    this.#never = neverIn(shared);
    for (const numbers of shared) {
      this.samePeople.push(numbers.map(({ id }) => id));
      this.#tie(numbers.filter(isCounting));
    }
    for (const numbers of cells) {
      this.#tieRoughly(numbers.filter(isCounting));
      this.#tieUnknown(numbers);
    }
    this.#tieRemainders(measures);
  }

  /**
   * What the same parts leave of the same total in two measures are the same people as well: what holds of every cell
   * holds of them. Equal numbers and complements follow from those of the cells.
   */
  #tieRemainders(measures: readonly SharedMeasure[]): void {
    const bySum = new Map<string, { measure: number; id: string }[]>();
    for (const [measure, { numbers, sums = [], idIn }] of measures.entries())
      for (const { total, parts } of sums) {
        const idOf = (key: string): string => cellId(idIn(key), numbers.get(key)?.at(-1)?.version);
        const name = JSON.stringify([total, ...parts.toSorted()]);
        const left = { measure, id: remainderId(idOf(total), parts.map(idOf)) };
        bySum.set(name, [...(bySum.get(name) ?? []), left]);
      }
    for (const remainders of bySum.values()) {
      const leftIn = (measure: number) => remainders.filter((each) => each.measure === measure);
      for (const { a, b, kind } of this.#links)
        for (const one of leftIn(a)) for (const other of leftIn(b)) this.#tieLeft(one, other, kind);
    }
  }

  #tieLeft(one: { measure: number; id: string }, other: { measure: number; id: string }, kind: LinkKind): void {
    const add = (whole: string, which: 'n' | 'x', ids: readonly string[]): void => {
      const parts: Part[] = ids.map((id) => ({ id, which: 'x' }));
      this.ties.push({ total: { id: whole, which }, parts, hasRest: false, leaves: 'anybody' });
    };
    if (kind === 'same' || kind === 'complement') return;
    if (kind === 'within' || this.#never.isInside(one, other)) add(one.id, 'x', [other.id]);
    if (this.#never.isInside(other, one)) add(other.id, 'x', [one.id]);
    if (kind === 'levels' || this.#never.isDisjoint(one, other)) add(one.id, 'n', [one.id, other.id]);
  }

  /** The ties between numbers about just the same people. */
  #tie(numbers: readonly Counting[]): void {
    const numbersOf = (measure: number): Counting[] => numbers.filter((each) => each.measure === measure);
    for (const { total, parts } of this.#identities)
      for (const chosen of combinations(parts.map(numbersOf)))
        for (const whole of total === null ? chosen.slice(0, 1) : numbersOf(total))
          this.#addIdentity(whole, total === null ? 'n' : 'x', chosen);
    for (const { a, b, kind } of this.#links)
      for (const one of numbersOf(a))
        for (const other of numbersOf(b)) {
          if (kind === 'same' && one.x === other.x) this.#add(one, 'x', [other], false);
          if (kind === 'complement' && one.x + other.x === one.n) this.#add(one, 'y', [other], false);
          // Of earlier numbers less is sure: they are held against the newest alone.
          if (one.isNewest || other.isNewest) this.#addLimits(one, other, kind);
        }
    for (const family of this.#families) {
      const chosen = family.flatMap(numbersOf).filter(({ isNewest }) => isNewest);
      if (chosen[0] && chosen.length > 2) this.#add(chosen[0], 'n', chosen, true);
    }
  }

  #addIdentity(whole: Counting, which: 'n' | 'x', parts: readonly Counting[]): void {
    const missing = whole[which] - parts.reduce((sum, { x }) => sum + x, 0);
    if (missing === 0) this.#add(whole, which, parts, false);
    else if (Math.abs(missing) <= slackOf(whole.n)) this.#addRough(whole, which, parts);
  }

  /** What one number can be at most beside the other: for what a link says, and for what is so in every cell. */
  #addLimits(one: Counting, other: Counting, kind: LinkKind): void {
    const areNewest = one.isNewest && other.isNewest;
    if (kind === 'within' || this.#never.isInside(one, other))
      this.#add(one, 'x', [other], kind === 'within' && areNewest);
    if (this.#never.isInside(other, one)) this.#add(other, 'x', [one], false);
    if (kind === 'levels' || this.#never.isDisjoint(one, other))
      this.#add(one, 'n', [one, other], kind === 'levels' && areNewest);
  }

  /**
   * What numbers tell of one that its source keeps back: the same sums and limits hold for it as for those that are known.
   * Where even its people are kept back, it is taken to be about the same people as the others.
   */
  #tieUnknown(numbers: readonly Known[]): void {
    const isUnknown = ({ x }: Known): boolean => x === null;
    if (!numbers.some(isUnknown)) return;
    const numbersOf = (measure: number): Known[] => numbers.filter((each) => each.measure === measure);
    const fit = (among: readonly Known[]): boolean =>
      among.some(isUnknown) &&
      new Set(among.flatMap(({ n }) => n ?? [])).size < 2 &&
      among.every(({ n, isNewest }) => n !== null || isNewest);
    for (const { total, parts, isExact } of this.#identities)
      for (const chosen of combinations(parts.map(numbersOf)))
        for (const whole of total === null ? [chosen.find(({ n }) => n !== null) ?? chosen[0]] : numbersOf(total))
          if (whole && fit([whole, ...chosen])) {
            if (isExact) this.#addUnknown(whole, total === null ? 'n' : 'x', chosen, 'nobody');
            else this.#addRough(whole, total === null ? 'n' : 'x', chosen);
          }
    for (const { a, b, kind } of this.#links)
      for (const one of numbersOf(a))
        for (const other of numbersOf(b)) if (fit([one, other])) this.#addUnknownPair(one, other, kind);
  }

  #addUnknownPair(one: Known, other: Known, kind: LinkKind): void {
    if (kind === 'same') this.#addUnknown(one, 'x', [other], 'nobody');
    if (kind === 'complement') this.#addUnknown(one, 'y', [other], 'nobody');
    if (kind === 'same' || kind === 'complement') return;
    const areNewest = one.isNewest && other.isNewest;
    if (kind === 'within' || this.#never.isInside(one, other))
      this.#addUnknown(one, 'x', [other], 'anybody', kind === 'within' && areNewest);
    if (this.#never.isInside(other, one)) this.#addUnknown(other, 'x', [one], 'anybody');
    const whole = one.n === null ? other : one;
    // Who counts in what is kept back are some of the people whom the other one shows.
    for (const each of [one, other])
      if (each !== whole && each.n === null) this.#addUnknown(whole, 'n', [each], 'anybody');
    if (kind === 'levels' || this.#never.isDisjoint(one, other))
      this.#addUnknown(whole, 'n', [one, other], 'anybody', kind === 'levels' && areNewest);
  }

  #addUnknown(
    whole: Known,
    which: Part['which'],
    parts: readonly Known[],
    leaves: 'nobody' | 'anybody',
    hasRest = false,
  ): void {
    const counting: Part[] = parts.map(({ id }) => ({ id, which: 'x' }));
    this.ties.push({ total: { id: whole.id, which }, parts: counting, hasRest, leaves });
  }

  #add(whole: Counting, which: Part['which'], parts: readonly Counting[], hasRest: boolean): void {
    const most = which === 'y' ? whole.n - whole.x : whole[which];
    if (parts.reduce((sum, { x }) => sum + x, 0) > most) return;
    this.ties.push({ total: { id: whole.id, which }, parts: parts.map(({ id }) => ({ id, which: 'x' })), hasRest });
  }

  #addRough(whole: Known, which: Part['which'], parts: readonly Known[]): void {
    const tied: Part[] = parts.map(({ id }) => ({ id, which: 'x' }));
    this.ties.push({ total: { id: whole.id, which }, parts: tied, hasRest: false, isRough: true });
  }

  /** Of two names of one thing, and of what makes everybody, a publisher's small error hides nothing. */
  #tieRoughly(numbers: readonly Counting[]): void {
    for (const { a, b, kind } of this.#links) {
      if (kind !== 'same' && kind !== 'complement') continue;
      for (const one of numbers.filter(({ measure }) => measure === a))
        for (const other of numbers.filter(({ measure }) => measure === b)) {
          const expected = kind === 'same' ? one.x : one.n - one.x;
          const isExact = one.n === other.n && expected === other.x;
          const slack = slackOf(Math.max(one.n, other.n));
          if (isExact || Math.abs(one.n - other.n) > slack || Math.abs(expected - other.x) > slack) continue;
          this.#addRough(one, kind === 'same' ? 'x' : 'y', [other]);
        }
    }
  }
}

/** Measures that links put into one family of levels. */
function familiesOf(links: readonly MeasureLink[]): number[][] {
  const levels = links.filter(({ kind }) => kind === 'levels');
  const groups = new UnionFind();
  for (const { a, b } of levels) groups.join([String(a), String(b)]);
  const members = new Set(levels.flatMap(({ a, b }) => [a, b]));
  return [...gather(members, (measure) => groups.find(String(measure))).values()];
}

/** The numbers of all measures by place and population, where there is somebody. */
function knownByKey(measures: readonly SharedMeasure[]): Map<string, Known[]> {
  const byKey = new Map<string, Known[]>();
  for (const [measure, { numbers, idIn }] of measures.entries())
    for (const [key, versions] of numbers)
      for (const [at, { version, n, x }] of versions.entries()) {
        if (n === 0) continue;
        const isNewest = at === versions.length - 1;
        const known = { measure, id: cellId(idIn(key), version), n, x, isNewest };
        byKey.set(key, [...(byKey.get(key) ?? []), known]);
      }
  return byKey;
}

/** The numbers of one cell by their people, where several measures have the same. */
function withSamePeople(numbers: readonly Known[]): Known[][] {
  const byPeople = gather(
    numbers.filter(({ n }) => n !== null),
    ({ n }) => String(n),
  );
  return [...byPeople.values()].filter((each) => new Set(each.map(({ measure }) => measure)).size > 1);
}

/** One of each list, in every combination. */
function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((chosen, list) => chosen.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}

/** Whether numbers of these names make a total just so, or not all of them are there. */
const isMadeBy = ({ total, parts }: Sample, names: readonly string[]): boolean =>
  names.some((name) => typeof parts.get(name) !== 'number') ||
  names.reduce((sum, name) => sum + (parts.get(name) ?? 0), 0) === total;

/** Sums that hold in nearly every cell: of all people, or of one measure. */
function identitiesIn(cells: readonly (readonly Known[])[], measures: number): Identity[] {
  const newest = cells.map((numbers) => numbers.filter(isCounting).filter(({ isNewest }) => isNewest));
  const search = (total: number | null): Identity[] => {
    const samples = newest.flatMap((numbers): Sample[] => {
      const whole = total === null ? (numbers[0]?.n ?? undefined) : numbers.find(({ measure }) => measure === total)?.x;
      const parts = numbers.filter(({ measure }) => measure !== total);
      if (whole === undefined || parts.length === 0) return [];
      return [{ total: whole, parts: new Map(parts.map(({ measure, x }) => [String(measure), x])) }];
    });
    const isFew = samples.length < enoughCells && !samples.some((sample) => sample.total >= enoughPeople);
    const found = subsetsThatAddUp(samples) ?? [];
    return (
      found
        .map((names) => ({
          total,
          parts: names.map(Number),
          isExact: samples.every((sample) => isMadeBy(sample, names)),
        }))
        // That everybody counts in one measure is no relation of two.
        .filter(({ parts }) => total !== null || parts.length > 1)
        // Of many measures some numbers make any other in one cell or two: there only pairs are taken at their word.
        .filter(({ parts }) => !isFew || parts.length < 3)
    );
  };
  return [null, ...Array.from({ length: measures }, (_, measure) => measure)].flatMap(search);
}

type Measured = Pick<Known, 'measure'>;

/** What is so in every cell, whatever anybody said of it: a reader who knows more may count on it. */
function neverIn(cells: readonly (readonly Known[])[]) {
  const pairName = (one: Measured, other: Measured): string => `${one.measure} ${other.measure}`;
  const [more, outside] = [new Set<string>(), new Set<string>()];
  for (const numbers of cells.map((each) => each.filter(isCounting)))
    for (const one of numbers)
      for (const other of numbers) {
        if (one.x + other.x > one.n) more.add(pairName(one, other));
        if (other.x > one.x) outside.add(pairName(one, other));
      }
  return {
    /** Whether two measures are never more than the people together. */
    isDisjoint: (one: Measured, other: Measured): boolean => !more.has(pairName(one, other)),
    /** Whether the other measure is never more than the first. */
    isInside: (one: Measured, other: Measured): boolean => !outside.has(pairName(one, other)),
  };
}

/**
 * What the numbers of linked measures have to do with each other in one period. Everything holds for the true numbers,
 * so that a link that is none only hides more than is needed.
 */
export function sharedPeople(measures: readonly SharedMeasure[], links: readonly MeasureLink[]): SharedPeople {
  if (links.length === 0) return { samePeople: [], ties: [] };
  const { samePeople, ties } = new Shared(measures, links);
  return { samePeople, ties: [...new Map(ties.map((tie) => [JSON.stringify(tie), tie])).values()] };
}
