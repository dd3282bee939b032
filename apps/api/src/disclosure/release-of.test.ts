import { auditRelease } from '@throughline/measurement/disclosure/protect';
import { loadHighsSolver } from '@throughline/measurement/disclosure/highs-solver';
import { describe, expect, it } from 'vitest';
import { type ReleasedRow, releaseOf } from './release-of.ts';

function row(population: string, numerator: number, denominator: number, more: Partial<ReleasedRow> = {}): ReleasedRow {
  return {
    indicator: 'Absence',
    measureType: 'proportion',
    placeId: 'p1',
    parentId: null,
    place: 'Harbor',
    population,
    dimension: population === 'All' ? null : 'race',
    group: population === 'All' ? null : population,
    crossedDimension: null,
    crossedGroup: null,
    period: '2024-07-01',
    hidden: denominator < 10,
    value: (100 * numerator) / denominator,
    numerator,
    denominator,
    ...more,
  };
}

const options = { minimum: 10, countsPublished: true, coding: 'none' } as const;

describe('what a partnership shows as a release', () => {
  it('adds up groups of a dimension, so that one hidden group is found', async () => {
    const { release, hidden } = releaseOf([row('All', 70, 156), row('A', 40, 90), row('B', 27, 60), row('C', 3, 6)]);
    expect(release.sets).toHaveLength(1);
    const { findings } = auditRelease(release, hidden, options, [], await loadHighsSolver());
    expect(findings.map(({ quantity, problem, least, greatest }) => [quantity, problem, least, greatest])).toEqual([
      ['people', 'unique', 6, 6],
      ['who_count', 'unique', 3, 3],
    ]);
  });

  it('adds up crossings under both of their groups', () => {
    const crossing = (group: string, sex: string): ReleasedRow =>
      row(`${group} ${sex}`, 10, 20, { group, crossedDimension: 'sex', crossedGroup: sex });
    const girls = row('girls', 20, 40, { dimension: 'sex' });
    const { release } = releaseOf([row('A', 20, 40), girls, crossing('A', 'girls'), crossing('A', 'boys')]);
    expect(release.sets.map(({ parts }) => parts.length).toSorted()).toEqual([1, 2]);
  });

  it('takes places for the parts of their parent only where nobody is missing', () => {
    const child = (placeId: string, n: number) => row('All', 10, n, { placeId, place: placeId, parentId: 'p1' });
    expect(releaseOf([row('All', 40, 100), child('a', 60), child('b', 40)]).release.sets).toHaveLength(1);
    expect(releaseOf([row('All', 40, 100), child('a', 60), child('b', 30)]).release.sets).toEqual([]);
  });
});
