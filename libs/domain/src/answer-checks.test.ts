import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerCell, type AskedPopulation, fieldsAsked, findFaults, findQuestions } from './answer-checks.ts';
import { againstRanges, usualRanges } from './far-numbers.ts';
import { measureTypes } from './vocabulary.ts';

const cell = (populationId: string, numerator: number | null, denominator: number | null): AnswerCell => ({
  placeId: 'p',
  populationId,
  value: null,
  numerator,
  denominator,
});
const countCell = (populationId: string, value: number): AnswerCell => ({ ...cell(populationId, null, null), value });
const everybody: AskedPopulation = {
  id: 'all',
  dimension: null,
  isEverybody: true,
  isExclusive: true,
  isComplete: false,
};
const group = (id: string, changes: Partial<AskedPopulation> = {}): AskedPopulation => ({
  id,
  dimension: 'race',
  isEverybody: false,
  isExclusive: true,
  isComplete: true,
  ...changes,
});
const codes = (cells: AnswerCell[], populations: AskedPopulation[], measure: 'proportion' | 'count' = 'proportion') =>
  findQuestions(cells, populations, measure, []).map(({ code, field }) => `${code} ${field}`);

describe('what keeps an answer from being sent', () => {
  const faultsOf = (one: AnswerCell, measure: (typeof measureTypes)[number] = 'proportion') =>
    findFaults([one], measure).flatMap(({ faults }) =>
      Object.entries(faults).map(([field, why]) => `${field} ${why.code}`),
    );

  it('is a part above its whole, half of a pair, and less than nothing', () => {
    expect(faultsOf(cell('all', 13, 12))).toEqual(['numerator PART_ABOVE_WHOLE']);
    expect(faultsOf(cell('all', null, 12))).toEqual(['numerator VALUE_MISSING']);
    expect(faultsOf(cell('all', 3, null))).toEqual(['denominator VALUE_MISSING']);
    expect(faultsOf(cell('all', -3, 12))).toEqual(['numerator COUNT_NEGATIVE']);
    expect(faultsOf(cell('all', 3, 0))).toEqual(['denominator NOBODY_TO_COUNT']);
    expect(faultsOf(countCell('all', -1), 'count')).toEqual(['value COUNT_NEGATIVE']);
    expect(faultsOf({ ...countCell('all', 2), denominator: -1 }, 'mean')).toEqual(['denominator COUNT_NEGATIVE']);
  });

  it('is not what was left empty, 0 of 0, or all of them', () => {
    for (const one of [cell('all', null, null), cell('all', 0, 0), cell('all', 12, 12)])
      expect(faultsOf(one)).toEqual([]);
  });

  it('is found of every pair where the part is above its whole, and of no other', () => {
    const amount = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(amount, amount, (part, whole) => {
        const faults = faultsOf(cell('all', part, whole));
        const fault = whole === 0 ? 'denominator NOBODY_TO_COUNT' : 'numerator PART_ABOVE_WHOLE';
        expect(faults).toEqual(part <= whole ? [] : [fault]);
      }),
    );
  });

  it('never asks for a number that it does not know', () => {
    for (const measure of measureTypes) expect(fieldsAsked(measure).length).toBeGreaterThan(0);
  });
});

describe('groups against everybody', () => {
  it('are asked about where one of them, or all together, are more', () => {
    const populations = [everybody, group('a'), group('b')];
    expect(codes([cell('all', 50, 100), cell('a', 60, 90), cell('b', 1, 5)], populations)).toEqual([
      'group_above_total numerator',
      'groups_below_total denominator',
    ]);
    expect(codes([cell('all', 50, 100), cell('a', 30, 60), cell('b', 30, 60)], populations)).toEqual([
      'groups_above_total numerator',
      'groups_above_total denominator',
    ]);
  });

  it('are asked about where all of a dimension are fewer, and not where some were not asked for or left empty', () => {
    const cells = [cell('all', 50, 100), cell('a', 20, 40), cell('b', 20, 40)];
    expect(codes(cells, [everybody, group('a'), group('b')])).toEqual([
      'groups_below_total numerator',
      'groups_below_total denominator',
    ]);
    const some = [everybody, group('a', { isComplete: false }), group('b', { isComplete: false })];
    expect(codes(cells, some)).toEqual([]);
    expect(codes(cells.slice(0, 2), [everybody, group('a'), group('b')])).toEqual([]);
  });

  it('are not added where somebody may be in two of them', () => {
    const overlapping = { isExclusive: false };
    const populations = [everybody, group('a', overlapping), group('b', overlapping)];
    expect(codes([cell('all', 50, 100), cell('a', 40, 80), cell('b', 40, 80)], populations)).toEqual([]);
  });

  it('raise no question where they are a partition, whatever the numbers and however many the groups', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 8 }), fc.integer({ min: -1, max: 1 }), (pairs, off) => {
        const groups = pairs.map(([part, rest], at) => cell(`g${at}`, part, part + rest));
        const sum = (field: 'numerator' | 'denominator') =>
          groups.reduce((total, each) => total + (each[field] ?? 0), 0);
        // Published totals are off by one.
        const total = cell('all', sum('numerator'), Math.max(0, sum('denominator') + off));
        expect(
          codes([total, ...groups], [everybody, ...groups.map(({ populationId }) => group(populationId))]),
        ).toEqual([]);
      }),
    );
  });

  it('raise one where a group is counted twice, and the total says so', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 2, maxLength: 8 }), (counts) => {
        const total = counts.reduce((sum, each) => sum + each, 0);
        const cells = [
          countCell('all', total),
          ...counts.map((each, at) => countCell(`g${at}`, at === 0 ? 2 * each : each)),
        ];
        const populations = [everybody, ...counts.map((_, at) => group(`g${at}`))];
        expect(codes(cells, populations, 'count').length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('an answer against earlier ones', () => {
  const questions = (now: AnswerCell, ...before: AnswerCell[]) =>
    findQuestions(
      [now],
      [everybody],
      'proportion',
      before.map((each) => [each]),
    );

  it('is asked about where its share or its children are far from what is usual', () => {
    expect(questions(cell('all', 52, 100), cell('all', 50, 100), cell('all', 47, 100))).toEqual([]);
    expect(questions(cell('all', 70, 100), cell('all', 50, 100))).toMatchObject([
      { code: 'far_from_earlier', field: 'numerator', given: 70, expected: 50 },
    ]);
    expect(questions(cell('all', 5, 10), cell('all', 50, 100))).toMatchObject([
      { code: 'far_from_earlier', field: 'denominator', given: 10, expected: 100 },
    ]);
  });

  it('is asked about where a count of people has a fraction, and a rate has none to ask about', () => {
    expect(questions(cell('all', 1.25, 2))).toMatchObject([
      { code: 'not_whole', field: 'numerator', given: 1.25, expected: 1 },
    ]);
    const rate = { placeId: 'here', populationId: 'all', value: 12.5, numerator: null, denominator: 10.5 };
    expect(findQuestions([rate], [everybody], 'rate', [])).toMatchObject([{ code: 'not_whole', field: 'denominator' }]);
    expect(findQuestions([rate], [everybody], 'count', [])).toMatchObject([{ code: 'not_whole', field: 'value' }]);
    expect(findQuestions([{ ...rate, denominator: 10 }], [everybody], 'mean', [])).toEqual([]);
  });

  it('looks at the same place and population alone, and says nothing where there is nothing earlier', () => {
    expect(questions(cell('all', 70, 100))).toEqual([]);
    expect(questions(cell('all', 70, 100), cell('other', 50, 100), { ...cell('all', 50, 100), placeId: 'q' })).toEqual(
      [],
    );
  });

  it('never asks about what was sent before, and learns from what swings', () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 8 }), fc.nat(), (shares, at) => {
        const before = shares.map((each) => cell('all', each, 100));
        const again = shares[at % shares.length] ?? 0;
        expect(questions(cell('all', again, 100), ...before)).toEqual([]);
      }),
    );
  });

  it('is asked about where it lies beyond twice all distances and the floor, and only there', () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 8 }), share, (shares, now) => {
        const sorted = shares.toSorted((a, b) => a - b);
        const half = sorted.length / 2;
        const middle = ((sorted[Math.floor(half - 0.5)] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
        const reach = Math.max(10, 2 * Math.max(...shares.map((each) => Math.abs(each - middle))));
        const found = questions(cell('all', now, 100), ...shares.map((each) => cell('all', each, 100)));
        expect(found.length > 0).toBe(Math.abs(now - middle) > reach);
      }),
    );
  });
});

describe('a number against what nobody may be told', () => {
  const enrolled = Array.from({ length: 10 }, (_, at) => cell('all', 120 + at, 142));

  it('is asked about where it is of another size, also where only percentages are known', () => {
    const ranges = usualRanges([enrolled], 'proportion');
    expect(againstRanges([cell('all', 1250, 1340)], 'proportion', ranges)).toMatchObject([
      { code: 'far_from_known', field: 'denominator', given: 1340 },
    ]);
    expect(againstRanges([cell('all', 130, 150)], 'proportion', ranges)).toEqual([]);
    const percent = usualRanges([[{ ...cell('all', null, null), value: 88.4 }]], 'proportion');
    expect(againstRanges([cell('all', 30, 100)], 'proportion', percent)).toMatchObject([{ field: 'numerator' }]);
    expect(
      againstRanges([cell('b', 30, 100), { ...cell('all', 30, 100), placeId: 'q' }], 'proportion', percent),
    ).toEqual([]);
    expect(usualRanges([], 'count')).toEqual([]);
  });

  it('is asked about in no range that a question to somebody who may know it would not reach', () => {
    const amount = fc.integer({ min: -5_000, max: 5_000 });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), amount, (known, now) => {
        const others = known.map((value) => [countCell('all', value)]);
        const far = againstRanges([countCell('all', now)], 'rate', usualRanges(others, 'rate'));
        const questions = findQuestions([countCell('all', now)], [everybody], 'rate', others);
        expect(far.length).toBeLessThanOrEqual(questions.length);
      }),
    );
  });

  it('is held against the edges of rough steps alone, so that many different numbers have one range', () => {
    const least = (value: number) => usualRanges([[countCell('all', value)]], 'count')[0];
    for (const { edges, numbers } of [
      { edges: [50, 200], numbers: [80, 100, 142] },
      { edges: [500, 2000], numbers: [800, 1400] },
    ])
      for (const value of numbers) expect(least(value)).toMatchObject({ least: edges[0], most: edges[1] });
  });
});
