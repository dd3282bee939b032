import { primaryReasons } from './facts.ts';
import type { AdditiveSet, DisclosureOptions, Release, ReleaseCell } from './release.ts';

/** Hidden parts of a total that are published as one: "other groups". */
export interface Pool {
  readonly total: string;
  /** Keys of the cells in it. */
  readonly parts: readonly string[];
  readonly cell: ReleaseCell;
}

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);

function poolOf(set: AdditiveSet, cells: ReadonlyMap<string, ReleaseCell>, hidden: ReadonlySet<string>): Pool | null {
  const total = cells.get(set.total);
  const parts = set.parts.map((key) => cells.get(key)).filter((cell) => cell !== undefined && hidden.has(cell.key));
  const [n, x] = [sumOf(parts.map((cell) => cell?.n ?? null)), sumOf(parts.map((cell) => cell?.x ?? null))];
  const half = total?.percentage?.half;
  if (!total || hidden.has(set.total) || parts.length < 2 || n === null || n === 0 || x === null || half === undefined)
    return null;
  const dimension = parts[0]?.population.dimension ?? null;
  const key = `${set.total} / other groups of ${dimension ?? 'all'}`;
  const value = Math.round((100 * x) / n / (2 * half)) * 2 * half;
  const population = { dimension, group: 'other groups' };
  const cell = { ...total, key, version: 1, population, n, x, percentage: { value, half }, earlier: [] };
  return { total: set.total, parts: parts.map((part) => part?.key ?? ''), cell };
}

/** The pools that a release could publish by the primary rules; each has still to be audited. */
export function possiblePools(release: Release, hidden: ReadonlySet<string>, options: DisclosureOptions): Pool[] {
  const cells = new Map(release.cells.map((cell) => [cell.key, cell]));
  return release.sets
    .map((set) => poolOf(set, cells, hidden))
    .filter((pool) => pool !== null)
    .filter(({ cell }) => primaryReasons(cell, options.minimum, options.countsPublished).length === 0);
}

/** The release with a pool in it as one more cell. */
export function withPool(release: Release, { cell, parts }: Pool): Release {
  return {
    ...release,
    cells: [...release.cells, cell],
    sets: [...release.sets, { total: cell.key, parts }],
  };
}
