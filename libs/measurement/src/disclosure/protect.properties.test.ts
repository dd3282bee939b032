import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from './highs-solver.ts';
import { protectRelease } from './protect.ts';
import type { Decision, DisclosureOptions, LedgerEntry, Release } from './release.ts';
import type { Solver } from './solver.ts';
import { attack, hiddenTargets, type Seen } from './test/attacker.ts';
import { choices, releasesOf, steps, tables } from './test/random-releases.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

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
