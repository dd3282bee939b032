import { loadHighsSolver, type MeasureLink } from '@throughline/measurement/disclosure';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';

const rules: ReleaseRules = {
  measureType: 'proportion',
  countsPublished: true,
  countsPeople: true,
  groupsAreLarge: false,
  minimum: 6,
  coding: 'none',
};

/** Four schools, each about the same children in every measure. */
const schools = { lincoln: 60, stuart: 80, valley: 70, edison: 90 };
type School = keyof typeof schools;

/** How many children count in one measure at each school; `*` is a mark that leaves the children in, `-` one that does not. */
type Measure = Readonly<Record<School, number | '*' | '-'>>;

function rowsOf(measure: Measure): ObservedRow[] {
  return Object.entries(measure).map(([placeId, x]): ObservedRow => {
    const denominator = schools[placeId as School];
    const marked = {
      placeId,
      populationId: 'All',
      status: 'suppressed_by_source',
      value: null,
      numerator: null,
    } as const;
    if (x === '-') return { ...marked, denominator: null };
    if (x === '*') return { ...marked, denominator };
    const value = Math.round((1000 * x) / denominator) / 10;
    return { placeId, populationId: 'All', status: 'reported', value, numerator: x, denominator };
  });
}

/** Which numbers are hidden, as `measure school`. */
async function hiddenIn(measures: readonly Measure[], links: readonly MeasureLink[]): Promise<string[]> {
  const [first, ...linked] = measures.map((measure) => ({ rules, rows: rowsOf(measure), ledger: [] }));
  const job: DecisionJob = {
    ...(first as NonNullable<typeof first>),
    period: '2025-07-01',
    places: Object.keys(schools).map((id) => [id, null, 'school']),
    populations: [{ id: 'All', dimension: null, group: null, crossedDimension: null, crossedGroup: null }],
    linked,
    links,
  };
  const { linked: others, ...own } = decide(job, await loadHighsSolver());
  return [own, ...others].flatMap(({ rows }, at) =>
    rows.flatMap(({ hidden, placeId }) => (hidden ? [`${at} ${placeId}`] : [])),
  );
}

describe.each(['*', '-'] as const)('a number that its source keeps back with %s', (mark) => {
  const unsaid: Measure = { lincoln: 20, stuart: 30, valley: mark, edison: 40 };

  it('is no better told by the measure of those who do not count', async () => {
    const others: Measure = { lincoln: 40, stuart: 50, valley: 40, edison: 50 };
    expect(await hiddenIn([unsaid, others], [{ a: 0, b: 1, kind: 'complement' }])).toContain('1 valley');
  });

  it('is no better told by the same measure under another name', async () => {
    const again: Measure = { lincoln: 20, stuart: 30, valley: 30, edison: 40 };
    expect(await hiddenIn([unsaid, again], [{ a: 0, b: 1, kind: 'same' }])).toContain('1 valley');
  });

  it('is not left by two others of which one is both', async () => {
    const other: Measure = { lincoln: 15, stuart: 20, valley: 22, edison: 30 };
    const both: Measure = { lincoln: 35, stuart: 50, valley: 25, edison: 70 };
    const hidden = await hiddenIn(
      [unsaid, other, both],
      [
        { a: 0, b: 1, kind: 'people' },
        { a: 0, b: 2, kind: 'people' },
      ],
    );
    expect(hidden.filter((each) => each.endsWith('valley'))).not.toEqual([]);
  });

  it('is not held between one that is within it and one around it', async () => {
    const inner: Measure = { lincoln: 15, stuart: 20, valley: 6, edison: 30 };
    const around: Measure = { lincoln: 27, stuart: 43, valley: 11, edison: 65 };
    const hidden = await hiddenIn(
      [unsaid, inner, around],
      [
        { a: 0, b: 1, kind: 'people' },
        { a: 0, b: 2, kind: 'people' },
      ],
    );
    expect(hidden.filter((each) => each.endsWith('valley'))).not.toEqual([]);
  });

  it('hides nothing of a measure that says little of it', async () => {
    const other: Measure = { lincoln: 15, stuart: 20, valley: 20, edison: 30 };
    const hidden = await hiddenIn([unsaid, other], [{ a: 0, b: 1, kind: 'people' }]);
    expect(hidden).toEqual([]);
  });
});

describe('measures of which one number of each is all that there is', () => {
  /** Of one school alone. */
  const only = (x: number): Measure => ({ lincoln: x }) as Measure;

  it('are added up: two of them are no better than the third that is hidden', async () => {
    const links: readonly MeasureLink[] = [
      { a: 0, b: 1, kind: 'people' },
      { a: 0, b: 2, kind: 'people' },
    ];
    // Four who count are few; eleven and fifteen are not, and leave them.
    expect((await hiddenIn([only(4), only(11), only(15)], links)).length).toBeGreaterThan(1);
  });
});

describe('what is left of a total', () => {
  it('is judged with counts where its measure publishes them, whatever the measures beside it do', async () => {
    const group = (id: string, dimension: string | null) => ({
      id,
      dimension,
      group: dimension && id,
      crossedDimension: null,
      crossedGroup: null,
    });
    const rows = (['All', 'Speakers'] as const).map((populationId): ObservedRow => {
      const [numerator, denominator] = populationId === 'All' ? [25, 61] : [22, 43];
      const value = Math.round((1000 * numerator) / denominator) / 10;
      return { placeId: 'lincoln', populationId, status: 'reported', value, numerator, denominator };
    });
    const job = (countsFirst: boolean): DecisionJob => ({
      rules: { ...rules, countsPublished: countsFirst },
      rows,
      ledger: [],
      period: '2025-07-01',
      places: [['lincoln', null, 'school']],
      populations: [group('All', null), group('Speakers', 'language')],
      linked: [{ rules: { ...rules, countsPublished: !countsFirst }, rows, ledger: [] }],
      links: [{ a: 0, b: 1, kind: 'same' }],
    });
    // Three of the eighteen others count.
    for (const countsFirst of [true, false]) {
      const { rows: own, linked } = decide(job(countsFirst), await loadHighsSolver());
      const published = countsFirst ? own : (linked[0]?.rows ?? []);
      expect(published.some(({ hidden }) => hidden)).toBe(true);
    }
  });
});
