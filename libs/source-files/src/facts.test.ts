import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessMapping } from './proposals/guess-mapping.ts';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { checkMapping } from './mapping/check-mapping.ts';
import type { DuplicatePolicy, ImportMapping, RowFilter } from './mapping/mapping.ts';
import { findOutliers } from './rows/outliers.ts';
import type { ReadSummary, RowProblem } from './rows/problems.ts';
import { profileFile, readFile } from './rows/read-file.ts';
import type { ColumnProfile } from './mapping/profile.ts';
import type { Proposal } from './proposals/proposals.ts';
import type { DraftObservation, RowSink } from './rows/read-rows.ts';
import { sniff } from './text/sniff.ts';

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
  mapping: ImportMapping;
  profiles: ColumnProfile[];
  proposals: Proposal[];
}

const looks = new Map<string, ReturnType<typeof lookAt>>();

async function lookAt(path: string) {
  const bytes = readFileSync(resolve(data, path));
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { shape, sample } = seen;
  return { bytes, shape, sample, profiles: await profileFile([bytes], shape) };
}

/** Looks at a file once, however often it is read. */
function look(path: string): ReturnType<typeof lookAt> {
  const seen = lookAt(path);
  looks.set(path, seen);
  return seen;
}

/** Reads a full file as the product does: look, profile, guess, let a person correct, check, read. */
async function read(
  path: string,
  target: Partial<GuessedFor>,
  correct: (mapping: ImportMapping, profiles: ColumnProfile[]) => void = () => {},
): Promise<Read> {
  const { bytes, shape, sample, profiles } = await (looks.get(path) ?? look(path));
  const full: GuessedFor = { indicatorKey: 'it', measure: 'proportion', cadence: 'school_year', ...target };
  const { mapping, proposals } = guessMapping(shape, profiles, sample, basename(path), full);
  correct(mapping, profiles);
  expect(
    checkMapping(
      structuredClone(mapping),
      shape.columns.map(({ name }) => name),
    ),
  ).toMatchObject({ ok: true });
  const byKey = new Map<string, DraftObservation>();
  const problems: RowProblem[] = [];
  const sink: RowSink = {
    observation: (draft) => byKey.set(`${draft.line} ${draft.part}`, draft),
    retract: ({ line, part }) => byKey.delete(`${line} ${part}`),
    problem: (problem) => problems.push(problem),
  };
  const summary = await readFile([bytes], { shape, mapping, fileName: basename(path), sink });
  return { drafts: [...byKey.values()], problems, summary, mapping, profiles, proposals };
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
    const select = (label: string, start: string) =>
      drafts.find(
        (d) => d.placeLabel === 'Connecticut' && d.populationLabels[0]?.startsWith(label) && d.period.start === start,
      )?.value;
    expect(gap(select('Hispanic', '2019-07-01'), select('White', '2019-07-01'))).toBe(9.3);
    expect(gap(select('Hispanic', '2015-07-01'), select('White', '2015-07-01'))).toBe(9.3);
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
  const select = (indicatorKey: string, grade: string, subject: string) => ({
    ...guess,
    indicatorKey,
    when: [
      { column: 'Grade', is: 'one_of' as const, values: [grade] },
      { column: 'Subject', is: 'one_of' as const, values: [subject] },
    ],
  });
  mapping.indicators = [select('reading-3', '3', 'ELA'), select('math-8', '08', 'Math')];
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
    const select = (key: string, at: 0 | -1) => state.filter(({ indicatorKey }) => indicatorKey === key).at(at);
    expect(select('reading-3', 0)).toMatchObject({ numerator: 20_356, denominator: 37_985, value: 53.6 });
    expect(select('reading-3', -1)).toMatchObject({ numerator: 19_819, denominator: 36_512, value: 54.3 });
    expect(select('math-8', 0)).toMatchObject({ numerator: 14_557, denominator: 39_762, value: 36.6 });
    expect(select('math-8', -1)).toMatchObject({ numerator: 17_067, denominator: 39_213, value: 43.5 });
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
    if (!seen.ok) throw new Error(seen.refusal.code);
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
  if (!seen.ok) throw new Error(seen.refusal.code);
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
  const file = 'ct_four_year_grad_rate_by_special_education_status_2011-2019.csv';

  it('makes one observation of three rows, and none of the rest', async () => {
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

  it('reads every sentinel when each variable is an indicator of its own', async () => {
    const { drafts, problems } = await read(file, {}, (mapping, profiles) => {
      const variables = profiles.find(({ column }) => column === 'Variable')?.frequent ?? [];
      expect(variables).toHaveLength(7);
      const [guess] = mapping.indicators;
      if (guess === undefined) throw new Error('no indicator was guessed');
      mapping.indicators = variables.map(({ text }) => ({
        indicatorKey: text,
        measure: text.endsWith('Rate') ? 'rate' : 'count',
        cadence: guess.cadence,
        unit: 'number',
        when: [{ column: 'Variable', is: 'one_of', values: [text] }],
        value: { column: 'Value' },
      }));
    });
    expect(problems).toEqual([]);
    expect([drafts.length, count(drafts, 'suppressed_by_source'), count(drafts, 'not_reported')]).toEqual([
      25_830, 8_130, 8_351,
    ]);
  });
});

const graduation = 'nyc_graduation_outcomes_cohorts_2001-2006.csv';
const august: RowFilter = { column: 'Cohort', is: 'one_of', values: ['2006 Aug'] };
const isReported = ({ status }: DraftObservation): boolean => status === 'reported';
const total = (drafts: DraftObservation[], part: 'numerator' | 'denominator'): number =>
  drafts.reduce((sum, draft) => sum + (draft[part] ?? 0), 0);

/** The cohorts of June, or the second measurement of cohort 2006 with the graduates of August. */
const readGraduation = (which: 'june' | 'august', duplicates: DuplicatePolicy = 'report') =>
  read(graduation, { cadence: 'year', words: 'total grads of cohort' }, (mapping) => {
    mapping.duplicates = duplicates;
    mapping.skip = [[which === 'june' ? august : { ...august, is: 'none_of' }]];
    if (which === 'august') mapping.period = { from: 'constant', label: '2006' };
  });

describe.skipIf(!present)('A2 graduation in New York City, read for tests only', () => {
  /** Schools of a borough (the third sign of their code) for one group of cohort 2006. */
  const select = (drafts: DraftObservation[], borough: string, group: string): DraftObservation[] =>
    drafts.filter(
      (d) => d.placeCode?.[2] === borough && d.period.start === '2006-01-01' && d.populationLabels[0] === group,
    );
  const sums = (schools: DraftObservation[]) => {
    const usable = schools.filter(isReported);
    return [usable.length, schools.length, total(usable, 'numerator'), total(usable, 'denominator')];
  };

  it('shows the label that is no year, and does not leave its rows out by itself', async () => {
    const { proposals, mapping } = await read(graduation, { cadence: 'year' });
    expect(proposals).toContainEqual(
      expect.objectContaining({ code: 'unread_periods', params: { column: 'Cohort', labels: '2006 Aug' } }),
    );
    expect(mapping.skip).toEqual([]);
  });

  it('reports 241 duplicated keys instead of overwriting', async () => {
    const june = await readGraduation('june');
    const summer = await readGraduation('august');
    const duplicated = [...june.problems, ...summer.problems].filter(({ code }) => code.startsWith('duplicate'));
    expect(duplicated).toHaveLength(241);
    expect(duplicated.filter(({ line, params }) => line === 9222 && params['line'] === 8997)).toHaveLength(1);
    const groups = new Map(
      [...june.drafts, ...summer.drafts].map(({ line, populationLabels: [label] }) => [line, label]),
    );
    const groupsFound = duplicated.map(({ params }) => groups.get(Number(params['line'])));
    expect(groupsFound.filter((label) => label === 'Special Education Students')).toHaveLength(223);
    expect(groupsFound.filter((label) => label === 'General Education Students')).toHaveLength(18);
  });

  it('leaves out both lines of each, or keeps the first or the last, as the mapping says', async () => {
    const counts = async (duplicates: DuplicatePolicy) => {
      const both = [await readGraduation('june', duplicates), await readGraduation('august', duplicates)];
      return {
        rows: both.reduce((sum, { drafts }) => sum + drafts.length, 0),
        leftOut: both.reduce((sum, { summary }) => sum + summary.duplicatesLeftOut, 0),
        errors: both.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'error').length,
        school: both[1]?.drafts.filter(
          ({ placeCode, populationLabels }) =>
            placeCode === '28Q440' && populationLabels[0] === 'Special Education Students',
        ),
      };
    };
    const first = await counts('first');
    const last = await counts('last');
    const none = await counts('leave_out');
    expect([first.errors, last.errors, none.errors]).toEqual([0, 0, 0]);
    // One of the 241 says the same as the line before in the numbers that are read.
    expect(first).toMatchObject({ rows: 25_096 - 241, leftOut: 240, school: [{ line: 8997, denominator: 70 }] });
    expect(last).toMatchObject({ rows: 25_096 - 241, leftOut: 240, school: [{ line: 9222, denominator: 874 }] });
    expect(none).toMatchObject({ rows: 25_096 - 481, leftOut: 480, school: [] });
  }, 30_000);

  it('reads suppressed rows with their cohort, thousands commas, and names with no-break spaces', async () => {
    const { drafts, profiles, summary } = await readGraduation('june', 'first');
    const marks = profiles.flatMap((profile) => profile.marks).filter(({ text }) => text === 's');
    expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(151_056);
    expect(marks[0]?.count).toBe(8_392);
    const sizes = (holds: (draft: DraftObservation) => boolean) =>
      drafts.filter(holds).map(({ denominator }) => denominator ?? NaN);
    expect(Math.max(...sizes(({ status }) => status === 'suppressed_by_source'))).toBe(20);
    expect(Math.min(...sizes(isReported))).toBe(21);
    const commas = profiles.find(({ column }) => column === 'Total Cohort')?.frequent ?? [];
    expect(commas.some(({ text }) => text.includes('.'))).toBe(false);
    const lehman = drafts.find(
      (d) => d.placeCode === '08X405' && d.period.start === '2004-01-01' && d.populationLabels.length === 0,
    );
    expect(lehman).toMatchObject({ denominator: 1_059, numerator: 453, value: 42.8 });
    expect(drafts.some(({ placeLabel }) => placeLabel === 'BRONX HAVEN HIGH SCHOOL')).toBe(true);
    expect(summary.tidied.no_break_space.cells).toBeGreaterThan(0);
  });

  it('adds schools up to the published facts', async () => {
    const { drafts } = await readGraduation('june');
    const learners = 'English Language Learners';
    expect(sums(select(drafts, 'X', learners))).toEqual([20, 103, 512, 1_271]);
    expect(sums(select((await readGraduation('august')).drafts, 'X', learners))).toEqual([20, 103, 583, 1_271]);
    expect(sums(select(drafts, 'K', 'Female'))).toEqual([104, 121, 6_930, 10_213]);
    expect(sums(select(drafts, 'K', 'Male'))).toEqual([106, 120, 5_909, 10_561]);
  });
});

describe.skipIf(!present)('A5 daily attendance in New York City, read for tests only', () => {
  const readDays = () => read('nyc_daily_attendance_2009-2017.csv', { cadence: 'day' });
  const citywide = ({ placeCode }: DraftObservation): boolean => placeCode === 'TOTAL';

  it('reads NS as not reported and cleans the control character out of a name', async () => {
    const { drafts, problems, summary } = await readDays();
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(drafts).toHaveLength(42_959);
    expect(count(drafts, 'not_reported')).toBe(1_282);
    expect(
      count(
        drafts.filter(({ placeCode }) => placeCode?.startsWith('23')),
        'not_reported',
      ),
    ).toBe(964);
    expect(drafts.filter(citywide)).toHaveLength(796);
    const names = new Set(drafts.filter((d) => d.placeCode === '01M063').map(({ placeLabel }) => placeLabel));
    expect(names).toContain('THE STAR ACADEMY P.S.63');
    expect([...names].filter((name) => name?.includes('  ') || name?.includes('\u001a'))).toEqual([]);
    expect(summary.tidied.control_character).toEqual({ cells: 34, firstLine: 934 });
  });

  it('proposes that a citywide 0.00 is a day without school, and reads January 2015 and the spring by it', async () => {
    const { drafts, proposals } = await readDays();
    expect(proposals.map(({ code, params }) => [code, params['count']])).toEqual([['lone_zero', 100]]);
    expect(count(drafts.filter(citywide), 'not_applicable')).toBe(100);
    expect(count(drafts, 'not_applicable')).toBe(100);
    const between = (from: string, to: string): number[] =>
      drafts
        .filter((d) => citywide(d) && isReported(d) && d.period.start >= from && d.period.start <= to)
        .sort(byPeriod)
        .map(({ value }) => value ?? NaN);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const january = between('2015-01-01', '2015-01-31');
    expect([january.length, Number(mean(january).toFixed(4))]).toEqual([18, 89.6817]);
    const spring = between('2015-02-01', '2015-06-30');
    const ranges = spring.slice(1).map((value, at) => Math.abs(value - (spring[at] ?? NaN)));
    expect([spring.length, Number(mean(spring).toFixed(4)), Number(mean(ranges).toFixed(5))]).toEqual([
      93, 89.4072, 2.33152,
    ]);
  });
});

describe.skipIf(!present)('A6 college enrolment in the United States', () => {
  const readYears = () =>
    read('us_college_enrollment_after_hs_1975-2021.csv', { cadence: 'year' }, (mapping) => {
      mapping.place = { constantLabel: 'United States' };
    });
  const finder = (drafts: DraftObservation[]) => (year: string, labels: string) =>
    drafts.find((d) => d.period.label === year && d.populationLabels.join() === labels);

  it('reads NA and s, takes footnotes off dimensions, and invents no 2019', async () => {
    const { drafts, problems, mapping } = await readYears();
    expect(problems).toEqual([]);
    expect([count(drafts, 'not_reported'), count(drafts, 'suppressed_by_source'), drafts.length]).toEqual([
      103, 1, 736,
    ]);
    const years = new Set(drafts.map(({ period }) => period.label));
    expect([years.size, years.has('2019')]).toEqual([46, false]);
    expect(new Set(Object.values(mapping.population.dimensions ?? {}))).toEqual(
      new Set(['Institution type', 'Sex', 'Family income', 'Race or ethnicity', "Parents' highest education level"]),
    );
  });

  it('gives the published gaps, and none where there is nothing', async () => {
    const { drafts } = await readYears();
    const select = finder(drafts);
    const incomeGap = (year: string) => gap(select(year, 'High')?.value, select(year, 'Low')?.value);
    expect([incomeGap('1975'), incomeGap('2016'), incomeGap('2021')]).toEqual([34, 18, NaN]);
    expect(gap(select('2021', 'Female')?.value, select('2021', 'Male')?.value)).toBe(15);
    expect([select('2018', '')?.value, select('2020', '')?.value]).toEqual([69, 63]);
    const missing = drafts.filter((d) => d.populationLabels.join() === 'Low' && d.value === null);
    expect(missing.map(({ period }) => period.label).sort()).toEqual(['2017', '2018', '2020', '2021']);
    expect(select('2011', 'Less than high school')?.status).toBe('suppressed_by_source');
  });
});
