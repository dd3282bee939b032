import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from './highs-solver.ts';
import { protectRelease } from './protect.ts';
import type { AdditiveSet, Decision, DisclosureOptions, LedgerEntry, Release, ReleaseCell } from './release.ts';
import type { Solver } from './solver.ts';
import { attack, hiddenTargets, type Seen } from './test/attacker.ts';
import { cell } from './test/tables.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

interface Counts {
  readonly n: number;
  readonly x: number;
}

interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly leaves: readonly Counts[];
}

interface Step {
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

const tables: fc.Arbitrary<Table> = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 2, max: 5 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      leaves: fc.array(leaf, { minLength: rows * columns, maxLength: rows * columns }),
    }),
  );

const steps: fc.Arbitrary<Step[]> = fc.array(
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

const choices: fc.Arbitrary<DisclosureOptions> = fc.record({
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
function releasesOf(table: Table, sequence: readonly Step[]): { releases: Release[]; changed: string[] } {
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

/** Publishes one after the other. A release that cannot be made safe does not go out. */
function publish(releases: readonly Release[], options: DisclosureOptions) {
  const ledger: LedgerEntry[] = [];
  return releases.flatMap((release) => {
    const answer = protectRelease(release, options, ledger, solver);
    if (answer.unprotected.length > 0) return [];
    ledger.push(answer.entry);
    return [{ ...answer, release, options }];
  });
}

const reveal = (seen: Seen, key: string): Seen => ({
  ...seen,
  decisions: seen.decisions.map((decision: Pick<Decision, 'key' | 'verdict' | 'shown'>) =>
    decision.key === key ? { ...decision, verdict: 'published' as const } : decision,
  ),
});

const tally = {
  tables: 0,
  stopped: 0,
  releases: 0,
  cells: 0,
  primary: 0,
  complementary: 0,
  needless: 0,
  tried: 0,
  wholeTables: 0,
};
afterAll(() => console.info(tally));
describe('random tables and sequences of releases', () => {
  it('never let a solver pin a hidden number to an interval narrower than the minimum', () => {
    fc.assert(
      fc.property(tables, steps, choices, (table, sequence, options) => {
        const { releases } = releasesOf(table, sequence);
        const published = publish(releases, options);
        expect(attack(published, hiddenTargets(published), solver)).toEqual([]);
        tally.stopped += releases.length - published.length;
        tally.tables += 1;
        tally.releases += releases.length;
      }),
      { numRuns: 150, seed: 20_260_731, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false },
    );
    expect(tally.tables).toBeGreaterThan(20);
  }, 40_000);

  it('hide far less than whole tables, and little that need not be hidden', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const options: DisclosureOptions = { minimum: 10, countsPublished: true, coding: 'none' };
        const [first] = publish(releasesOf(table, [{ omitted: [], restated: null }]).releases, options);
        if (!first) return;
        const complementary = first.decisions.filter(({ verdict }) => verdict === 'complementary');
        const primary = first.decisions.filter(({ verdict }) => verdict === 'primary').length;
        tally.cells += first.decisions.length;
        tally.primary += primary;
        tally.complementary += complementary.length;
        tally.wholeTables += primary > 0 ? first.decisions.length : 0;
        for (const { key } of complementary) {
          const open = reveal(first, key);
          tally.tried += 1;
          if (attack([open], hiddenTargets([open]), solver).length === 0) tally.needless += 1;
        }
      }),
      { numRuns: 100, seed: 11, interruptAfterTimeLimit: 6000, markInterruptAsFailure: false },
    );
    expect(tally.primary + tally.complementary).toBeLessThan(0.8 * tally.wholeTables);
    expect(tally.needless).toBeLessThanOrEqual(0.05 * tally.cells);
  }, 30_000);
});
