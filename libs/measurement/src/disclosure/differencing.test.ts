import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from './highs-solver.ts';
import { protectRelease } from './protect.ts';
import type { DisclosureOptions, Ledger, LedgerEntry, Release } from './release.ts';
import type { Solver } from './solver.ts';
import { attack, hiddenTargets, type Range, type Seen, type Target } from './test/attacker.ts';
import { cell, countOptions, switchedOff } from './test/tables.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

interface Case {
  readonly releases: readonly Release[];
  readonly options?: DisclosureOptions;
  /** Differences that the attacker is after, beside the hidden cells. */
  readonly targets?: readonly Target[];
  readonly nested?: readonly (readonly [outer: string, inner: string])[];
}

/** Publishes one after the other, each knowing those before it. */
function publish(releases: readonly Release[], options: DisclosureOptions): { seen: Seen[]; ledger: Ledger } {
  const ledger: LedgerEntry[] = [];
  const seen = releases.map((release) => {
    const { decisions, entry, withheldCharts, unprotected } = protectRelease(release, options, ledger, solver);
    expect(unprotected).toEqual([]);
    ledger.push(entry);
    return { release, decisions, options, withheldCharts };
  });
  return { seen, ledger };
}

/** What the attacker finds with the engine switched off, and with it. */
function attackBoth({ releases, options = countOptions, targets = [], nested }: Case): { off: Range[]; on: Range[] } {
  const off = releases.map((release) => switchedOff(release, options));
  const on = publish(releases, options).seen;
  const find = (seen: readonly Seen[]) => attack(seen, [...hiddenTargets(seen), ...targets], solver, nested);
  return { off: find(off), on: find(on) };
}

const pins = (id: string, n: number, x: number) => [
  expect.objectContaining({ target: { [id]: 1 }, quantity: 'n', least: n, greatest: n }),
  expect.objectContaining({ target: { [id]: 1 }, quantity: 'x', least: x, greatest: x }),
];

describe('what differencing would find is not there to be found', () => {
  it('total − visible siblings', () => {
    const { off, on } = attackBoth({
      releases: [
        {
          cells: [cell('all', 165, 60), cell('a', 100, 30), cell('b', 40, 18), cell('c', 18, 8), cell('d', 7, 4)].slice(
            0,
          ),
          sets: [{ total: 'all', parts: ['a', 'b', 'c', 'd'] }],
        },
      ],
      options: { ...countOptions, countsPublished: true, minimum: 8 },
    });
    expect(off).toEqual(pins('d', 7, 4));
    expect(on).toEqual([]);
  });

  it('two categories: both', () => {
    const release = {
      cells: [cell('all', 206, 90), cell('girls', 200, 87), cell('boys', 6, 3)],
      sets: [{ total: 'all', parts: ['girls', 'boys'] }],
    };
    const { off, on } = attackBoth({ releases: [release] });
    expect(off).toEqual(pins('boys', 6, 3));
    expect(on).toEqual([]);
    const { decisions } = protectRelease(release, countOptions, [], solver);
    expect(decisions.map(({ verdict }) => verdict)).toEqual(['published', 'complementary', 'primary']);
  });

  it('parent − children', () => {
    const { off, on } = attackBoth({
      releases: [
        {
          cells: [
            cell('district', 145, 65, { place: 'district' }),
            cell('north', 80, 35, { place: 'north' }),
            cell('south', 57, 26, { place: 'south' }),
            cell('east', 8, 4, { place: 'east' }),
          ],
          sets: [{ total: 'district', parts: ['north', 'south', 'east'] }],
        },
      ],
    });
    expect(off).toEqual(pins('east', 8, 4));
    expect(on).toEqual([]);
  });

  it('one group inside another with few between', () => {
    const between = { students: 1, enrolled: -1 };
    const { off, on } = attackBoth({
      releases: [
        {
          cells: [cell('students', 100, 40), cell('enrolled', 96, 38)],
          sets: [],
          nested: [{ outer: 'students', inner: 'enrolled' }],
        },
      ],
      targets: [between],
    });
    expect(off.map(({ target, least, greatest }) => [target, least, greatest])).toEqual([
      [between, 4, 4],
      [between, 2, 2],
    ]);
    expect(on).toEqual([]);
  });

  it('across two dimensions and their crossing', () => {
    const sexes = ['girls', 'boys'];
    const groups = ['a', 'b', 'c'];
    const people: Record<string, readonly [number, number]> = {
      'girls a': [60, 25],
      'girls b': [44, 20],
      'girls c': [30, 14],
      'boys a': [52, 24],
      'boys b': [40, 19],
      'boys c': [6, 3],
    };
    const sum = (keys: string[]) =>
      keys.reduce<[number, number]>(
        ([n, x], key) => [n + (people[key]?.[0] ?? 0), x + (people[key]?.[1] ?? 0)],
        [0, 0],
      );
    const crossings = sexes.flatMap((sex) => groups.map((group) => `${sex} ${group}`));
    const rows = sexes.map((sex) => ({ total: sex, parts: groups.map((group) => `${sex} ${group}`) }));
    const columns = groups.map((group) => ({ total: group, parts: sexes.map((sex) => `${sex} ${group}`) }));
    const sets = [...rows, ...columns, { total: 'all', parts: sexes }, { total: 'all', parts: groups }];
    const release = {
      cells: [
        cell('all', ...sum(crossings)),
        ...[...rows, ...columns].map(({ total, parts }) => cell(total, ...sum(parts))),
        ...crossings.map((key) => cell(key, ...sum([key]))),
      ],
      sets,
    };
    const { off, on } = attackBoth({ releases: [release] });
    expect(off).toEqual(pins('boys c', 6, 3));
    expect(on).toEqual([]);
    // Hiding one more of the row, or of the column, would not do: the other dimension gives the cell back.
    const { decisions } = protectRelease(release, countOptions, [], solver);
    expect(decisions.filter(({ verdict }) => verdict === 'complementary').length).toBeGreaterThanOrEqual(3);
  });

  it('cumulative periods', () => {
    const november = { toNovember: 1, toOctober: -1 };
    const { off, on } = attackBoth({
      releases: [
        {
          cells: [cell('toOctober', 60, 25), cell('toNovember', 65, 27)],
          sets: [],
          nested: [{ outer: 'toNovember', inner: 'toOctober' }],
        },
      ],
      targets: [november],
    });
    expect(off.map(({ least, greatest }) => [least, greatest])).toEqual([
      [5, 5],
      [2, 2],
    ]);
    expect(on).toEqual([]);
  });

  it('cumulative periods in two releases', () => {
    const { off, on } = attackBoth({
      releases: [
        { cells: [cell('toOctober', 60, 25)], sets: [] },
        {
          cells: [cell('toOctober', 60, 25), cell('toNovember', 65, 27)],
          sets: [],
          nested: [{ outer: 'toNovember', inner: 'toOctober' }],
        },
      ],
      targets: [{ toNovember: 1, toOctober: -1 }],
    });
    expect(off).toHaveLength(2);
    expect(on).toEqual([]);
  });

  it('restated values', () => {
    const added = { 'all@2': 1, all: -1 };
    const { off, on } = attackBoth({
      releases: [
        { cells: [cell('all', 200, 80)], sets: [] },
        { cells: [cell('all', 203, 82, { version: 2, earlier: [{ version: 1, n: 200, x: 80 }] })], sets: [] },
      ],
      targets: [added],
      nested: [['all@2', 'all']],
    });
    expect(off.map(({ least, greatest }) => [least, greatest])).toEqual([
      [3, 3],
      [2, 2],
    ]);
    expect(on).toEqual([]);
  });

  it('a restated group under an unchanged sibling', () => {
    const sets = [{ total: 'all', parts: ['a', 'b', 'c'] }];
    const { off, on } = attackBoth({
      releases: [
        { cells: [cell('all', 128, 60), cell('a', 80, 36), cell('b', 40, 20), cell('c', 8, 4)], sets },
        {
          // The small group grew and is now shown; it tells what the unchanged one was, and so its own past.
          cells: [
            cell('all', 141, 66, { version: 2, earlier: [{ version: 1, n: 128, x: 60 }] }),
            cell('a', 80, 36),
            cell('b', 40, 20),
            cell('c', 21, 10, { version: 2, earlier: [{ version: 1, n: 8, x: 4 }] }),
          ],
          sets,
        },
      ],
      options: { ...countOptions, minimum: 9 },
    });
    expect(off).toEqual(pins('c', 8, 4));
    expect(on).toEqual([]);
  });

  it('the same group under two band definitions', () => {
    const sets = [
      { total: 'all', parts: ['5 to 9', '10 to 14'] },
      { total: 'all', parts: ['5 to 10', '11 to 14'] },
    ];
    const tens = { '5 to 10': 1, '5 to 9': -1 };
    const { off, on } = attackBoth({
      releases: [
        {
          cells: [
            cell('all', 200, 90),
            cell('5 to 9', 100, 44),
            cell('10 to 14', 100, 46),
            cell('5 to 10', 106, 47),
            cell('11 to 14', 94, 43),
          ],
          sets,
          nested: [
            { outer: '5 to 10', inner: '5 to 9' },
            { outer: '10 to 14', inner: '11 to 14' },
          ],
        },
      ],
      targets: [tens],
    });
    expect(off.map(({ least, greatest }) => [least, greatest])).toEqual([
      [6, 6],
      [3, 3],
    ]);
    expect(on).toEqual([]);
  });

  it('two report cards, each safe alone', () => {
    const cells = [cell('all', 170, 80), cell('a', 90, 40), cell('b', 40, 20), cell('c', 34, 17), cell('d', 6, 3)];
    const sets = [{ total: 'all', parts: ['a', 'b', 'c', 'd'] }];
    const without = (key: string): Release => ({
      cells: cells.map((each) => ({ ...each, omitted: each.key === key })),
      sets,
    });
    const cards = [without('b'), without('c')];
    // Each card leaves out another group, so that beside the small one there is always a second unknown.
    const alone = cards.map((card) => {
      const { seen } = publish([card], countOptions);
      return attack(seen, hiddenTargets(seen), solver);
    });
    expect(alone).toEqual([[], []]);
    const { off, on } = attackBoth({ releases: cards });
    expect(off).toEqual(pins('d', 6, 3));
    expect(on).toEqual([]);
  });

  it('denominators that control limits give away', () => {
    const p = 0.45;
    const limitOf = (n: number) => Math.round(1e4 * (p + 3 * Math.sqrt((p * (1 - p)) / n))) / 100;
    const cells = [cell('all', 165, 75), cell('a', 100, 45), cell('b', 59, 27), cell('c', 6, 3)];
    const release: Release = {
      cells,
      sets: [{ total: 'all', parts: ['a', 'b', 'c'] }],
      charts: [
        {
          id: 'p chart',
          points: [],
          centre: { value: 45, half: 0.005 },
          limits: cells.map(({ key, n }) => ({ key, limit: limitOf(n ?? 0), half: 0.005 })),
        },
      ],
    };
    const options: DisclosureOptions = { minimum: 10, countsPublished: false, coding: 'none' };
    const { off, on } = attackBoth({ releases: [release], options });
    expect(off.filter(({ quantity }) => quantity === 'n')).toHaveLength(1);
    expect(on).toEqual([]);
    expect(protectRelease(release, options, [], solver).withheldCharts).toEqual(['p chart']);
  });

  it('a centre line with a hidden point in it', () => {
    const points = [cell('sep', 30, 12), cell('oct', 40, 15), cell('nov', 50, 22), cell('dec', 4, 2)];
    const later = [cell('jan', 4, 3), cell('feb', 4, 2)];
    const cells = [cell('all', 132, 56), ...points, ...later];
    const withoutChart: Release = {
      cells,
      sets: [{ total: 'all', parts: [...points, ...later].map(({ key }) => key) }],
    };
    const release: Release = {
      ...withoutChart,
      charts: [
        {
          id: 'run',
          points: points.map(({ key }) => key),
          centre: { value: (100 * 51) / 124, half: 1e-4 },
          limits: [],
        },
      ],
    };
    const options = { ...countOptions, minimum: 5 };
    expect(attackBoth({ releases: [withoutChart], options }).off).toEqual([]);
    const { off, on } = attackBoth({ releases: [release], options });
    expect(off).toEqual(pins('dec', 4, 2));
    expect(on).toEqual([]);
    expect(protectRelease(release, options, [], solver).withheldCharts).toEqual(['run']);
  });
});
