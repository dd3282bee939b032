import type { AdditiveSet, ReleaseCell } from '@throughline/measurement/disclosure/release';
import type { ObservedRow, PopulationSides, ReleaseRules } from './decision-job.ts';

/** An observation with what says how it adds up with others. */
export interface PlacedRow extends ObservedRow {
  readonly parentId: string | null;
  readonly sides: PopulationSides;
}

/** How many people each cell is about, by its key. */
export type People = ReadonlyMap<string, number | null>;

/** The numbers of a cell as the engine takes them. */
export type CellNumbers = Pick<ReleaseCell, 'n' | 'x' | 'percentage' | 'countsPublished'>;

/** What a cell is called inside one indicator and period. */
export const keyOf = ({ placeId, populationId }: Pick<ObservedRow, 'placeId' | 'populationId'>): string =>
  `${placeId}:${populationId}`;

/** Half the last decimal that a value was published with, at most six. */
function halfStep(value: number): number {
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** -Math.min(decimals, 6);
}

/** People are whole. A fraction (a full-time equivalent, an estimate) is taken for the people below it, and for one at least. */
function whole(count: number | null): number | null {
  if (count === null || Number.isInteger(count)) return count === null ? null : Math.max(0, count);
  return Math.max(1, Math.floor(count));
}

function sharesOf(row: ObservedRow, { countsPublished, coding }: ReleaseRules): CellNumbers {
  const x = whole(row.numerator);
  // A part and its percentage say how many the whole are.
  const impliedWhole = row.value && row.numerator !== null ? (100 * row.numerator) / row.value : null;
  const n = whole(row.denominator) ?? (impliedWhole === null ? null : Math.round(impliedWhole));
  const { value } = row;
  return {
    n,
    x: x === null || n === null ? x : Math.min(x, n),
    percentage: value === null ? null : { value: Math.min(100, Math.max(0, value)), half: halfStep(value) },
    countsPublished: countsPublished && (coding !== 'whole_percents' || value === null),
  };
}

function countOf(row: ObservedRow, { countsPeople, countsPublished }: ReleaseRules): CellNumbers {
  const n = whole(row.denominator);
  if (!countsPeople) return { n, x: null, percentage: null, countsPublished };
  const count = whole(row.value ?? row.numerator);
  // The value is a number of people itself, so that publishing it publishes a count.
  if (n === null || count === null) return { n: count ?? n, x: null, percentage: null, countsPublished: true };
  return { n: Math.max(n, count), x: count, percentage: null, countsPublished: true };
}

/**
 * The people in an observation, or null where it tells of none: a mean without its denominator, a mark of the source. A
 * range is the source's own code: of it only the people behind it are judged.
 */
export function numbersOf(row: ObservedRow, rules: ReleaseRules): CellNumbers | null {
  const numbers = ((): CellNumbers => {
    const { countsPublished } = rules;
    const n = whole(row.denominator);
    if (rules.measureType === 'count') return countOf(row, rules);
    if (rules.measureType === 'proportion') return sharesOf(row, rules);
    const x = rules.measureType === 'rate' && n !== null && Number(row.numerator) <= n ? whole(row.numerator) : null;
    return { n, x, percentage: null, countsPublished };
  })();
  return numbers.n === null && numbers.percentage === null ? null : numbers;
}

function gather<T>(items: readonly T[], nameOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** The dimensions and groups of a population; a crossing has two. */
function pairsOf({ dimension, group, crossedDimension, crossedGroup }: PopulationSides) {
  const pairs: [string | null, string | null][] = [
    [dimension, group],
    [crossedDimension, crossedGroup],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null);
}

/** Whether groups of a dimension make up a total: they exclude each other, or add up to it all the same. */
function addsUp(dimension: string | null, total: PlacedRow, parts: readonly PlacedRow[], people: People): boolean {
  if (!parts.some(({ sides }) => sides.overlapping?.includes(dimension ?? ''))) return true;
  const sum = parts.reduce((all, part) => all + (people.get(keyOf(part)) ?? Number.NaN), 0);
  return sum === people.get(keyOf(total));
}

/** Groups of one dimension under everybody, and crossings under each of their two groups; all at one place. */
function populationSets(rows: readonly PlacedRow[], people: People): AdditiveSet[] {
  const everybody = rows.filter(({ sides }) => sides.dimension === null);
  const groups = rows.filter(({ sides }) => sides.dimension !== null && sides.crossedDimension === null);
  const crossings = rows.filter(({ sides }) => sides.crossedDimension !== null);
  const sets: AdditiveSet[] = [];
  const add = (total: PlacedRow | undefined, dimension: string, parts: readonly PlacedRow[]): void => {
    if (total && parts.length > 0 && addsUp(dimension, total, parts, people))
      sets.push({ total: keyOf(total), parts: parts.map(keyOf) });
  };
  // Several populations without a dimension are not each other's total, and no dimension's either.
  const all = everybody.length === 1 ? everybody[0] : undefined;
  for (const [dimension, parts] of gather(groups, ({ sides }) => sides.dimension)) add(all, dimension, parts);
  if (crossings.length === 0) return sets;
  for (const total of groups) {
    const isUnder = ({ sides }: PlacedRow): boolean =>
      pairsOf(sides).some(([dimension, group]) => dimension === total.sides.dimension && group === total.sides.group);
    const otherSide = ({ sides }: PlacedRow): string | null =>
      pairsOf(sides).find(([dimension]) => dimension !== total.sides.dimension)?.[0] ?? null;
    for (const [dimension, parts] of gather(crossings.filter(isUnder), otherSide)) add(total, dimension, parts);
  }
  return sets;
}

/**
 * Places under their parent, of one population, only where fewer than the minimum are missing: a state has districts
 * that the partnership does not follow, and so large a remainder without a name protects by itself.
 */
function placeSets(rows: readonly PlacedRow[], people: People, minimum: number) {
  const byPlace = new Map(rows.map((row) => [row.placeId, row]));
  return [...gather(rows, ({ parentId }) => parentId)].flatMap(([parentId, children]): AdditiveSet[] => {
    const parent = byPlace.get(parentId);
    const whole = parent === undefined ? null : (people.get(keyOf(parent)) ?? null);
    if (!parent || whole === null) return [];
    const parts = children.map((child) => people.get(keyOf(child)) ?? null);
    if (parts.includes(null)) return [];
    const missing = parts.reduce<number>((left, part) => left - (part ?? 0), whole);
    return missing >= 0 && missing < minimum ? [{ total: keyOf(parent), parts: children.map(keyOf) }] : [];
  });
}

/** How the cells of one indicator and period add up. Only rows that tell of people are to be given. */
export function setsOf(rows: readonly PlacedRow[], people: People, minimum: number): AdditiveSet[] {
  return [
    ...[...gather(rows, ({ placeId }) => placeId).values()].flatMap((each) => populationSets(each, people)),
    ...[...gather(rows, ({ populationId }) => populationId).values()].flatMap((each) =>
      placeSets(each, people, minimum),
    ),
  ];
}
