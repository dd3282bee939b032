import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { engines } from '../../../../../test/support/database.ts';
import { selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { PlaceService } from '../places/place.service.ts';
import type { Import } from './import.entity.ts';
import { ImportService } from './import.service.ts';

const dataFolder = resolve(import.meta.dirname, '../../../data');
const publicFiles = resolve(dataFolder, 'connecticut');
// The publishers' full files are not part of the repository. Point THROUGHLINE_SHARED to them to run these facts.
const shared = resolve(
  process.env['THROUGHLINE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared'),
  'data',
);
const present = existsSync(shared);
if (!present)
  console.warn(
    `SKIPPED: facts of the publishers' full files after import; ${shared} is not there (set THROUGHLINE_SHARED).`,
  );

const years = ['2014-15', '2015-16', '2016-17', '2017-18', '2018-19'];
const indicators = [
  'Ready in literacy at kindergarten entry',
  'Ready in numeracy at kindergarten entry',
  'Met or exceeded the standard in grade 3 reading',
  'Met or exceeded the standard in grade 8 math',
  'Chronically absent students',
  'Graduated within four years',
];

const savedMapping = (name: string): ImportMapping =>
  JSON.parse(readFileSync(resolve(dataFolder, 'mappings', `${name}.json`), 'utf8')) as ImportMapping;

/** The saved mapping, for files with more places than the partnership has named. */
function adding(name: string): ImportMapping {
  const mapping = savedMapping(name);
  return {
    ...mapping,
    place: { ...mapping.place, unknown: 'add' },
    population: { ...mapping.population, unknown: 'add' },
  };
}

/** A partnership with the indicators, and with Connecticut as a state. */
async function connecticut(engine: (typeof engines)[number]): Promise<World> {
  const world = await createWorld(engine);
  await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
    for (const name of indicators) {
      await tx.insert(Indicator, {
        id: uuidv7(),
        outcomeId: world.ids.outcome,
        name,
        level: 'core',
        measureType: 'proportion',
        direction: 'higher',
        cadence: 'school_year',
        unit: '%',
      });
    }
    return null;
  });
  const places = world.app.get(PlaceService, { strict: false });
  await places.add(world.dataManager, { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Connecticut', kind: 'state' });
  return world;
}

const importer =
  (world: World) =>
  async (path: string, mapping: ImportMapping): Promise<Import> => {
    const imports = world.app.get(ImportService, { strict: false });
    const done = await imports.importFile(world.dataManager, { path, fileName: basename(path), mapping });
    expect([basename(path), done.state, done.report?.problems.filter(({ severity }) => severity === 'error')]).toEqual([
      basename(path),
      'committed',
      [],
    ]);
    return done;
  };

const series = `
SELECT o.period_start::text AS start, o.status, o.value, o.numerator, o.denominator FROM observation o
JOIN indicator i USING (partnership_id) JOIN place p USING (partnership_id) JOIN population g USING (partnership_id)
WHERE o.indicator_id = i.id AND o.place_id = p.id AND o.population_id = g.id AND i.name = $1 AND p.name = $2 AND ($3::text IS NULL OR g.name = $3)
ORDER BY o.period_start`;

interface Point {
  start: string;
  status: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

const reader =
  (world: World) =>
  (indicator: string, place: string, population: string | null = null) =>
    selectAsOwner<Point>(world, series, [indicator, place, population]);

const counter = (world: World) => async (indicator: string) => {
  const rows = await selectAsOwner<{ status: string; count: string }>(
    world,
    `SELECT o.status, count(*) FROM observation o JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id WHERE i.name = $1 GROUP BY 1`,
    [indicator],
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
};

describe.each(engines)('the committed data of Connecticut on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await connecticut(engine);
  });
  afterAll(() => world.close());

  it('comes in through the saved mappings without an error', async () => {
    const bring = importer(world);
    const files = (folder: string) => readdirSync(resolve(publicFiles, folder)).filter((name) => name.endsWith('.csv'));
    for (const name of files('kindergarten-inventory')) {
      await bring(
        resolve(publicFiles, 'kindergarten-inventory', name),
        adding(`connecticut-kindergarten-${name.includes('Literacy') ? 'literacy' : 'numeracy'}`),
      );
    }
    for (const [folder, mapping] of [
      ['smarter-balanced', 'smarter-balanced'],
      ['chronic-absence', 'chronic-absence'],
      ['graduation', 'four-year-graduation'],
    ] as const) {
      for (const name of files(folder))
        await bring(resolve(publicFiles, folder, name), adding(`connecticut-${mapping}`));
    }
    const observationsOf = reader(world);
    const literacy = await observationsOf('Ready in literacy at kindergarten entry', 'Bridgeport School District');
    expect(literacy.map(({ value }) => value)).toEqual([29.2, 26.7, 32.9, 33.3, 32.4]);
    const math = await observationsOf('Met or exceeded the standard in grade 8 math', 'Bridgeport School District');
    expect(math.map(({ numerator }) => numerator)).toEqual([117, 147, 168, 158, 186]);
    const places = await selectAsOwner<{ name: string }>(world, 'SELECT name FROM place ORDER BY 1');
    expect(places.map(({ name }) => name)).toEqual([
      'Bridgeport School District',
      'Connecticut',
      'Hartford School District',
      'New Haven School District',
      'Stamford School District',
      'Waterbury School District',
    ]);
  });
});

describe.runIf(present).each(engines)('the facts of the full files, out of the database on %s', (engine) => {
  let world: World;
  let observationsOf: ReturnType<typeof reader>;
  let count: ReturnType<typeof counter>;
  let bring: ReturnType<typeof importer>;
  beforeAll(async () => {
    world = await connecticut(engine);
    observationsOf = reader(world);
    count = counter(world);
    bring = importer(world);
  });
  afterAll(() => world.close());

  it('A1: chronic absence', async () => {
    await bring(
      resolve(shared, 'ct_chronic_absenteeism_by_race_ethnicity_2012-2020.csv'),
      adding('connecticut-chronic-absence'),
    );
    const name = 'Chronically absent students';
    const state = async (group: string, start: string) =>
      (await observationsOf(name, 'Connecticut', group)).find((point) => point.start === start)?.value ?? NaN;
    const gap = async (start: string) =>
      Number(((await state('Hispanic/Latino of any race', start)) - (await state('White', start))).toFixed(9));
    expect([await gap('2019-07-01'), await gap('2015-07-01')]).toEqual([9.3, 9.3]);
    expect(await count(name)).toEqual({ suppressed_by_source: 6_365, not_reported: 1_824, reported: 4_726 });
    const whole = await selectAsOwner<{ places: string }>(
      world,
      `SELECT count(*) AS places FROM (SELECT o.place_id FROM observation o JOIN population g ON g.partnership_id = o.partnership_id AND g.id = o.population_id
       JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id
       WHERE i.name = $1 AND g.name LIKE 'Hispanic%' AND o.status = 'reported' GROUP BY 1 HAVING count(*) = 9) p`,
      [name],
    );
    expect(Number(whole[0]?.places)).toBe(88);
    const bridgeport = await observationsOf(name, 'Bridgeport School District', 'Black or African American');
    expect(bridgeport.map(({ value }) => value)).toEqual([18.4, 23.6, 19.6, 17.7, 16.3, 17.6, 18.3, 18.5, 20.3]);
  }, 120_000);

  it('A3: Smarter Balanced', async () => {
    const reading = 'Met or exceeded the standard in grade 3 reading';
    const math = 'Met or exceeded the standard in grade 8 math';
    const hidden: [number, number][] = [];
    const stars: number[] = [];
    const eleventh: number[] = [];
    for (const year of years) {
      for (const area of ['', '_ct']) {
        const file = `ct_smarter_balanced_all_grades/smarter-balanced__${year}_ela-and-math_all-students_all-grades${area}.csv`;
        const done = await bring(resolve(shared, file), adding('connecticut-smarter-balanced'));
        if (area !== '') continue;
        const { profiles } = done.seen;
        const counts = profiles.flatMap(({ marks }) =>
          marks.filter(({ text }) => text === '*').map(({ count: n }) => n),
        );
        stars.push(counts.reduce((sum, n) => sum + n, 0));
        const grades = profiles.find(({ column }) => column === 'Grade')?.frequent ?? [];
        eleventh.push(grades.find(({ text }) => text === '11')?.count ?? 0);
        const foundRows = await selectAsOwner<{ hidden: string; all: string }>(
          world,
          `SELECT count(*) FILTER (WHERE o.status = 'suppressed_by_source') AS hidden, count(*) AS all FROM observation o
           JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id WHERE i.name = $1 AND o.import_id = $2`,
          [reading, done.id],
        );
        hidden.push([Number(foundRows[0]?.hidden), Number(foundRows[0]?.all)]);
      }
    }
    expect(stars).toEqual([5_189, 4_322, 4_104, 4_196, 4_275]);
    expect(eleventh).toEqual([294, 0, 0, 0, 0]);
    expect(hidden).toEqual([
      [35, 174],
      [24, 176],
      [23, 176],
      [30, 180],
      [31, 180],
    ]);
    const ends = async (name: string) => {
      const points = await observationsOf(name, 'Connecticut');
      return [points[0], points.at(-1)].map((point) => [point?.numerator, point?.denominator, point?.value]);
    };
    expect(await ends(reading)).toEqual([
      [20_356, 37_985, 53.6],
      [19_819, 36_512, 54.3],
    ]);
    expect(await ends(math)).toEqual([
      [14_557, 39_762, 36.6],
      [17_067, 39_213, 43.5],
    ]);
    const bridgeport = await observationsOf(math, 'Bridgeport School District');
    expect(bridgeport.map(({ value, numerator }) => [value, numerator])).toEqual([
      [8.1, 117],
      [10.2, 147],
      [12.2, 168],
      [11.8, 158],
      [13, 186],
    ]);
    expect(bridgeport.at(-1)?.denominator).toBe(1_433);
  }, 120_000);

  it('A4: kindergarten inventory, with Ansonia’s 22 flagged', async () => {
    const flagged: string[] = [];
    const accepted: Record<string, number[]> = {};
    for (const skill of ['Literacy', 'Numeracy']) {
      const rows: number[] = [];
      // The odd year comes last, when there is something to compare it with.
      for (const year of ['2008-09', '2009-10', '2011-12', '2012-13', '2010-11']) {
        const done = await bring(
          resolve(shared, `ct_kei_literacy_numeracy_2008-2013/${year}_KEI_${skill}.csv`),
          adding(`connecticut-kindergarten-${skill.toLowerCase()}`),
        );
        rows.push(done.rowsAccepted);
        const foundRows = await selectAsOwner<{ message: string; cell: string }>(
          world,
          `SELECT message, cell FROM import_problem WHERE import_id = $1 AND code = 'outlier'`,
          [done.id],
        );
        flagged.push(
          ...foundRows
            .filter(({ message }) => message.includes('Ansonia'))
            .map(({ cell }) => `${skill} ${year} ${cell}`),
        );
      }
      accepted[skill] = rows;
    }
    expect(accepted['Literacy']).toEqual([171, 167, 166, 163, 168]);
    expect(flagged).toEqual(['Literacy 2010-11 22', 'Numeracy 2010-11 22']);
    const literacy = 'Ready in literacy at kindergarten entry';
    const state = await observationsOf(literacy, 'Connecticut');
    expect(state.map(({ start, value, denominator }) => [start, value, denominator])).toEqual([
      ['2008-07-01', 33.77042629, 39_738],
      ['2009-07-01', 35.17573799, 37_907],
      ['2010-07-01', 39.16185153, 35_603],
      ['2012-07-01', 38.3, 37_447],
    ]);
    const bridgeport = await observationsOf(literacy, 'Bridgeport School District');
    expect(bridgeport.map(({ value }) => value)).toEqual([29.2, 26.7, 32.9, 33.3, 32.4]);
    expect(bridgeport.map(({ denominator }) => denominator)).toEqual([1_666, 1_705, 1_729, 1_833, 1_828]);
    const numeracy = await observationsOf('Ready in numeracy at kindergarten entry', 'Bridgeport School District');
    expect(numeracy.map(({ value }) => value)).toEqual([31.6, 27.2, 32.9, 35.7, 32.4]);
    const ansonia = await observationsOf(literacy, 'Ansonia School District');
    expect(ansonia.map(({ denominator }) => denominator)).toEqual([222, 177, 22, 172, 171]);
  }, 120_000);

  it('A7: every sentinel of the graduation file, and rates with their counts', async () => {
    const path = resolve(shared, 'ct_four_year_grad_rate_by_special_education_status_2011-2019.csv');
    const name = 'Graduated within four years';
    await bring(path, adding('connecticut-four-year-graduation'));
    const bridgeport = await observationsOf(name, 'Bridgeport School District', 'Non-Special Education');
    expect(bridgeport.at(-1)).toMatchObject({ start: '2018-07-01', numerator: 950, denominator: 1_192, value: 79.7 });
    const rates = await count(name);
    expect(Object.values(rates).reduce((sum, each) => sum + each, 0)).toBe(3_690);
    // Each of the seven variables as an indicator of its own: then every cell of the file is one observation.
    const variables = [
      'Total Cohort Count',
      'Four Year Graduation Count',
      'Four Year Graduation Rate',
      'Other Count',
      'Other Rate',
      'Still Enrolled After Four Years Count',
      'Still Enrolled After Four Years Rate',
    ];
    await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
      for (const variable of variables) {
        await tx.insert(Indicator, {
          id: uuidv7(),
          outcomeId: world.ids.outcome,
          name: variable,
          level: 'contributing',
          measureType: 'count',
          direction: 'higher',
          cadence: 'school_year',
          unit: '',
        });
      }
      return null;
    });
    const [source] = savedMapping('connecticut-four-year-graduation').indicators;
    if (source === undefined) throw new Error('the mapping names no indicator');
    const { numerator: _n, denominator: _d, ...rest } = source;
    const each = variables.map((variable) => ({
      ...rest,
      indicatorKey: variable,
      measure: variable.endsWith('Rate') ? ('rate' as const) : ('count' as const),
      unit: 'number' as const,
      value: { column: 'Value' },
      when: [{ column: 'Variable', is: 'one_of' as const, values: [variable] }],
    }));
    const done = await bring(path, { ...adding('connecticut-four-year-graduation'), indicators: each });
    expect(done.rowsAccepted).toBe(25_830);
    const statuses = await selectAsOwner<{ status: string; count: string }>(
      world,
      'SELECT status, count(*) FROM observation WHERE import_id = $1 GROUP BY 1 ORDER BY 1',
      [done.id],
    );
    expect(statuses.map(({ status, count: found }) => [status, Number(found)])).toEqual([
      ['not_reported', 8_351],
      ['reported', 25_830 - 8_351 - 8_130],
      ['suppressed_by_source', 8_130],
    ]);
  }, 120_000);
});
