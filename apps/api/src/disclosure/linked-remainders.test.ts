import { loadHighsSolver, type MeasureLink } from '@throughline/measurement/disclosure';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';

const rules: ReleaseRules = {
  measureType: 'proportion',
  countsPublished: false,
  countsPeople: true,
  groupsAreLarge: false,
  minimum: 5,
  coding: 'none',
};

/** How many children count, of how many, by place and group; what is not there has no row. */
type Numbers = Readonly<Record<string, readonly [counting: number, people: number]>>;

const groups = { Everybody: null, Infants: 'age', Toddlers: 'age', Preschoolers: 'age' } as const;

function rowsOf(numbers: Numbers): ObservedRow[] {
  return Object.entries(numbers).map(([name, [numerator, denominator]]): ObservedRow => {
    const [placeId = '', populationId = ''] = name.split(' ');
    const value = Math.round((1000 * numerator) / denominator) / 10;
    return { placeId, populationId, status: 'reported', value, numerator, denominator };
  });
}

/** Which numbers are hidden, as `measure place group`. */
async function hiddenIn(measures: readonly [Numbers, Numbers], kind: MeasureLink['kind']): Promise<string[]> {
  const [first, second] = measures.map((numbers) => ({ rules, rows: rowsOf(numbers), ledger: [] }));
  const job: DecisionJob = {
    ...(first as NonNullable<typeof first>),
    period: '2025-07-01',
    places: [
      ['county', null, 'county'],
      ['lincoln', 'county', 'school'],
      ['stuart', 'county', 'school'],
    ],
    populations: Object.entries(groups).map(([id, dimension]) => ({
      id,
      dimension,
      group: dimension && id,
      crossedDimension: null,
      crossedGroup: null,
    })),
    linked: [second as NonNullable<typeof second>],
    links: [{ a: 0, b: 1, kind }],
  };
  const { linked, ...own } = decide(job, await loadHighsSolver());
  return [own, ...linked].flatMap(({ rows }, at) =>
    rows.flatMap(({ hidden, placeId, populationId }) => (hidden ? [`${at} ${placeId} ${populationId}`] : [])),
  );
}

/** Ready or nearly, and ready: the second are among the first. */
const nearly: Numbers = { 'county Everybody': [42, 100], 'lincoln Everybody': [23, 55], 'stuart Everybody': [19, 45] };
const ready: Numbers = { 'county Everybody': [40, 100], 'lincoln Everybody': [22, 55], 'stuart Everybody': [18, 45] };

describe.each([
  ['of which it has rows elsewhere', { 'stuart Infants': [9, 20] }],
  ['of which it has none at all', {}],
] as const)('a group that a measure leaves out, %s', (_how, elsewhere) => {
  it('is not told by a measure within it, whose total is nearly the same', async () => {
    // Of Lincoln's thirty infants twelve are ready, and one child of Lincoln is nearly: twelve or thirteen are either.
    const hidden = await hiddenIn(
      [
        { ...nearly, ...elsewhere },
        { ...ready, 'lincoln Infants': [12, 30] },
      ],
      'within',
    );
    expect(hidden.filter((each) => each.includes('lincoln'))).not.toEqual([]);
  });

  it('is not told by what the others leave of a total', async () => {
    // The second measure has the others of Lincoln: what is left are the infants, in both.
    const hidden = await hiddenIn(
      [
        { ...nearly, ...elsewhere },
        { ...ready, 'lincoln Toddlers': [10, 25] },
      ],
      'within',
    );
    expect(hidden.filter((each) => each.includes('lincoln'))).not.toEqual([]);
  });

  it('costs nothing where the other measure says little of it', async () => {
    const few: Numbers = { 'county Everybody': [20, 100], 'lincoln Everybody': [10, 55], 'stuart Everybody': [10, 45] };
    const many: Numbers = {
      'county Everybody': [60, 100],
      'lincoln Everybody': [33, 55],
      'stuart Everybody': [27, 45],
    };
    expect(await hiddenIn([{ ...many }, { ...few, 'lincoln Infants': [6, 30] }], 'within')).toEqual([]);
  });
});
