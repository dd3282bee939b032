import { intervalMayBeShown, loadHighsSolver, type PopulationShape } from '@throughline/measurement/disclosure';
import { isShareOfPeople } from '@throughline/domain/shares';
import { observationStatuses } from '@throughline/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import type { DecidedRow, DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';
import { decide } from './decide.ts';
import { isKeptBack, keyOf, numbersOf } from './release-of.ts';

const shares: ReleaseRules = {
  measureType: 'proportion',
  countsPublished: true,
  countsPeople: true,
  groupsAreLarge: false,
  minimum: 10,
  coding: 'none',
};
const population = (id: string, dimension: string | null = null): PopulationShape => ({
  id,
  dimension,
  group: dimension && id,
  crossedDimension: null,
  crossedGroup: null,
});
const row = (populationId: string, numerator: number | null, denominator: number | null, more = {}): ObservedRow => ({
  placeId: 'p',
  populationId,
  status: 'reported',
  value: numerator !== null && denominator ? (100 * numerator) / denominator : null,
  numerator,
  denominator,
  ...more,
});
const job = (rules: Partial<ReleaseRules>, rows: ObservedRow[], more: Partial<DecisionJob> = {}): DecisionJob => ({
  period: '2024-07-01',
  rules: { ...shares, ...rules },
  rows,
  places: [['p', null, 'district']],
  populations: [population('All'), population('A', 'race'), population('B', 'race'), population('C', 'race')],
  ledger: [],
  linked: [],
  links: [],
  ...more,
});
const shownIn = async (wanted: DecisionJob) =>
  decide(wanted, await loadHighsSolver())
    .rows.filter(({ intervalShown }) => intervalShown)
    .map(({ populationId }) => populationId);

describe('a published interval', () => {
  it('is shown where its number and the people behind it are, and hidden with them', async () => {
    const rows = [row('All', 70, 156), row('A', 40, 90), row('B', 27, 60), row('C', 3, 6)];
    expect(await shownIn(job({}, rows))).toEqual(['All', 'A']);
    const large = [row('All', 67, 150), ...rows.slice(1, 3)];
    expect(await shownIn(job({}, large))).toEqual(['All', 'A', 'B']);
    expect(await shownIn(job({ countsPublished: false }, large))).toEqual([]);
  });

  it('is not shown beside a code, a number that is rounded, or no number', async () => {
    expect(await shownIn(job({ coding: 'bands' }, [row('All', 311, 318), row('A', 120, 160)]))).toEqual(['A']);
    expect(await shownIn(job({ coding: 'whole_percents' }, [row('All', 100, 318)]))).toEqual([]);
    const bounded = row('All', null, 318, { status: 'bounded' });
    expect(await shownIn(job({}, [bounded, row('A', null, 90, { status: 'suppressed_by_source' })]))).toEqual([]);
  });

  it('of a share of nobody knows how many needs large groups, and that nothing around it is protected', async () => {
    const estimate = (group: string, value: number) => row(group, null, null, { value });
    const estimates = [estimate('All', 12.5), estimate('A', 14.1)];
    expect(await shownIn(job({}, estimates))).toEqual([]);
    expect(await shownIn(job({ groupsAreLarge: true }, estimates))).toEqual(['All', 'A']);
    const withFew = [...estimates, row('B', 3, 6)];
    expect(await shownIn(job({ groupsAreLarge: true }, withFew))).toEqual([]);
    const keptBack = [...estimates, row('B', null, null, { status: 'suppressed_by_source' })];
    expect(await shownIn(job({ groupsAreLarge: true }, keptBack))).toEqual([]);
  });

  it('of a count of people, of things, and of a mean without a count', async () => {
    const value = (group: string, number: number) => row(group, null, null, { value: number });
    expect(await shownIn(job({ measureType: 'count' }, [value('All', 120)]))).toEqual(['All']);
    expect(await shownIn(job({ measureType: 'count' }, [value('All', 4)]))).toEqual([]);
    expect(await shownIn(job({ measureType: 'count', countsPeople: false }, [value('All', 4)]))).toEqual(['All']);
    expect(await shownIn(job({ measureType: 'mean' }, [value('All', 51_200)]))).toEqual(['All']);
    const counted = [row('All', null, 120, { value: 51_200 })];
    expect(await shownIn(job({ measureType: 'mean' }, counted))).toEqual(['All']);
    expect(await shownIn(job({ measureType: 'mean', countsPublished: false }, counted))).toEqual([]);
  });

  it('of nothing that readers do not have exactly, whatever is known of the people', () => {
    for (const people of ['shown', 'hidden', 'unknown', 'none'] as const)
      for (const allShown of [true, false]) {
        expect(intervalMayBeShown({ isExact: false, people }, allShown)).toBe(false);
        const isShown = intervalMayBeShown({ isExact: true, people }, allShown);
        expect(isShown).toBe(people === 'unknown' ? allShown : people !== 'hidden');
      }
  });
});

/** Numbers from a seed, so that a failure can be repeated. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Some groups of one place and period, some of them few, without a count, or kept back. */
function anyJob(seed: number): DecisionJob {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const rules = {
    measureType: pick(['proportion', 'proportion', 'rate', 'count', 'mean'] as const),
    countsPublished: random(3) > 0,
    countsPeople: random(4) > 0,
    groupsAreLarge: random(2) === 0,
    coding: pick(['none', 'none', 'bands', 'whole_percents'] as const),
  };
  const groups = ['A', 'B', 'C'].slice(0, 1 + random(3)).map((group) => {
    const n = random(4) === 0 ? 1 + random(12) : 20 + random(300);
    return { group, n, x: random(n + 1) };
  });
  const sum = (which: 'n' | 'x'): number => groups.reduce((all, each) => all + each[which], 0);
  const rows = [{ group: 'All', n: sum('n'), x: sum('x') }, ...groups].map(({ group, n, x }): ObservedRow => {
    const status = random(8) === 0 ? pick(observationStatuses) : 'reported';
    const isReported = status === 'reported';
    const value = rules.measureType === 'count' ? x : rules.measureType === 'mean' ? 40 + random(30) : (100 * x) / n;
    return {
      placeId: 'p',
      populationId: group,
      status,
      value: isReported ? value : null,
      numerator: isReported && random(2) === 0 && rules.measureType !== 'mean' ? x : null,
      denominator: random(3) === 0 ? null : n,
    };
  });
  return job(rules, rows);
}

/** Whether the engine takes it that readers have the count of people: from its part and its percentage, or from its set. */
function isCounted(wanted: DecisionJob, observed: ObservedRow): boolean {
  const hasCount = (each: ObservedRow): boolean => numbersOf(each, wanted.rules)?.n != null;
  return hasCount(observed) || wanted.rows.filter((each) => each !== observed).every(hasCount);
}

/** What is wrong with showing an interval; null where nothing is. */
function leakOf(wanted: DecisionJob, observed: ObservedRow, decided: DecidedRow, isAnyHidden: boolean): string | null {
  const { rules, rows } = wanted;
  const isExact = decided.codedLower === null && decided.codedUpper === null && observed.status === 'reported';
  if (decided.hidden || !isExact) return 'the number is not shown';
  if (observed.denominator !== null)
    return decided.countsShown && rules.countsPublished ? null : 'its people are hidden';
  if (!isShareOfPeople(rules.measureType) || (!isAnyHidden && !rows.some(isKeptBack))) return null;
  return decided.countsShown && isCounted(wanted, observed) ? null : 'it tells of people beside protected ones';
}

describe('in generated partnerships', () => {
  it('no reader gets bounds where the number or the count of people behind it is hidden', async () => {
    const solver = await loadHighsSolver();
    const seen = { shown: 0, withCount: 0, withoutCount: 0, besideHidden: 0 };
    const leaks: string[] = [];
    for (let seed = 1; seed <= 400; seed += 1) {
      const wanted = anyJob(seed);
      const { rows } = decide(wanted, solver);
      const isAnyHidden = rows.some(({ hidden }) => hidden);
      const observed = new Map(wanted.rows.map((each) => [keyOf(each), each]));
      for (const decided of rows.filter(({ intervalShown }) => intervalShown)) {
        const before = observed.get(keyOf(decided)) as ObservedRow;
        seen.shown += 1;
        seen.besideHidden += Number(isAnyHidden);
        seen.withCount += Number(before.denominator !== null);
        seen.withoutCount += Number(before.denominator === null);
        const leak = leakOf(wanted, before, decided, isAnyHidden);
        if (leak !== null) leaks.push(`seed ${seed}, ${decided.populationId}: ${leak}`);
      }
    }
    expect(leaks).toEqual([]);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
  });
});
