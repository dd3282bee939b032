import { PlaceLabelService } from '../places/place-label.service.ts';
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { measure } from '@throughline/measurement';
import { engines } from '../../../../../test/support/database.ts';
import { selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import type { Import } from './import.entity.ts';
import { ImportService } from './import.service.ts';

// The publishers' full files are not part of the repository. Point THROUGHLINE_SHARED to them to run these facts.
const shared = resolve(
  process.env['THROUGHLINE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared'),
  'data',
);
const present = existsSync(shared);
if (!present) console.warn(`SKIPPED: facts of New York's and the nation's files after import; ${shared} is not there.`);

const june = 'Graduated within four years by June';
const august = 'Graduated within four years by August';
const attendance = 'Daily attendance';
const college = 'Enrolled in college after high school';
const absence = 'Chronically absent, with counts';

const graduation = (indicatorKey: string): ImportMapping => ({
  version: 1,
  file: {},
  period: { from: 'column', column: 'Cohort', loneYear: 'starts' },
  place: { labelColumn: 'School Name', codeColumn: 'DBN', unknown: 'add', kind: 'school' },
  population: { columns: ['Demographic'], constant: [], all: ['Total Cohort'], aliases: {}, unknown: 'add' },
  indicators: [
    {
      indicatorKey,
      measure: 'proportion',
      cadence: 'year',
      unit: 'percent',
      when: [],
      value: { column: 'Total Grads - % of cohort' },
      numerator: { column: 'Total Grads - n' },
      denominator: { column: 'Total Cohort' },
    },
  ],
  marks: [{ text: 's', status: 'suppressed_by_source' }],
  blank: 'not_applicable',
  skip: [[{ column: 'Cohort', is: 'one_of', values: ['2006 Aug'] }]],
  otherRows: 'ignore',
});

const one = (mapping: ImportMapping, indicatorKey: string, column: string): ImportMapping['indicators'] => {
  const [source] = mapping.indicators;
  if (source === undefined) throw new Error('the mapping names no indicator');
  const { numerator: _n, denominator: _d, ...rest } = source;
  return [{ ...rest, indicatorKey, value: { column } }];
};

describe.runIf(present).each(engines)('facts of New York and the nation, out of the database on %s', (engine) => {
  let world: World;
  let imports: ImportService;
  beforeAll(async () => {
    world = await createWorld(engine);
    imports = world.app.get(ImportService, { strict: false });
    await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
      for (const name of [june, august, attendance, college, absence]) {
        await tx.insert(Indicator, {
          id: uuidv7(),
          outcomeId: world.ids.outcome,
          name,
          level: 'core',
          measureType: 'proportion',
          direction: 'higher',
          cadence: name === attendance ? 'day' : name === absence ? 'school_year' : 'year',
          unit: '%',
        });
      }
      return null;
    });
  });
  afterAll(() => world.close());

  const bring = (file: string, mapping: ImportMapping): Promise<Import> => {
    const path = resolve(shared, file);
    return imports.importFile(world.dataManager, { path, fileName: basename(path), mapping });
  };
  const ask = <Row extends object>(text: string, indicator: string, ...values: unknown[]): Promise<Row[]> =>
    selectAsOwner<Row>(
      world,
      `WITH o AS (
         SELECT o.*, p.name AS place, (SELECT c.code FROM place_code c WHERE c.place_id = p.id) AS code, g.name AS "group" FROM observation o
         JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id
         JOIN place p ON p.partnership_id = o.partnership_id AND p.id = o.place_id
         JOIN population g ON g.partnership_id = o.partnership_id AND g.id = o.population_id WHERE i.name = $1)
       ${text}`,
      [indicator, ...values],
    );
  const numbers = async (text: string, indicator: string): Promise<number[]> => {
    // Positions, as columns without a name of their own would hide each other.
    const [select = '', from = ''] = text.split(' FROM o');
    const list = select.replace(/^\s*SELECT/, '');
    const [row] = await ask<{ numbers: number[] }>(
      `SELECT ARRAY[${list}]::float8[] AS numbers FROM o${from}`,
      indicator,
    );
    return row?.numbers ?? [];
  };

  it('A2: 241 contradicting lines are reported, then resolved by what the person chooses', async () => {
    const file = 'nyc_graduation_outcomes_cohorts_2001-2006.csv';
    const byAugust: ImportMapping = {
      ...graduation(august),
      period: { from: 'constant', label: '2006' },
      skip: [[{ column: 'Cohort', is: 'none_of', values: ['2006 Aug'] }]],
    };
    const reported = [await bring(file, graduation(june)), await bring(file, byAugust)];
    expect(reported.map(({ state }) => state)).toEqual(['checked', 'checked']);
    const found = reported.map(({ report }) => report?.quality?.find(({ code }) => code === 'duplicates'));
    // One of the repeated keys says the same of graduates twice; the others contradict each other.
    expect(found.reduce((sum, finding) => sum + (finding?.count ?? 0), 0)).toBe(240);
    const repeated = reported
      .flatMap(({ report }) => report?.problems ?? [])
      .filter(({ code }) => code.startsWith('duplicate'));
    expect(repeated.reduce((sum, { count }) => sum + count, 0)).toBe(241);
    expect(found.map((finding) => finding?.severity)).toEqual(['error', 'error']);
    const problems = await selectAsOwner<{ line: number; params: { line: number } }>(
      world,
      `SELECT line, params FROM import_problem WHERE import_id = $1 AND code = 'duplicate_different' AND line = 9222`,
      [reported[1]?.id],
    );
    expect(problems).toEqual([{ line: 9_222, params: { line: 8_997 } }]);
    // What stands in the file, as it was seen when it came.
    const profiles = reported[0]?.seen.profiles ?? [];
    const marked = profiles.map(
      ({ column, marks }) => [column, marks.find(({ text }) => text === 's')?.count ?? 0] as const,
    );
    expect(marked.reduce((sum, [, count]) => sum + count, 0)).toBe(151_056);
    expect(marked.find(([column]) => column === 'Total Grads - n')?.[1]).toBe(8_392);
    expect(reported[0]?.rowsRead).toBe(25_096);

    const done = [
      await bring(file, { ...graduation(june), duplicates: 'leave_out' }),
      await bring(file, { ...byAugust, duplicates: 'leave_out' }),
    ];
    expect(done.map(({ state, errors }) => [state, errors])).toEqual([
      ['committed', 0],
      ['committed', 0],
    ]);
    const bronx = (indicator: string) =>
      numbers(
        `SELECT sum(numerator), sum(denominator), count(*) FILTER (WHERE status = 'reported'), count(*) FROM o
         WHERE substr(code, 3, 1) = 'X' AND "group" = 'English Language Learners' AND period_start = '2006-01-01' `,
        indicator,
      );
    expect((await bronx(june)).slice(2)).toEqual([20, 103]);
    const rate = ([graduates = NaN, cohort = NaN]: number[]) => Number(((100 * graduates) / cohort).toFixed(4));
    const reportedOnly = (group: string, letter: string, indicator: string) =>
      numbers(
        `SELECT sum(numerator), sum(denominator) FROM o WHERE status = 'reported' AND substr(code, 3, 1) = '${letter}'
         AND "group" = '${group}' AND period_start = '2006-01-01'`,
        indicator,
      );
    const learners = [
      await reportedOnly('English Language Learners', 'X', june),
      await reportedOnly('English Language Learners', 'X', august),
    ];
    expect(learners).toEqual([
      [512, 1_271],
      [583, 1_271],
    ]);
    expect(learners.map(rate)).toEqual([40.2832, 45.8694]);
    const brooklyn = [await reportedOnly('Female', 'K', june), await reportedOnly('Male', 'K', june)];
    expect(brooklyn).toEqual([
      [6_930, 10_213],
      [5_909, 10_561],
    ]);
    expect(brooklyn.map(rate)).toEqual([67.8547, 55.9511]);
    const lehman = await ask(
      `SELECT denominator, numerator, value FROM o WHERE code = '08X405' AND period_start = '2004-01-01' AND "group" = 'All'`,
      june,
    );
    expect(lehman).toEqual([{ denominator: 1_059, numerator: 453, value: 42.8 }]);
    expect(
      await numbers(
        `SELECT max(denominator) FILTER (WHERE status = 'suppressed_by_source'), min(denominator) FILTER (WHERE status = 'reported') FROM o`,
        june,
      ),
    ).toEqual([20, 21]);
    // Cohorts written with a comma ("1,059"): what is not in the database stands on a line that was left out.
    const storedRows = await Promise.all(
      [june, august].map((name) => numbers('SELECT count(*) FROM o WHERE denominator >= 1000', name)),
    );
    const out = await selectAsOwner<{ line: number }>(
      world,
      `SELECT line FROM import_problem WHERE import_id = ANY ($1::uuid[]) AND code = 'duplicate_left_out'`,
      [done.map(({ id }) => id)],
    );
    const lines = readFileSync(resolve(shared, file), 'utf8').split('\n');
    const left = out.filter(({ line }) => /,"\d,\d{3}",/.test(lines[line - 1] ?? ''));
    expect(storedRows.flat().reduce((sum, count) => sum + count, 0) + left.length).toBe(75);
  }, 300_000);

  it('A5: a day without school is no value, and the chart finds what is special', async () => {
    const mapping: ImportMapping = {
      ...graduation(attendance),
      period: { from: 'column', column: 'ATTN DATE YMD' },
      place: { labelColumn: 'SCHOOL NAME', codeColumn: 'DBN', unknown: 'add', kind: 'school' },
      population: { columns: [], constant: [], all: [], aliases: {}, unknown: 'add' },
      marks: [
        { text: 'NS', status: 'not_reported' },
        { text: '0.00', status: 'not_applicable', when: [{ column: 'DBN', is: 'one_of', values: ['TOTAL'] }] },
      ],
      skip: [],
    };
    const cadence = 'day' as const;
    const source = {
      ...mapping,
      indicators: one(mapping, attendance, 'ATTN PCT').map((each) => ({ ...each, cadence })),
    };
    // Some schools have another name than in the file of graduates: a person says that they are the same.
    const checked = await bring('nyc_daily_attendance_2009-2017.csv', source);
    const renamed = checked.report?.unknownPlaces.filter(({ doubt }) => doubt === 'name') ?? [];
    expect(renamed.length).toBeGreaterThan(0);
    const labels = renamed.map(({ label, likely }) => ({ label, placeId: likely?.id ?? '' }));
    await world.app
      .get(PlaceLabelService, { strict: false })
      .map(world.dataManager, { idempotencyKey: uuidv7(), labels });
    const done = await bring('nyc_daily_attendance_2009-2017.csv', source);
    expect([done.state, done.errors, done.rowsAccepted]).toEqual(['committed', 0, 42_959]);
    expect(
      await numbers(
        `SELECT count(*), count(*) FILTER (WHERE code = 'TOTAL'), count(*) FILTER (WHERE code = 'TOTAL' AND status = 'not_applicable'),
                count(*) FILTER (WHERE status = 'not_reported'), count(*) FILTER (WHERE status = 'not_reported' AND code LIKE '23%') FROM o`,
        attendance,
      ),
    ).toEqual([42_959, 796, 100, 1_282, 964]);
    const days = (from: string, to: string) =>
      ask<{ day: string; value: number }>(
        `SELECT to_char(period_start, 'YYYYMMDD') AS day, value FROM o
         WHERE code = 'TOTAL' AND status = 'reported' AND period_start BETWEEN $2 AND $3 ORDER BY period_start`,
        attendance,
        from,
        to,
      );
    const january = await days('2015-01-01', '2015-01-31');
    expect([january.length, january.reduce((sum, { value }) => sum + value, 0) / january.length]).toEqual([
      18,
      expect.closeTo(89.6817, 4),
    ]);
    const spring = await days('2015-02-01', '2015-06-30');
    const y = spring.map(({ value }) => value);
    const [chart, ranges] = [measure('i', { y }), measure('mr', { y })];
    if (chart.error !== undefined || ranges.error !== undefined) throw new Error(chart.error ?? ranges.error);
    expect([y.length, chart.cl[0], chart.lcl?.[0], chart.ucl?.[0]]).toEqual([
      93,
      expect.closeTo(89.4072, 4),
      expect.closeTo(83.2054, 2),
      expect.closeTo(95.6091, 2),
    ]);
    expect([ranges.cl[1], ranges.ucl?.[1]]).toEqual([expect.closeTo(2.33152, 5), expect.closeTo(7.6194, 2)]);
    expect(chart.sigma.map((at) => [spring[at]?.day, spring[at]?.value])).toEqual([
      ['20150202', 74.71],
      ['20150305', 80.94],
      ['20150609', 80.15],
      ['20150615', 74.63],
      ['20150625', 82.1],
      ['20150626', 81.15],
    ]);
  }, 300_000);

  it('A6: NA and s are no numbers, and 2019 is not invented', async () => {
    const mapping: ImportMapping = {
      ...graduation(college),
      period: { from: 'column', column: 'time period' },
      place: { constantLabel: 'United States', unknown: 'add', kind: 'nation' },
      population: {
        columns: ['column level 2'],
        constant: [],
        all: [],
        aliases: {},
        unknown: 'add',
        // As the column beside it says.
        dimensions: {
          Low: 'income',
          Middle: 'income',
          High: 'income',
          'Less than high school': 'education',
          'High school diploma or equivalent': 'education',
          'Some college': 'education',
          "Bachelor's or higher degree": 'education',
          '2-year': 'institution',
          '4-year': 'institution',
        },
      },
      marks: [
        { text: 'NA', status: 'not_reported' },
        { text: 's', status: 'suppressed_by_source' },
      ],
      skip: [],
    };
    const done = await bring('us_college_enrollment_after_hs_1975-2021.csv', {
      ...mapping,
      indicators: one(mapping, college, 'value'),
    });
    expect([done.state, done.rowsRead, done.rowsAccepted]).toEqual(['committed', 736, 736]);
    expect(
      await numbers(
        `SELECT count(DISTINCT period_start), count(*) FILTER (WHERE status = 'not_reported'), count(*) FILTER (WHERE status = 'suppressed_by_source'),
                count(*) FILTER (WHERE period_start = '2019-01-01') FROM o`,
        college,
      ),
    ).toEqual([46, 103, 1, 0]);
    const valueOf = async (group: string) => {
      const rows = await ask<{ year: string; value: number | null }>(
        `SELECT to_char(period_start, 'YYYY') AS year, value FROM o WHERE "group" = $2 ORDER BY 1`,
        college,
        group,
      );
      return new Map(rows.map(({ year, value }) => [year, value]));
    };
    const [low, high, male, female, all] = await Promise.all(['Low', 'High', 'Male', 'Female', 'All'].map(valueOf));
    const gap = (year: string, a?: Map<string, number | null>, b?: Map<string, number | null>) => {
      const [one, other] = [a?.get(year) ?? null, b?.get(year) ?? null];
      return one === null || other === null ? null : one - other;
    };
    expect([gap('1975', high, low), gap('2016', high, low), gap('2021', high, low)]).toEqual([34, 18, null]);
    expect(gap('2021', female, male)).toBe(15);
    expect([all?.get('2018'), all?.get('2019'), all?.get('2020')]).toEqual([69, undefined, 63]);
    expect([...(low ?? [])].filter(([, value]) => value === null).map(([year]) => year)).toEqual([
      '2017',
      '2018',
      '2020',
      '2021',
    ]);
  }, 120_000);

  it('A1: the raw state export of 2019-20 has as many suppressed percents as the history', async () => {
    const mapping: ImportMapping = {
      ...graduation(absence),
      period: { from: 'title' },
      place: { labelColumn: 'District', codeColumn: 'District Code', unknown: 'add' },
      population: { columns: ['Race/Ethnicity'], constant: [], all: [], aliases: {}, unknown: 'add' },
      marks: [{ text: '*', status: 'suppressed_by_source' }],
      skip: [],
    };
    const [source] = one(mapping, absence, '%');
    if (source === undefined) throw new Error('no indicator');
    const column = (await bringSeen()).find((name) => name.includes('%')) ?? '%';
    const done = await bring('ct_chronic_absenteeism_race_2019-20_raw_edsight.csv', {
      ...mapping,
      indicators: [{ ...source, cadence: 'school_year', value: { column } }],
    });
    expect([done.state, done.errors]).toEqual(['committed', 0]);
    expect(await numbers(`SELECT count(*) FILTER (WHERE status = 'suppressed_by_source') FROM o`, absence)).toEqual([
      707,
    ]);
    const state = await ask<{ group: string; value: number; start: string }>(
      `SELECT "group", value, period_start::text AS start FROM o WHERE code = '0000000' AND ("group" LIKE 'Hispanic%' OR "group" = 'White') ORDER BY 1`,
      absence,
    );
    expect(state.map(({ value, start }) => [value, start])).toEqual([
      [17.9, '2019-07-01'],
      [8.6, '2019-07-01'],
    ]);
  }, 120_000);

  /** The column names as they are seen: spanning headers join them. */
  async function bringSeen(): Promise<string[]> {
    const { createReadStream } = await import('node:fs');
    const path = resolve(shared, 'ct_chronic_absenteeism_race_2019-20_raw_edsight.csv');
    const content = createReadStream(path);
    const uploaded = await imports.upload(world.dataManager, { id: uuidv7(), name: basename(path), content });
    return uploaded.seen.shape.columns.map(({ name }) => name);
  }
});
