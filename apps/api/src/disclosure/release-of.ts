import type { MeasureType } from '@throughline/domain/vocabulary';
import type { AdditiveSet, Release, ReleaseCell } from '@throughline/measurement/disclosure/release';

/** One observation with what the gate decided about it. */
export interface ReleasedRow {
  readonly indicator: string;
  readonly measureType: MeasureType;
  readonly placeId: string;
  readonly parentId: string | null;
  readonly place: string;
  readonly population: string;
  readonly dimension: string | null;
  readonly group: string | null;
  readonly crossedDimension: string | null;
  readonly crossedGroup: string | null;
  readonly period: string;
  readonly hidden: boolean;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const keyOf = (row: ReleasedRow): string => `${row.indicator} · ${row.place} · ${row.population} · ${row.period}`;

/** Half the last decimal that a value was published with, at most six. */
function halfStep(value: number): number {
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** -Math.min(decimals, 6);
}

function cellOf(row: ReleasedRow): ReleaseCell {
  const isShare = row.measureType === 'proportion';
  const isWhole = (count: number | null): boolean => count === null || Number.isInteger(count);
  const counts = isWhole(row.denominator) && isWhole(row.numerator);
  return {
    key: keyOf(row),
    indicator: row.indicator,
    period: row.period,
    place: row.place,
    population: { dimension: row.dimension, group: row.group },
    n: counts ? row.denominator : null,
    x: counts && isShare ? row.numerator : null,
    percentage: isShare && row.value !== null ? { value: row.value, half: halfStep(row.value) } : null,
  };
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

const name = (...parts: (string | null)[]): string => JSON.stringify(parts);

/** The dimensions and groups of a population; a crossing has two. */
function sidesOf(row: ReleasedRow): (readonly [dimension: string, group: string])[] {
  const sides: [string | null, string | null][] = [
    [row.dimension, row.group],
    [row.crossedDimension, row.crossedGroup],
  ];
  return sides.filter((side): side is [string, string] => side[0] !== null && side[1] !== null);
}

/** Groups of one dimension under everybody, and crossings under each of their two groups. */
function populationSets(rows: readonly ReleasedRow[]): AdditiveSet[] {
  const everybody = rows.filter((row) => row.dimension === null);
  const groups = rows.filter((row) => row.dimension !== null && row.crossedDimension === null);
  const crossings = rows.filter((row) => row.crossedDimension !== null);
  const sets: AdditiveSet[] = [];
  const add = (total: ReleasedRow | undefined, parts: readonly ReleasedRow[]): void => {
    if (total && parts.length > 0) sets.push({ total: keyOf(total), parts: parts.map(keyOf) });
  };
  // Several populations without a dimension are not each other's total, and no dimension's either.
  const all = everybody.length === 1 ? everybody[0] : undefined;
  for (const parts of gather(groups, (row) => row.dimension).values()) add(all, parts);
  for (const total of groups) {
    const isUnder = (row: ReleasedRow): boolean =>
      sidesOf(row).some(([dimension, group]) => dimension === total.dimension && group === total.group);
    const otherSide = (row: ReleasedRow): string | null =>
      sidesOf(row).find(([dimension]) => dimension !== total.dimension)?.[0] ?? null;
    for (const parts of gather(crossings.filter(isUnder), otherSide).values()) add(total, parts);
  }
  return sets;
}

/**
 * Places under their parent, only where their people make the parent's exactly: a state has districts that the
 * partnership does not follow, and from such a total nothing can be subtracted.
 */
function placeSets(rows: readonly ReleasedRow[]): AdditiveSet[] {
  const byPlace = new Map(rows.map((row) => [row.placeId, row]));
  return [...gather(rows, (row) => row.parentId)].flatMap(([parentId, children]) => {
    const parent = byPlace.get(parentId);
    const people = children.reduce<number | null>(
      (sum, { denominator }) => (sum === null || denominator === null ? null : sum + denominator),
      0,
    );
    if (!parent || parent.denominator === null || people !== parent.denominator) return [];
    return [{ total: keyOf(parent), parts: children.map(keyOf) }];
  });
}

/** What a partnership shows today as one release, and the keys of the cells that the gate hid. */
export function releaseOf(rows: readonly ReleasedRow[]): { release: Release; hidden: Set<string> } {
  const byPlace = gather(rows, (row) => name(row.indicator, row.placeId, row.period));
  const byPopulation = gather(rows, (row) => name(row.indicator, row.population, row.period));
  return {
    release: {
      cells: rows.map(cellOf),
      sets: [...[...byPlace.values()].flatMap(populationSets), ...[...byPopulation.values()].flatMap(placeSets)],
    },
    hidden: new Set(rows.filter((row) => row.hidden).map(keyOf)),
  };
}
