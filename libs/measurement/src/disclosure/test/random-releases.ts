import * as fc from 'fast-check';
import type { AdditiveSet, DisclosureOptions, Release, ReleaseCell } from '../release.ts';
import { cell } from './tables.ts';

/** One group's numbers. */
export interface Counts {
  readonly n: number;
  readonly x: number;
}

/** A table of rows and columns, by leaf. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly leaves: readonly Counts[];
}

/** One release of a sequence. */
export interface Step {
  /** Which leaves this release leaves out. */
  readonly omitted: readonly boolean[];
  /** A leaf that is restated first, and by how many who count and do not. */
  readonly restated: { readonly leaf: number; readonly count: number; readonly others: number } | null;
}

const leaf = fc
  .record({
    size: fc.oneof(
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 14 }) },
      { weight: 4, arbitrary: fc.integer({ min: 15, max: 160 }) },
      { weight: 1, arbitrary: fc.constant(0) },
    ),
    share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  })
  .map(({ size, share }) => ({ n: size, x: Math.round(size * share) }));

/** Tables of up to three rows and five columns, many of whose leaves are small. */
export const tables: fc.Arbitrary<Table> = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 2, max: 5 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      leaves: fc.array(leaf, { minLength: rows * columns, maxLength: rows * columns }),
    }),
  );

/** One to three releases, the later ones with other leaves left out or one restated. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    omitted: fc.array(
      fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      {
        minLength: 15,
        maxLength: 15,
      },
    ),
    restated: fc.option(
      fc.record({ leaf: fc.nat(14), count: fc.integer({ min: 0, max: 8 }), others: fc.integer({ min: 0, max: 8 }) }),
      { freq: 3 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Every way to release. */
export const choices: fc.Arbitrary<DisclosureOptions> = fc.record({
  minimum: fc.constantFrom(5, 10, 15),
  countsPublished: fc.boolean(),
  coding: fc.constantFrom('none', 'bands', 'whole_percents'),
});

const nameOf = (row: number, column: number): string => `r${row}c${column}`;

/** The sums of a table: rows and columns, and both to the total; a table of one row has its columns and the total. */
function setsOf({ rows, columns }: Table): AdditiveSet[] {
  const all = (count: number) => Array.from({ length: count }, (_, index) => index);
  const byRow = all(rows).map((row) => ({
    total: `r${row}`,
    parts: all(columns).map((column) => nameOf(row, column)),
  }));
  if (rows === 1) return [{ total: 'r0', parts: byRow[0]?.parts ?? [] }];
  const byColumn = all(columns).map((column) => ({
    total: `c${column}`,
    parts: all(rows).map((row) => nameOf(row, column)),
  }));
  return [
    ...byRow,
    ...byColumn,
    { total: 'all', parts: byRow.map(({ total }) => total) },
    { total: 'all', parts: byColumn.map(({ total }) => total) },
  ];
}

/** Releases of one table, with leaves left out and restated on the way. */
export function releasesOf(table: Table, sequence: readonly Step[]): { releases: Release[]; changed: string[] } {
  const sets = setsOf(table);
  const versions = new Map<string, Counts[]>();
  const current = (key: string): Counts => versions.get(key)?.at(-1) ?? { n: 0, x: 0 };
  const retotal = (): void => {
    for (const { total, parts } of sets) {
      const counts = parts.map(current).reduce((a, b) => ({ n: a.n + b.n, x: a.x + b.x }));
      const { n, x } = current(total);
      if (!versions.has(total) || n !== counts.n || x !== counts.x)
        versions.set(total, [...(versions.get(total) ?? []), counts]);
    }
  };
  table.leaves.forEach((counts, index) => {
    versions.set(nameOf(Math.floor(index / table.columns), index % table.columns), [counts]);
  });
  retotal();
  const leaves = [...versions.keys()].filter((key) => /^r\d+c/.test(key));
  const changed = new Set<string>();
  const releases = sequence.map(({ omitted, restated }, position) => {
    if (restated && position > 0 && restated.count + restated.others > 0) {
      const key = leaves[restated.leaf % leaves.length] ?? '';
      const { n, x } = current(key);
      versions.set(key, [
        ...(versions.get(key) ?? []),
        { n: n + restated.count + restated.others, x: x + restated.count },
      ]);
      changed.add(key);
      retotal();
    }
    const cells = [...versions].map(([key, history]): ReleaseCell => {
      const { n, x } = current(key);
      const earlier = history.map((counts, index) => ({ version: index + 1, ...counts })).slice(0, -1);
      const isOmitted = (omitted[leaves.indexOf(key)] ?? false) && leaves.includes(key);
      return cell(key, n, x, { version: history.length, earlier, omitted: isOmitted });
    });
    return { cells, sets };
  });
  return { releases, changed: [...changed] };
}
