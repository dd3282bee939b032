import { auditRelease, loadHighsSolver, type PopulationShape } from '@throughline/measurement/disclosure';
import { describe, expect, it } from 'vitest';
import type { DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';
import { decide } from './decide.ts';
import { prepare } from './prepare.ts';
import { numbersOf } from './release-of.ts';

const rules: ReleaseRules = {
  measureType: 'proportion',
  countsPublished: true,
  countsPeople: true,
  groupsAreLarge: false,
  minimum: 10,
  coding: 'none',
};
const population = (id: string, dimension: string | null = null, more: Partial<PopulationShape> = {}) => ({
  id,
  dimension,
  group: dimension && id,
  crossedDimension: null,
  crossedGroup: null,
  ...more,
});
const populations = [
  population('All'),
  population('A', 'race'),
  population('B', 'race'),
  population('C', 'race'),
  population('girls', 'sex'),
  population('A girls', 'race', { group: 'A', crossedDimension: 'sex', crossedGroup: 'girls' }),
  population('A boys', 'race', { group: 'A', crossedDimension: 'sex', crossedGroup: 'boys' }),
];
const row = (populationId: string, numerator: number | null, denominator: number | null, more = {}): ObservedRow => ({
  placeId: 'p1',
  populationId,
  status: 'reported',
  value: numerator !== null && denominator ? (100 * numerator) / denominator : null,
  numerator,
  denominator,
  ...more,
});
const job = (rows: ObservedRow[], more: Partial<DecisionJob> = {}): DecisionJob => ({
  period: '2024-07-01',
  rules,
  rows,
  places: [
    ['p1', null, 'district'],
    ['a', 'p1', 'school'],
    ['b', 'p1', 'school'],
  ],
  populations,
  ledger: [],
  linked: [],
  links: [],
  ...more,
});

describe('what a partnership shows as a release', () => {
  it('adds up groups of a dimension, so that one hidden group is found', async () => {
    const rows = [row('All', 70, 156), row('A', 40, 90), row('B', 27, 60), row('C', 3, 6)];
    const { release, options } = prepare(job(rows));
    expect(release.sets).toHaveLength(1);
    const { findings } = auditRelease(release, new Set(['p1:C']), options, [], await loadHighsSolver());
    expect(findings.map(({ quantity, problem, least, greatest }) => [quantity, problem, least, greatest])).toEqual([
      ['people', 'unique', 6, 6],
      ['who_count', 'unique', 3, 3],
    ]);
  });

  it('adds up crossings under both of their groups', () => {
    const rows = [row('A', 20, 40), row('girls', 20, 40), row('A girls', 10, 20), row('A boys', 10, 20)];
    const { release } = prepare(job(rows));
    expect(release.sets.map(({ parts }) => parts.length).toSorted()).toEqual([1, 2]);
  });

  it('takes places for the parts of their parent only where fewer than the minimum are missing', () => {
    const child = (placeId: string, n: number | null) => row('All', 10, n, { placeId });
    const sets = (...rows: ObservedRow[]) => prepare(job(rows)).release.sets;
    const parent = row('All', 40, 100);
    expect(sets(parent, child('a', 60), child('b', 40))).toHaveLength(1);
    expect(sets(parent, child('a', 60), child('b', 31))).toHaveLength(1);
    expect(sets(parent, child('a', 60), child('b', 30))).toEqual([]);
    // A publisher's tables differ by a person or two; more than that is no sum.
    expect(sets(parent, child('a', 60), child('b', 41))).toEqual([
      { total: 'p1:All', parts: ['a:All', 'b:All'], error: 1 },
    ]);
    expect(sets(parent, child('a', 60), child('b', 45))).toEqual([]);
    // One without any number is what is missing; how many one with a percentage alone are follows from the others.
    expect(sets(parent, child('a', 95), row('All', null, null, { placeId: 'b' }))).toHaveLength(1);
    const alone = prepare(job([parent, child('a', 96), row('All', null, null, { placeId: 'b', value: 50 })])).release;
    expect(alone.cells.find(({ place }) => place === 'b')).toMatchObject({ n: 4 });
  });

  it('adds up groups that may overlap only where they make the total exactly', () => {
    const overlapping = populations.map((each) =>
      each.dimension === 'race' ? { ...each, overlapping: ['race'] } : each,
    );
    const sets = (b: number) =>
      prepare(job([row('All', 70, 150), row('A', 40, 90), row('B', 27, b)], { populations: overlapping })).release.sets;
    expect(sets(60)).toHaveLength(1);
    expect(sets(50)).toEqual([]);
  });
});

describe('the people in an observation', () => {
  const releaseWith = (more: Partial<ObservedRow>, changed: Partial<ReleaseRules> = {}) =>
    numbersOf({ ...row('All', null, null), ...more }, { ...rules, ...changed });

  it('are its denominator and numerator, whole, and never fewer than one where there is a part of one', () => {
    expect(releaseWith({ numerator: 6.06, denominator: 8.3, value: 73 })).toMatchObject({ n: 8, x: 6 });
    expect(releaseWith({ numerator: 0.4, denominator: 0.5, value: 80 })).toMatchObject({ n: 1, x: 1 });
    expect(releaseWith({ numerator: 0, denominator: 0 })).toMatchObject({ n: 0, x: 0 });
  });

  it('follow from a part and its percentage', () => {
    expect(releaseWith({ numerator: 3, value: 50 })).toMatchObject({ n: 6, x: 3 });
  });

  it('are the value of a count of people', () => {
    expect(releaseWith({ value: 3 }, { measureType: 'count' })).toMatchObject({ n: 3, countsPublished: true });
    expect(releaseWith({ value: 3 }, { measureType: 'count', countsPublished: false })).toMatchObject({
      countsPublished: true,
    });
    expect(releaseWith({ value: 3, denominator: 80 }, { measureType: 'count' })).toMatchObject({ n: 80, x: 3 });
    expect(releaseWith({ value: 3 }, { measureType: 'count', countsPeople: false })).toBeNull();
  });

  it('are unknown behind a mean, a time, and what the source keeps back', () => {
    expect(releaseWith({ value: 51.2 }, { measureType: 'mean' })).toBeNull();
    expect(releaseWith({ value: 51.2, denominator: 7 }, { measureType: 'mean' })).toMatchObject({ n: 7, x: null });
    expect(releaseWith({ value: 12 }, { measureType: 'time_between' })).toBeNull();
    expect(releaseWith({ status: 'suppressed_by_source' })).toMatchObject({ n: null, x: null, omitted: true });
  });

  it('are judged behind a range of the source, whose own code it is', () => {
    expect(releaseWith({ status: 'bounded', denominator: 7 })).toMatchObject({ n: 7, x: null, percentage: null });
  });

  it('are counted in a rate', () => {
    expect(releaseWith({ value: 4.2, numerator: 4, denominator: 950 }, { measureType: 'rate' })).toMatchObject({
      n: 950,
      x: 4,
    });
  });
});

describe('a share of nobody knows how many', () => {
  const alone = (value: number, populationId = 'A'): ObservedRow => row(populationId, null, null, { value });
  const decisionsOn = async (rows: ObservedRow[], changed: Partial<ReleaseRules> = {}) => {
    const { rows: answers } = decide(job(rows, { rules: { ...rules, ...changed } }), await loadHighsSolver());
    return answers.map(({ hidden, reason }) => (hidden ? reason : 'shown'));
  };

  it('is hidden, be it a proportion or a rate, a number or a range', async () => {
    expect(await decisionsOn([alone(93.8)])).toEqual(['people_unknown']);
    expect(await decisionsOn([alone(3.2)], { measureType: 'rate' })).toEqual(['people_unknown']);
    expect(await decisionsOn([{ ...alone(0), status: 'bounded', value: null }])).toEqual(['people_unknown']);
    expect(await decisionsOn([{ ...alone(0), status: 'suppressed_by_source', value: null }])).toEqual(['shown']);
    expect(await decisionsOn([alone(3.2)], { measureType: 'mean' })).toEqual(['shown']);
  });

  it('is shown where somebody said why the groups are large', async () => {
    expect(await decisionsOn([alone(93.8)], { groupsAreLarge: true })).toEqual(['shown']);
    expect(await decisionsOn([alone(3.2)], { measureType: 'rate', groupsAreLarge: true })).toEqual(['shown']);
  });

  it('is judged by its people where they follow from a part or from its set', async () => {
    expect(await decisionsOn([row('A', 30, null, { value: 50 })])).toEqual(['shown']);
    expect(await decisionsOn([row('A', 3, null, { value: 50 })])).toEqual(['few_people']);
    const others = [row('All', 100, 200), row('A', 50, 100)];
    expect(await decisionsOn([...others, alone(50, 'B')])).toEqual(['shown', 'shown', 'shown']);
    const [, , small] = await decisionsOn([row('All', 100, 200), row('A', 98, 194), alone(33.3, 'B')]);
    expect(small).toBe('few_people');
  });

  it('covers another without hiding more, unless both together are few', async () => {
    const two = [alone(50, 'B'), alone(40, 'C')];
    const unknown = ['people_unknown', 'people_unknown'];
    expect(await decisionsOn([row('All', 100, 200), row('A', 50, 100), ...two])).toEqual([
      'shown',
      'shown',
      ...unknown,
    ]);
    const few = await decisionsOn([row('All', 100, 200), row('A', 97, 194), ...two]);
    expect(few.slice(2)).toEqual(unknown);
    expect(few.slice(0, 2)).not.toEqual(['shown', 'shown']);
  });
});

describe('a decision', () => {
  it('counts the version of a cell up whenever its numbers differ, also when they go back', async () => {
    const solver = await loadHighsSolver();
    const ledger = [];
    const ids: string[] = [];
    for (const n of [100, 200, 100]) {
      const { entry } = decide(job([row('All', n / 2, n)], { ledger }), solver);
      if (entry) ledger.push(entry);
      ids.push(String(entry?.body.facts.map(([id]) => id)));
    }
    expect(ids).toEqual(['p1:All', 'p1:All@2', 'p1:All@3']);
    expect(decide(job([row('All', 50, 100)], { ledger }), solver).entry).toBeNull();
  });
});
