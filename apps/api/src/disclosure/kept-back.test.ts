import { loadHighsSolver, type PopulationShape } from '@throughline/measurement/disclosure';
import type { ObservationStatus } from '@throughline/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { prepare } from './prepare.ts';
import type { DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';

const rules: ReleaseRules = {
  measureType: 'proportion',
  countsPublished: true,
  countsPeople: true,
  groupsAreLarge: false,
  minimum: 6,
  coding: 'none',
};
const group = (id: string, dimension: string | null): PopulationShape => ({
  id,
  dimension,
  group: dimension && id,
  crossedDimension: null,
  crossedGroup: null,
});
const populations = [
  group('All', null),
  group('Hispanic', 'race'),
  group('White', 'race'),
  group('Girls', 'sex'),
  group('Boys', 'sex'),
];

type Cell = readonly [x: number, n: number] | ObservationStatus | 'no row';

/** Rows by place and group; a status alone is a mark in the file. */
function rowsOf(table: Record<string, Record<string, Cell>>): ObservedRow[] {
  return Object.entries(table).flatMap(([placeId, groups]) =>
    Object.entries(groups).flatMap(([populationId, cell]): ObservedRow[] => {
      if (cell === 'no row') return [];
      if (typeof cell === 'string')
        return [{ placeId, populationId, status: cell, value: null, numerator: null, denominator: null }];
      const [numerator, denominator] = cell;
      const value = Math.round((1000 * numerator) / denominator) / 10;
      return [{ placeId, populationId, status: 'reported', value, numerator, denominator }];
    }),
  );
}

/** Nobody has said which place lies in which. */
const job = (table: Record<string, Record<string, Cell>>, changed: Partial<ReleaseRules> = {}): DecisionJob => ({
  period: '2021-07-01',
  rules: { ...rules, ...changed },
  rows: rowsOf(table),
  places: [
    ['district', null, 'district'],
    ['lincoln', null, 'school'],
    ['stuart', null, 'school'],
    ['valley', null, 'school'],
  ],
  populations,
  ledger: [],
  linked: [],
  links: [],
});

/** A district whose smallest school keeps most of its groups back, as `mark` says. */
const district = (mark: Cell) =>
  ({
    district: { All: [91, 190], Hispanic: [22, 45], White: [69, 145], Girls: [50, 97], Boys: [41, 93] },
    lincoln: { All: [40, 80], Hispanic: [9, 17], White: [31, 63], Girls: [22, 41], Boys: [18, 39] },
    stuart: { All: [41, 85], Hispanic: [10, 18], White: [31, 67], Girls: [23, 43], Boys: [18, 42] },
    valley: { All: [10, 25], Hispanic: mark, White: mark, Girls: mark, Boys: mark },
  }) satisfies Record<string, Record<string, Cell>>;

const decisionOn = async (wanted: DecisionJob) => {
  const { rows } = decide(wanted, await loadHighsSolver());
  const hidden = rows.filter((each) => each.hidden).map(({ placeId, populationId }) => `${placeId} ${populationId}`);
  return { hidden, rows };
};

describe('a number that its source keeps back', () => {
  it.each<[string, Cell]>([
    ['a mark', 'suppressed_by_source'],
    ['an empty cell', 'not_reported'],
    ['no row', 'no row'],
  ])('is no nought where the file has %s: the schools are known to make their district', (_what, mark) => {
    const sets = prepare(job(district(mark))).release.sets.map(({ total, parts }) => [total, ...parts.toSorted()]);
    expect(sets).toContainEqual(['district:All', 'lincoln:All', 'stuart:All', 'valley:All']);
    const ofHispanic = sets.find(([total]) => total === 'district:Hispanic');
    expect(ofHispanic?.slice(1, 3)).toEqual(['lincoln:Hispanic', 'stuart:Hispanic']);
  });

  it.each<[string, Cell]>([
    ['a mark', 'suppressed_by_source'],
    ['an empty cell', 'not_reported'],
    ['no row', 'no row'],
  ])('cannot be computed from its district and the other schools where the file has %s', async (_what, mark) => {
    const { hidden } = await decisionOn(job(district(mark)));
    // 22 − 9 − 10 of 45 − 17 − 18 would be 3 of 10.
    expect(hidden.filter((name) => name.endsWith('Hispanic'))).not.toEqual([]);
    expect(hidden.filter((name) => name.endsWith('All'))).toEqual([]);
  });

  it.each<[string, Cell]>([
    ['a mark', 'suppressed_by_source'],
    ['no row', 'no row'],
  ])('is judged by those who count where percentages stand alone and the file has %s', async (_what, mark) => {
    const table = {
      lincoln: { All: [9, 80], Hispanic: mark, White: [4, 65] },
      stuart: { All: [41, 85], Hispanic: [10, 18], White: [31, 67] },
    } satisfies Record<string, Record<string, Cell>>;
    const { hidden } = await decisionOn(job(table, { countsPublished: false }));
    // 5 of 15 are left.
    expect(hidden).not.toEqual([]);
    expect(hidden.filter((name) => name.startsWith('stuart'))).toEqual([]);
  });

  it('is somebody where the file has a mark, though a publisher’s error leaves nobody for it', async () => {
    const table = (mark: Cell) =>
      ({
        lincoln: { All: [31, 63], Hispanic: mark, White: [31, 63] },
        stuart: { All: [41, 85], Hispanic: [10, 18], White: [31, 67] },
      }) satisfies Record<string, Record<string, Cell>>;
    expect((await decisionOn(job(table('suppressed_by_source')))).hidden).not.toEqual([]);
    expect((await decisionOn(job(table('not_reported')))).hidden).toEqual([]);
  });

  it('keeps its sum where what its places say of it exceeds the total by a publisher’s error', async () => {
    const mark: Cell = 'suppressed_by_source';
    const table = {
      district: { All: [16, 50], Hispanic: mark, White: [15, 46] },
      lincoln: { All: [6, 24], Hispanic: [1, 3], White: [5, 21] },
      stuart: { All: [10, 24], Hispanic: mark, White: [10, 25] },
    } satisfies Record<string, Record<string, Cell>>;
    const { hidden } = await decisionOn(job(table));
    // The district has 4 and Lincoln 3 of them, so that Stuart has 1: 25 and 1 are more than 24.
    expect(hidden.filter((name) => name.startsWith('stuart'))).not.toEqual([]);
  });

  it('is nobody where there is no row and the others make their total', async () => {
    const table = {
      lincoln: { All: [31, 63], White: [31, 63] },
      stuart: { All: [41, 85], Hispanic: [10, 18], White: [31, 67] },
    } satisfies Record<string, Record<string, Cell>>;
    expect((await decisionOn(job(table))).hidden).toEqual([]);
  });

  it('stands among the others where there is no row, and may be nobody', () => {
    const table = { lincoln: { All: [40, 80], White: [31, 63] }, stuart: district('no row').stuart } as const;
    const cells = prepare(job(table)).release.cells;
    expect(cells.find(({ key }) => key === 'lincoln:Hispanic')).toMatchObject({
      n: 17,
      x: 9,
      omitted: true,
      mayBeNobody: true,
    });
  });

  it('hides nothing else where what is left is many', async () => {
    const large = district('suppressed_by_source');
    const table = {
      ...large,
      district: { ...large.district, Hispanic: [52, 105] },
      valley: { All: [40, 85], Hispanic: 'suppressed_by_source' },
    } satisfies Record<string, Record<string, Cell>>;
    const { hidden } = await decisionOn(
      job({ ...table, district: { All: [121, 250], Hispanic: [52, 105] } as Record<string, Cell> }),
    );
    expect(hidden).toEqual([]);
  });

  it('is judged by those who count, where the file says of how many', async () => {
    const marked = rowsOf(district('suppressed_by_source')).map((row) =>
      row.placeId === 'valley' && row.status === 'suppressed_by_source' ? { ...row, denominator: 10 } : row,
    );
    const wanted = { ...job({}), rows: marked };
    const { hidden, rows } = await decisionOn(wanted);
    expect(hidden.filter((name) => name.endsWith('Hispanic'))).not.toEqual([]);
    expect(rows.find((row) => row.placeId === 'valley' && row.populationId === 'Hispanic')).toMatchObject({
      hidden: false,
      countsShown: false,
    });
  });

  it('is enough where the source has kept two back that are many together', async () => {
    const [mark]: Cell[] = ['suppressed_by_source'];
    const table = {
      district: { All: [91, 190], Hispanic: [22, 45] },
      lincoln: { All: [40, 80], Hispanic: mark },
      stuart: { All: [41, 85], Hispanic: mark },
      valley: { All: [10, 25], Hispanic: mark },
    } as Record<string, Record<string, Cell>>;
    expect((await decisionOn(job(table))).hidden).toEqual([]);
  });

  it('is nobody where a count is about no people, or a time passes', () => {
    const marked = { valley: { All: 'suppressed_by_source' } } as const;
    expect(prepare(job(marked, { measureType: 'time_between' })).release.cells).toEqual([]);
    expect(prepare(job(marked, { measureType: 'count', countsPeople: false })).release.cells).toEqual([]);
    expect(prepare(job(marked, { measureType: 'count' })).release.cells).toMatchObject([{ n: null, omitted: true }]);
  });
});
