import { beforeAll, describe, expect, it } from 'vitest';
import { codePercentage } from './coding.ts';
import { loadHighsSolver } from './highs-solver.ts';
import { denominatorsFromLimit } from './limit-leak.ts';
import { auditRelease, protectRelease } from './protect.ts';
import type { DisclosureOptions, Release } from './release.ts';
import type { Solver } from './solver.ts';
import { cell, countOptions } from './test/tables.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

describe('coding by denominator', () => {
  it.each([
    [300, 0.9, '<1'],
    [300, 1, '1.0'],
    [300, 99.1, '>99'],
    [299, 1.9, '<2'],
    [100, 98.1, '>98'],
    [99, 4.9, '<5'],
    [40, 95, '95.0'],
    [40, 95.1, '>95'],
    [39, 9.9, '<10'],
    [20, 90.1, '>90'],
    [19, 19.9, '<20'],
    [10, 20, '20.0'],
    [10, 100, '>80'],
  ])('of %i people shows %f as %s', (n, value, text) => {
    expect(codePercentage(value, 0.05, n, 'bands').text).toBe(text);
  });

  it('shows whole percents, and what nothing is known to code by', () => {
    expect(codePercentage(12.4, 0.05, 15, 'whole_percents').text).toBe('12');
    expect(codePercentage(0.4, 0.05, null, 'bands').text).toBe('0.4');
  });

  it('tells that an extreme shown plainly is about many', () => {
    expect(codePercentage(3.2, 0.05, 150, 'bands').n).toEqual([100, null]);
  });
});

describe('limits of a P chart', () => {
  it('give the denominator away, above and below the centre', () => {
    const [p, n] = [0.3, 84];
    const half = 0.0005;
    for (const side of [1, -1]) {
      const limit = 100 * (p + side * 3 * Math.sqrt((p * (1 - p)) / n));
      const [least, most] = denominatorsFromLimit({ value: 30, half }, { limit, half });
      expect([least <= n, (most ?? 0) >= n, (most ?? 0) - least <= 1]).toEqual([true, true, true]);
    }
  });

  it('bound it from above only where they are cut off', () => {
    expect(denominatorsFromLimit({ value: 90, half: 0.05 }, { limit: 100, half: 0.05 })[0]).toBe(0);
  });
});

const cells = [cell('all', 165, 60), cell('a', 100, 30), cell('b', 40, 18), cell('c', 18, 9), cell('d', 7, 3)];
const release: Release = { cells, sets: [{ total: 'all', parts: ['a', 'b', 'c', 'd'] }] };
const options = { ...countOptions, minimum: 9 };

describe('a protected release', () => {
  it('hides the smallest siblings first and gives each hidden cell the same blank', () => {
    const { decisions } = protectRelease(release, options, [], solver);
    expect(decisions.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['all', 'published'],
      ['a', 'published'],
      ['b', 'published'],
      ['c', 'complementary'],
      ['d', 'primary'],
    ]);
    expect(decisions.slice(3).map(({ shown }) => shown)).toEqual([null, null]);
    expect(decisions.slice(3).map(({ reasons }) => reasons)).toEqual([['needed_by_sibling'], ['few_people']]);
  });

  it('keeps hidden numbers out of the ledger', () => {
    const { entry } = protectRelease(release, options, [], solver);
    expect(entry.facts.map(([id]) => id)).toEqual(['all', 'a', 'b']);
    expect(entry.guarded).toEqual(['c', 'd']);
  });

  it('shows no counts beside a coded percentage', () => {
    const few = { cells: [cell('all', 50, 1)], sets: [] };
    const { decisions, entry } = protectRelease(few, { ...options, minimum: 5, coding: 'bands' }, [], solver);
    expect(decisions[0]).toMatchObject({ verdict: 'primary' });
    const none = protectRelease({ cells: [cell('all', 50, 0)], sets: [] }, { ...options, coding: 'bands' }, [], solver);
    expect(none.decisions[0]).toMatchObject({ verdict: 'published', shown: '<5' });
    expect(none.entry.facts[0]?.[1].n).toEqual([40, 99]);
    expect(entry.facts).toEqual([]);
  });

  it('tells the range of a code, and where counts may stand', () => {
    const look = (n: number, x: number, coding: DisclosureOptions['coding']) => {
      const { decisions } = protectRelease(
        { cells: [cell('all', n, x)], sets: [] },
        { ...options, coding },
        [],
        solver,
      );
      return [decisions[0]?.shown, decisions[0]?.coded, decisions[0]?.countsShown];
    };
    expect(look(50, 0, 'bands')).toEqual(['<5', { lower: 0, upper: 5 }, false]);
    expect(look(400, 400, 'bands')).toEqual(['>99', { lower: 99, upper: 100 }, false]);
    expect(look(50, 20, 'bands')).toEqual(['40.0', null, true]);
    expect(look(50, 20, 'whole_percents')).toEqual(['40', null, true]);
    expect(look(5, 2, 'none')).toEqual([null, null, false]);
    const uncounted = { ...options, countsPublished: false };
    const { decisions } = protectRelease({ cells: [cell('all', 50, 20)], sets: [] }, uncounted, [], solver);
    expect(decisions[0]).toMatchObject({ shown: '40.0', coded: null, countsShown: false });
  });

  it('publishes the hidden together where that is safe', () => {
    const { decisions, pools } = protectRelease(release, { ...options, merge: true }, [], solver);
    expect(pools.map(({ parts, cell: pooled }) => [parts, pooled.n, pooled.x])).toEqual([[['c', 'd'], 25, 12]]);
    expect(decisions.filter(({ verdict }) => verdict === 'merged').map(({ key }) => key)).toEqual(['c', 'd']);
  });

  it('hides whatever a solver cannot decide', () => {
    const mute: Solver = { open: () => ({ ask: () => ({ status: 'undecided' }), close: () => undefined }) };
    // Two siblings whose numbers nobody knows, so that there is no solution to start from.
    const unknown = ['b', 'c'].map((key) => ({ ...cell(key, 40, 20), n: null, x: null, percentage: null }));
    const few = { cells: [cell('all', 170, 80), cell('a', 80, 36), ...unknown, cell('d', 7, 3)], sets: release.sets };
    const { decisions, unprotected } = protectRelease(few, options, [], mute);
    expect(decisions.every(({ verdict }) => verdict !== 'published')).toBe(true);
    expect(unprotected).toEqual([]);
  });

  it('leaves totals alone whose parts overlap', () => {
    const overlapping = { cells: [cell('all', 60, 20), ...cells.slice(1)], sets: release.sets };
    expect(protectRelease(overlapping, options, [], solver).contradictions).toEqual(['all']);
  });

  it('takes no minimum outside 5 to 30', () => {
    for (const minimum of [4, 31, 9.5])
      expect(() => protectRelease(release, { ...options, minimum }, [], solver)).toThrow(RangeError);
  });

  it('is found wanting by the audit when only the small cell is hidden', () => {
    const { findings } = auditRelease(release, new Set(['d']), options, [], solver);
    expect(findings.map(({ id, least, greatest }) => [id, least, greatest])).toEqual([
      ['d', 7, 7],
      ['d', 3, 3],
    ]);
  });

  it('is found wanting by the audit when the small cell stands in the open', () => {
    const { findings } = auditRelease(release, new Set(), options, [], solver);
    expect(findings).toContainEqual({ id: 'd', quantity: 'people', problem: 'shown', least: 7, greatest: 7 });
    expect(findings.every(({ id }) => id === 'd')).toBe(true);
  });
});

describe('what need not be hidden', () => {
  const keysHidden = (release: Release, options: DisclosureOptions): string[] =>
    protectRelease(release, options, [], solver)
      .decisions.filter(({ verdict }) => verdict !== 'published')
      .map(({ key }) => key);

  it('is a total that differs from another table by an error, for people whom the error looks like', () => {
    const release: Release = {
      cells: [
        cell('county', 262, 90),
        cell('district', 264, 92),
        cell('school 1', 130, 40),
        cell('school 2', 132, 50),
        cell('girls', 120, 45),
        cell('boys', 142, 45),
      ],
      sets: [
        { total: 'district', parts: ['county'], error: 2 },
        { total: 'county', parts: ['school 1', 'school 2'] },
        { total: 'district', parts: ['school 1', 'school 2'] },
        { total: 'county', parts: ['girls', 'boys'] },
      ],
    };
    expect(keysHidden(release, countOptions)).toEqual([]);
  });
});
