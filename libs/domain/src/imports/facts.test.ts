import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessMapping } from './guess-mapping.ts';
import type { GuessedFor } from './guess-mapping.ts';
import { checkMapping } from './mapping.ts';
import type { ImportMapping } from './mapping.ts';
import { findOutliers } from './outliers.ts';
import type { ReadSummary, RowProblem } from './problems.ts';
import { profileFile, readFile } from './read-file.ts';
import type { DraftObservation } from './read-rows.ts';
import { sniff } from './sniff.ts';

// The publishers' full files are not part of the repository. Point THROUGHLINE_SHARED to them to run these facts.
const shared = process.env['THROUGHLINE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');
const data = resolve(shared, 'data');
const present = existsSync(data);
if (!present)
  console.warn(`SKIPPED: facts of the publishers' full files; ${data} is not there (set THROUGHLINE_SHARED).`);

interface Read {
  drafts: DraftObservation[];
  problems: RowProblem[];
  summary: ReadSummary;
}

/** Reads a full file as the product does: look, profile, guess, let a person correct, check, read. */
async function read(
  path: string,
  target: Partial<GuessedFor>,
  correct: (mapping: ImportMapping) => void = () => {},
): Promise<Read> {
  const bytes = readFileSync(resolve(data, path));
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.message);
  const { shape, sample } = seen;
  const profiles = await profileFile([bytes], shape);
  const full: GuessedFor = { indicatorKey: 'it', measure: 'proportion', cadence: 'school_year', ...target };
  const { mapping } = guessMapping(shape, profiles, sample, basename(path), full);
  correct(mapping);
  expect(
    checkMapping(
      structuredClone(mapping),
      shape.columns.map(({ name }) => name),
    ),
  ).toMatchObject({ ok: true });
  const drafts: DraftObservation[] = [];
  const problems: RowProblem[] = [];
  const sink = { observation: (d: DraftObservation) => drafts.push(d), problem: (p: RowProblem) => problems.push(p) };
  const summary = await readFile([bytes], { shape, mapping, fileName: basename(path), sink });
  return { drafts, problems, summary };
}

const count = (drafts: DraftObservation[], status: DraftObservation['status']): number =>
  drafts.filter((draft) => draft.status === status).length;
const byPeriod = (a: DraftObservation, b: DraftObservation): number => a.period.start.localeCompare(b.period.start);
const gap = (a: number | null | undefined, b: number | null | undefined): number =>
  Number(((a ?? NaN) - (b ?? NaN)).toFixed(9));

describe.skipIf(!present)('A1 chronic absenteeism, Connecticut districts', () => {
  const file = 'ct_chronic_absenteeism_by_race_ethnicity_2012-2020.csv';
  it('reads every row with its sentinels, guessed without help', async () => {
    const { drafts, problems } = await read(file, {});
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(12_915);
    expect(count(drafts, 'suppressed_by_source')).toBe(6_365);
    expect(count(drafts, 'not_reported')).toBe(1_824);
    expect(count(drafts, 'reported')).toBe(4_726);
    expect(drafts.filter(({ value }) => value === 0)).toHaveLength(211);
    const bridgeport = drafts.filter(
      ({ placeLabel, populationLabels }) =>
        placeLabel === 'Bridgeport School District' && populationLabels[0] === 'Black or African American',
    );
    expect(bridgeport.sort(byPeriod).map(({ value }) => value)).toEqual([
      18.4, 23.6, 19.6, 17.7, 16.3, 17.6, 18.3, 18.5, 20.3,
    ]);
    const of = (label: string, start: string) =>
      drafts.find(
        (d) => d.placeLabel === 'Connecticut' && d.populationLabels[0]?.startsWith(label) && d.period.start === start,
      )?.value;
    expect(gap(of('Hispanic', '2019-07-01'), of('White', '2019-07-01'))).toBe(9.3);
    expect(gap(of('Hispanic', '2015-07-01'), of('White', '2015-07-01'))).toBe(9.3);
    const years = new Map<string, number>();
    for (const d of drafts) {
      if (d.status !== 'reported' || !d.populationLabels[0]?.startsWith('Hispanic')) continue;
      years.set(d.placeLabel ?? '', (years.get(d.placeLabel ?? '') ?? 0) + 1);
    }
    expect([...years.values()].filter((number) => number === 9)).toHaveLength(88);
  });

  it('reads the state’s raw export of the last year to the same suppressed cells', async () => {
    const { drafts, problems } = await read('ct_chronic_absenteeism_race_2019-20_raw_edsight.csv', {});
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(1_242);
    expect(count(drafts, 'suppressed_by_source')).toBe(707);
    const state = drafts.find(
      ({ placeCode, populationLabels }) => placeCode === '0000000' && populationLabels[0] === 'White',
    );
    expect(state).toMatchObject({ placeLabel: 'State Level', value: 8.6, numerator: 22_240, status: 'reported' });
    expect(state?.period).toEqual({ start: '2019-07-01', end: '2020-06-30', label: '2019-20' });
  });
});

const assessments = (year: string, state = '') =>
  `ct_smarter_balanced_all_grades/smarter-balanced__${year}_ela-and-math_all-students_all-grades${state}.csv`;

const gradesOf = async (year: string) =>
  (await profileFile([readFileSync(resolve(data, assessments(year)))], shapeOf(assessments(year)))).find(
    ({ column }) => column === 'Grade',
  );

const twoIndicators = (mapping: ImportMapping): void => {
  const [guess] = mapping.indicators;
  if (guess === undefined) throw new Error('no indicator was guessed');
  const of = (indicatorKey: string, grade: string, subject: string) => ({
    ...guess,
    indicatorKey,
    when: [
      { column: 'Grade', is: 'one_of' as const, values: [grade] },
      { column: 'Subject', is: 'one_of' as const, values: [subject] },
    ],
  });
  mapping.indicators = [of('reading-3', '3', 'ELA'), of('math-8', '08', 'Math')];
};

const readYear = (year: string, state = '') =>
  read(assessments(year, state), { words: 'Level 3&4 met' }, twoIndicators);

describe.skipIf(!present)('A3 Smarter Balanced, Connecticut', () => {
  const years = ['2014-15', '2015-16', '2016-17', '2017-18', '2018-19'];

  it('computes the state’s and Bridgeport’s published results', async () => {
    const state: DraftObservation[] = [];
    const bridgeport: DraftObservation[] = [];
    for (const year of years) {
      state.push(...(await readYear(year, '_ct')).drafts);
      const { drafts, problems } = await readYear(year);
      expect(problems).toEqual([]);
      bridgeport.push(...drafts.filter((d) => d.placeCode === '0150011' && d.indicatorKey === 'math-8'));
    }
    expect(bridgeport.map(({ value }) => value)).toEqual([8.1, 10.2, 12.2, 11.8, 13.0]);
    expect(bridgeport.map(({ numerator }) => numerator)).toEqual([117, 147, 168, 158, 186]);
    expect(bridgeport.at(-1)?.denominator).toBe(1_433);
    const of = (key: string, at: 0 | -1) => state.filter(({ indicatorKey }) => indicatorKey === key).at(at);
    expect(of('reading-3', 0)).toMatchObject({ numerator: 20_356, denominator: 37_985, value: 53.6 });
    expect(of('reading-3', -1)).toMatchObject({ numerator: 19_819, denominator: 36_512, value: 54.3 });
    expect(of('math-8', 0)).toMatchObject({ numerator: 14_557, denominator: 39_762, value: 36.6 });
    expect(of('math-8', -1)).toMatchObject({ numerator: 17_067, denominator: 39_213, value: 43.5 });
  });

  it.each([
    ['2014-15', 5_189, 35, 174],
    ['2015-16', 4_322, 24, 176],
    ['2016-17', 4_104, 23, 176],
    ['2017-18', 4_196, 30, 180],
    ['2018-19', 4_275, 31, 180],
  ])('counts the suppressed cells and districts of %s', async (year, cells, hidden, districts) => {
    const bytes = readFileSync(resolve(data, assessments(year)));
    const seen = sniff(bytes, true);
    if (!seen.ok) throw new Error(seen.refusal.message);
    const profiles = await profileFile([bytes], seen.shape);
    const stars = profiles.flatMap(({ marks }) => marks).filter(({ text }) => text === '*');
    expect(stars.reduce((sum, mark) => sum + mark.count, 0)).toBe(cells);
    const { drafts } = await readYear(year);
    const reading = drafts.filter(({ indicatorKey }) => indicatorKey === 'reading-3');
    expect([count(reading, 'suppressed_by_source'), reading.length]).toEqual([hidden, districts]);
  });

  it('has grade 11 in 2014-15 alone', async () => {
    expect((await gradesOf('2014-15'))?.frequent).toContainEqual({ text: '11', count: 294 });
    expect((await gradesOf('2018-19'))?.frequent.map(({ text }) => text)).not.toContain('11');
  });
});

function shapeOf(path: string) {
  const seen = sniff(readFileSync(resolve(data, path)), true);
  if (!seen.ok) throw new Error(seen.refusal.message);
  return seen.shape;
}

const place = (files: Read[], label: string) =>
  files.map(({ drafts }) => drafts.find(({ placeLabel }) => placeLabel === label));

describe.skipIf(!present)('A4 Kindergarten Entrance Inventory, Connecticut', () => {
  const years = ['2008-09', '2009-10', '2010-11', '2011-12', '2012-13'];
  const readAll = async (domain: string) =>
    Promise.all(
      years.map(
        async (year) =>
          await read(`ct_kei_literacy_numeracy_2008-2013/${year}_KEI_${domain}.csv`, { words: 'level 3' }),
      ),
    );

  it('reads five years in three line ends and two shapes without a problem', async () => {
    const literacy = await readAll('Literacy');
    expect(literacy.flatMap(({ problems }) => problems)).toEqual([]);
    expect(literacy.map(({ drafts }) => drafts.length)).toEqual([171, 167, 168, 166, 163]);
    expect(place(literacy, 'Statewide').map((draft) => draft?.value)).toEqual([
      33.77042629,
      35.17573799,
      39.16185153,
      undefined,
      38.3,
    ]);
    expect(place(literacy, 'Statewide').map((draft) => draft?.denominator)).toEqual([
      39_738,
      37_907,
      35_603,
      undefined,
      37_447,
    ]);
    expect(place(literacy, 'Statewide')[0]?.period.label).toBe('2008-09');
    const bridgeport = place(literacy, 'Bridgeport School District');
    expect(bridgeport.map((draft) => draft?.value)).toEqual([29.2, 26.7, 32.9, 33.3, 32.4]);
    expect(bridgeport.map((draft) => draft?.denominator)).toEqual([1_666, 1_705, 1_729, 1_833, 1_828]);
    expect(bridgeport.map((draft) => draft?.period.start.slice(0, 4))).toEqual([
      '2008',
      '2009',
      '2010',
      '2011',
      '2012',
    ]);
    expect(bridgeport.slice(0, 4).map((draft) => draft?.placeCode)).toEqual(['015', '015', '015', '015']);
  });

  it('reads numeracy, and flags Ansonia’s 22 and nothing else of Ansonia or Bridgeport', async () => {
    const numeracy = await readAll('Numeracy');
    const bridgeport = place(numeracy, 'Bridgeport School District');
    expect(bridgeport.map((draft) => draft?.value)).toEqual([31.6, 27.2, 32.9, 35.7, 32.4]);
    const series = (label: string) =>
      place(numeracy, label).map((draft, at) => ({ key: years[at], value: draft?.denominator ?? NaN }));
    expect(series('Ansonia School District').map(({ value }) => value)).toEqual([222, 177, 22, 172, 171]);
    const flagged = findOutliers(series('Ansonia School District'), 'count');
    expect(flagged).toMatchObject([{ key: '2010-11', value: 22, median: 174.5 }]);
    expect(findOutliers(series('Bridgeport School District'), 'count')).toEqual([]);
  });
});

describe.skipIf(!present)('A7 graduation by special-education status: seven variables in one column', () => {
  it('makes one observation of three rows, and none of the rest', async () => {
    const file = 'ct_four_year_grad_rate_by_special_education_status_2011-2019.csv';
    const { drafts, problems } = await read(file, { words: 'four year graduation rate' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(drafts).toHaveLength(3_690);
    const bridgeport = drafts.find(
      (d) =>
        d.placeLabel === 'Bridgeport School District' &&
        d.period.start === '2018-07-01' &&
        d.populationLabels[0] === 'Non-Special Education',
    );
    expect(bridgeport).toMatchObject({ numerator: 950, denominator: 1_192, value: 79.7, status: 'reported' });
  });
});

describe.skipIf(!present)('files read for tests only', () => {
  it('A2: reports 241 duplicated keys instead of overwriting', async () => {
    const { drafts, problems } = await read(
      'nyc_graduation_outcomes_cohorts_2001-2006.csv',
      { cadence: 'year', words: 'total grads of cohort' },
      (mapping) => {
        mapping.skip = [[{ column: 'Cohort', is: 'one_of', values: ['2006 Aug'] }]];
      },
    );
    const august = await read(
      'nyc_graduation_outcomes_cohorts_2001-2006.csv',
      { cadence: 'year', words: 'total grads of cohort' },
      (mapping) => {
        mapping.skip = [[{ column: 'Cohort', is: 'none_of', values: ['2006 Aug'] }]];
        mapping.period = { from: 'constant', label: '2006' };
      },
    );
    const duplicated = [...problems, ...august.problems].filter(({ code }) => code.startsWith('duplicate'));
    expect(duplicated).toHaveLength(241);
    expect(duplicated.filter(({ line, message }) => line === 9222 && message.includes('8997'))).toHaveLength(1);
    const lehman = drafts.find(
      (d) => d.placeCode === '08X405' && d.period.start === '2004-01-01' && d.populationLabels.length === 0,
    );
    expect(lehman).toMatchObject({ denominator: 1_059, numerator: 453, value: 42.8 });
    const x2006 = drafts.filter(
      (d) =>
        d.placeCode?.[2] === 'X' &&
        d.period.start === '2006-01-01' &&
        d.populationLabels[0] === 'English Language Learners',
    );
    const usable = x2006.filter(({ status }) => status === 'reported');
    expect([usable.length, x2006.length]).toEqual([20, 103]);
    expect(usable.reduce((sum, d) => sum + (d.numerator ?? 0), 0)).toBe(512);
    expect(usable.reduce((sum, d) => sum + (d.denominator ?? 0), 0)).toBe(1_271);
  });

  it('A5: reads NS as not reported and cleans the control character out of a name', async () => {
    const { drafts, problems, summary } = await read('nyc_daily_attendance_2009-2017.csv', { cadence: 'day' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(drafts).toHaveLength(42_959);
    expect(count(drafts, 'not_reported')).toBe(1_282);
    expect(drafts.filter((d) => d.placeCode === 'TOTAL')).toHaveLength(796);
    const names = new Set(drafts.filter((d) => d.placeCode === '01M063').map(({ placeLabel }) => placeLabel));
    expect(names).toContain('THE STAR ACADEMY P.S.63');
    expect([...names].filter((name) => name?.includes('  ') || name?.includes('\u001a'))).toEqual([]);
    expect(summary.tidied.control_character).toEqual({ cells: 34, firstLine: 934 });
  });

  it('A5: leaves out the days without school, and averages January 2015 over the rest', async () => {
    const { drafts, summary } = await read('nyc_daily_attendance_2009-2017.csv', { cadence: 'day' }, (mapping) => {
      mapping.skip = [
        [{ column: 'DBN', is: 'none_of', values: ['TOTAL'] }],
        [
          { column: 'DBN', is: 'one_of', values: ['TOTAL'] },
          { column: 'ATTN PCT', is: 'one_of', values: ['0.00'] },
        ],
      ];
    });
    expect(summary.skippedRows).toBe(42_959 - 796 + 100);
    const january = drafts.filter(({ period }) => period.start.startsWith('2015-01'));
    expect(january).toHaveLength(18);
    expect(january.reduce((sum, { value }) => sum + (value ?? NaN), 0) / 18).toBeCloseTo(89.6817, 4);
  });

  it('A6: reads NA and s, and invents no 2019', async () => {
    const { drafts, problems } = await read(
      'us_college_enrollment_after_hs_1975-2021.csv',
      { cadence: 'year' },
      (mapping) => {
        mapping.place = { constantLabel: 'United States' };
        mapping.population.columns = ['column level 1', 'column level 2'];
        mapping.population.all = ['All graduates'];
        mapping.population.aliases = { 'Family incomea': 'Family income' };
      },
    );
    expect(problems).toEqual([]);
    expect([count(drafts, 'not_reported'), count(drafts, 'suppressed_by_source'), drafts.length]).toEqual([
      103, 1, 736,
    ]);
    expect(drafts.some((d) => d.period.label === '2019')).toBe(false);
    const income = (year: string, group: string) =>
      drafts.find((d) => d.period.label === year && d.populationLabels.join() === `Family income,${group}`);
    expect(gap(income('2016', 'High')?.value, income('2016', 'Low')?.value)).toBe(18);
    expect(income('2021', 'Low')).toMatchObject({ value: null, status: 'not_reported' });
  });
});
