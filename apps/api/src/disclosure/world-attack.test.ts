import { loadHighsSolver, type Solver } from '@throughline/measurement/disclosure';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Leak } from '../../../../test/support/children/attacker.ts';
import { addNeedless, needlessInWords, noneTried } from '../../../../test/support/children/needless.ts';
import { communities } from '../../../../test/support/children/world.ts';
import { attack } from '../../../../test/support/children/publication.ts';
import { type Measure, type Published, publicationsOf } from '../../../../test/support/children/published.ts';

/**
 * A long run: `WORLDS=2000 WORLDS_SEED=1 npx vitest run --project api world-attack`. So many made-up communities are
 * then published and attacked.
 */
const worldsWanted = Number(process.env['WORLDS'] ?? '0');
const seed = Number(process.env['WORLDS_SEED'] ?? '20261127');
/** One community alone, by the path that a failure names: `WORLDS=1 WORLDS_SEED=1 WORLDS_PATH=53`. */
const path = process.env['WORLDS_PATH'];

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

const single = fc.record({ levels: fc.constant([0]), countsPublished: fc.boolean() }).map((measure) => [measure]);

/** Two or three measures over the same children: complements, levels, levels within others, one under two names, and unrelated ones. */
const several: fc.Arbitrary<readonly Measure[]> = fc
  .constantFrom(
    [[0], [1, 2, 3]],
    [[0], [0]],
    [[0], [1]],
    [[0, 1], [0]],
    [
      [0, 1],
      [1, 2],
    ],
    [[2], [3], [2, 3]],
    [[0], [1], [2, 3]],
    [[1], [2], [3]],
    [[0], [0], [1, 2, 3]],
  )
  .chain((sets) =>
    fc.tuple(...sets.map((levels) => fc.record({ levels: fc.constant(levels), countsPublished: fc.boolean() }))),
  );

/** Few schools: of a world that changes, a reader's program is several times as large. */
const smallCommunities = communities.filter(({ districts }) => districts.length < 3);

const lateChildren = fc.array(fc.nat(), { minLength: 1, maxLength: 2 });

/** How long to count for what is hidden without need in one community, in milliseconds. */
const patience = worldsWanted > 0 ? 2_000 : 300;

const totals = { worlds: 0, numbers: 0, hidden: 0, small: 0, headlines: 0, hiddenHeadlines: 0, ...noneTried };

afterAll(() => {
  console.info(
    `${totals.worlds} communities of ${totals.numbers} numbers attacked, ${totals.small} small by themselves, ${totals.hidden} hidden ` +
      `(${totals.hiddenHeadlines} of ${totals.headlines} headlines at last); ${needlessInWords(totals)}.`,
  );
});

/** What an attack on each of some publications came to: leaks, of which there must be none, and how many there were. */
function attackAll(publications: fc.Arbitrary<Published>, numRuns: number): { worlds: number; leaks: readonly Leak[] } {
  const before = totals.worlds;
  let leaks: readonly Leak[] = [];
  fc.assert(
    fc.property(publications, (world) => {
      const attacked = attack(world, solver, patience);
      totals.worlds += 1;
      totals.headlines += attacked.headlines;
      totals.hiddenHeadlines += attacked.hiddenHeadlines;
      addNeedless(totals, attacked.needless);
      totals.numbers += attacked.numbers;
      totals.hidden += attacked.hidden;
      totals.small += attacked.small;
      leaks = attacked.leaks;
      expect(leaks).toEqual([]);
    }),
    worldsWanted > 0
      ? { numRuns: worldsWanted, seed, endOnFailure: true, ...(path === undefined ? {} : { path }) }
      : { numRuns, seed, endOnFailure: true, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: false },
  );
  return { worlds: totals.worlds - before, leaks };
}

describe('a file of any layout', { timeout: worldsWanted > 0 ? 3_600_000 : 300_000 }, () => {
  it('gives no hidden number away to a reader who knows the arithmetic of the world', () => {
    expect(attackAll(publicationsOf(single), 60).worlds).toBeGreaterThan(0);
  });

  it('gives none away where several measures are over the same children, found by their numbers', () => {
    expect(attackAll(publicationsOf(several), 60).worlds).toBeGreaterThan(0);
  });

  it('gives none away that is revised or taken back, to a reader who has seen every state', () => {
    expect(attackAll(publicationsOf(single, lateChildren, smallCommunities), 40).worlds).toBeGreaterThan(0);
  });

  it('gives none away where several measures are revised', () => {
    expect(attackAll(publicationsOf(several, lateChildren, smallCommunities), 40).worlds).toBeGreaterThan(0);
  });
});
