import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { caseText, casesFolder, hasCases, readAsProposed } from './test/read-as-proposed.ts';

type Read = Awaited<ReturnType<typeof readAsProposed>>;

interface Case {
  for: Partial<GuessedFor>;
  fileName?: string;
  /** What a person answers to what is asked of them. */
  correct?: Parameters<typeof readAsProposed>[2];
  right: (read: Read) => void;
}

const rates = { measure: 'proportion', cadence: 'school_year' } as const;

/** Every row was read, and nothing was asked. */
const isClean = ({ problems, errors }: Read): void => {
  expect([problems, errors]).toEqual([[], []]);
};

/** What is right for each input in the shape of a public file, as far as reading and proposing go. */
const cases: Record<string, Case> = {
  'm01-zero-of-zero.csv': {
    for: { ...rates, words: 'Chronic absence' },
    right: ({ drafts, problems, mapping }) => {
      expect(mapping.indicators[0]).toMatchObject({
        value: { column: 'Rate' },
        numerator: { column: 'Chronically absent' },
        denominator: { column: 'Students' },
      });
      expect(drafts[0]).toMatchObject({ placeLabel: 'North School', status: 'not_applicable', value: null });
      expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['zero_denominator', 'warning']]);
    },
  },
  'm02-mixed-groups.csv': {
    for: { ...rates, words: 'Chronic absence' },
    right: (read) => {
      isClean(read);
      expect(read.mapping.population).toMatchObject({
        columns: ['Group'],
        all: ['All Students'],
        dimensions: { Girls: 'Gender', Boys: 'Gender', Nonbinary: 'Gender', 'Grade 4': 'Grade', 'Grade 5': 'Grade' },
      });
      expect(read.observations).toHaveLength(6);
    },
  },
  'm04-county-before-district.csv': {
    for: { ...rates, words: 'Chronic absence' },
    right: (read) => {
      isClean(read);
      expect(read.drafts.map(({ placeLabel, placeCode, parentLabel }) => [placeLabel, placeCode, parentLabel])).toEqual(
        [
          ['Elm 1', '0010', 'ADAMS'],
          ['Oak 12', '0020', 'ADAMS'],
          ['Fir 5', '0130', 'ARAPAHOE'],
          ['Ash 6', '0140', 'ARAPAHOE'],
          ['State', null, null],
        ],
      );
      expect(read.drafts[0]).toMatchObject({ value: 42.7, numerator: 2967, denominator: 6946 });
    },
  },
  'm05-location-type.csv': {
    for: { ...rates, words: 'Graduation rate' },
    right: (read) => {
      isClean(read);
      expect(read.drafts.map(({ placeLabel, placeKind }) => [placeLabel, placeKind])).toEqual([
        ['Kentucky', 'state'],
        ['Kentucky', 'state'],
        ['Elm Co.', 'district'],
        ['Elm Co.', 'district'],
        ['Oak Co.', 'district'],
        ['Oak Co.', 'district'],
      ]);
      expect(read.drafts.at(-1)).toMatchObject({ status: 'suppressed_by_source', value: null });
    },
  },
  'm07-topics-and-bounds.csv': {
    for: { measure: 'rate', cadence: 'year', words: 'Homicide rate' },
    fileName: '2020 Data.csv',
    right: (read) => {
      isClean(read);
      expect(read.observations.slice(0, 3)).toEqual([
        ['Atlantic', '2020', '', 13],
        ['Atlantic', '2020', 'Black', 28],
        ['Atlantic', '2020', 'White', 6],
      ]);
      expect(read.observations).toHaveLength(9);
    },
  },
  'm09-year-by-month.csv': {
    for: { measure: 'proportion', cadence: 'month', words: 'Unemployment rate' },
    correct: (mapping) => {
      mapping.place.constantLabel = 'Here';
    },
    right: (read) => {
      isClean(read);
      expect(read.observations).toHaveLength(24);
      expect(read.observations[11]).toEqual(['Here', '2012-12', '', 7.9]);
    },
  },
  'm10a-year-and-month.txt': {
    for: { measure: 'count', cadence: 'month', words: 'Births' },
    right: (read) => {
      isClean(read);
      expect(
        read.drafts.map(({ placeLabel, placeCode, parentLabel, period, value }) => [
          placeLabel,
          placeCode,
          parentLabel,
          period.label,
          value,
        ]),
      ).toEqual([
        ['Elm County, CT', '09001', 'Connecticut', '2013-01', 858],
        ['Elm County, CT', '09001', 'Connecticut', '2013-02', 790],
        ['Oak County, CT', '09003', 'Connecticut', '2013-01', 816],
        ['Oak County, CT', '09003', 'Connecticut', '2013-02', 702],
      ]);
    },
  },
  'm11-five-years.csv': {
    for: { measure: 'proportion', cadence: 'five_years', words: 'Children in single-parent families' },
    right: (read) => {
      isClean(read);
      expect(
        read.drafts.map(({ placeLabel, period, value, status }) => [placeLabel, period.label, value ?? status]),
      ).toEqual([
        ['Elm', '2017-2021', 39.5],
        ['Elm', '2018-2022', 39.1],
        ['Oak', '2017-2021', 'suppressed_by_source'],
        ['Oak', '2018-2022', 30.3],
      ]);
      expect(read.drafts[0]?.period).toMatchObject({ start: '2017-01-01', end: '2021-12-31' });
    },
  },
  'm15-neighbour-denominator.csv': {
    for: { measure: 'mean', cadence: 'school_year', words: 'Early Mathematics: Numbers & Operations' },
    fileName: 'Fall 2018.csv',
    right: (read) => {
      isClean(read);
      expect(read.names).toContain('Early Mathematics Numbers & Operations N');
      expect(
        read.drafts.map(({ placeLabel, populationLabels, value }) => [placeLabel, populationLabels, value]),
      ).toEqual([
        ['Elm SD 5J', [], 11.1],
        ['Elm SD 5J', ['Asian'], 11.7],
        ['Oak SD 16J', [], 10],
      ]);
    },
  },
  'm16-dimension-column.csv': {
    for: { ...rates, words: 'Kindergarten readiness' },
    right: (read) => {
      isClean(read);
      expect(read.mapping.population).toMatchObject({
        columns: ['Student Group'],
        dimensions: { Asian: 'Race/Ethnicity', White: 'Race/Ethnicity', Female: 'Gender', Male: 'Gender' },
      });
      expect(read.observations.map(([, , group]) => group)).toEqual(['', 'Asian', 'White', 'Female', 'Male']);
    },
  },
  'b01-zero-total.csv': {
    for: { ...rates, words: 'Suspensions' },
    right: (read) => {
      isClean(read);
      expect(read.drafts[0]).toMatchObject({ numerator: 0, denominator: 120, value: 0 });
      expect(read.drafts).toHaveLength(9);
    },
  },
  'b13-one-sentinel.csv': {
    for: { measure: 'mean', cadence: 'year', words: 'Median household income' },
    right: (read) => {
      isClean(read);
      expect(read.drafts.map(({ value, status }) => value ?? status)).toEqual([52010, 58900, 'not_reported', 47321]);
      expect(read.proposals).toMatchObject([{ code: 'sentinels', params: { marks: '-666666666' } }]);
    },
  },
  'b14-ranges-counts.csv': {
    for: { measure: 'count', cadence: 'week', words: 'Cases' },
    right: (read) => {
      expect(read.problems.map(({ line, code, severity }) => [line, code, severity])).toEqual([
        [4, 'negative', 'error'],
      ]);
      expect(read.drafts.map(({ lower, upper, value }) => value ?? [lower, upper])).toEqual([[0, 2], 7, 12]);
    },
  },
  'b23-x-mark.csv': {
    for: { ...rates, words: 'College readiness' },
    right: (read) => {
      // What X means, only a person knows.
      expect(new Set(read.problems.map(({ code, cell }) => `${code} ${cell}`))).toEqual(new Set(['unknown_mark X']));
      expect(read.observations.slice(0, 2)).toEqual([
        ['Elm District', '2020-21', 'Girls', 55.1],
        ['Oak District', '2020-21', 'Boys', 49.2],
      ]);
    },
  },
  'acs-two-headers.csv': {
    for: { measure: 'proportion', cadence: 'five_years', words: 'Child poverty' },
    fileName: 'ACSST5Y2019.S1701-Data.csv',
    right: (read) => {
      isClean(read);
      expect([read.shape.headerLine, read.shape.codesLine?.line, read.shape.titleLines]).toEqual([2, 1, []]);
      expect(read.mapping.place).toMatchObject({
        labelColumn: 'Geographic Area Name',
        codeColumn: 'id',
        kind: 'county',
      });
      expect(read.drafts[0]).toMatchObject({
        placeLabel: 'Elm County, New Jersey',
        period: { start: '2015-01-01', end: '2019-12-31', label: '2015-2019' },
        value: 20.3,
        numerator: 11328,
        denominator: 55894,
      });
      // The margin of the percentage is its interval; those of the counts are no numbers of the indicator.
      expect(read.columns.filter(({ column, role }) => column.startsWith('Margin') && role !== 'unused')).toMatchObject(
        [{ column: 'Margin of Error!!Percent below poverty level!!AGE!!Under 18 years', role: 'margin' }],
      );
      expect(read.drafts[0]?.interval).toMatchObject({ lower: 18.6, upper: 22 });
    },
  },
  'long-subgroups.csv': {
    for: { ...rates, words: 'Graduation rate' },
    right: (read) => {
      isClean(read);
      expect(read.observations).toContainEqual(['Maple District', '2020-21', 'Asian', 50]);
      expect(read.drafts.filter(({ populationLabels }) => populationLabels.length === 0)).toHaveLength(1);
    },
  },
  'crossings-only.csv': {
    for: { ...rates, words: 'Graduation rate' },
    right: (read) => {
      isClean(read);
      expect(read.drafts.map(({ populationLabels }) => populationLabels)).toEqual([
        [],
        ['Black', 'Female'],
        ['Black', 'Male'],
        ['White', 'Female'],
        ['White', 'Male'],
      ]);
    },
  },
  'same-name-schools.csv': {
    for: { ...rates, words: 'Graduation rate' },
    right: (read) => {
      isClean(read);
      expect(read.drafts.map(({ placeCode, value, denominator }) => [placeCode, value, denominator])).toEqual([
        ['390001', 90, 100],
        ['390002', 80, 200],
        ['390003', 70, 50],
      ]);
    },
  },
};

describe.runIf(hasCases)('inputs in the shapes of public files, as proposed', () => {
  it('are all of those that are there', () => {
    const files = hasCases ? readdirSync(casesFolder).filter((name) => !name.endsWith('.md')) : [];
    expect(files.filter((name) => cases[name] === undefined)).toEqual([]);
  });

  it.each(Object.entries(cases))('%s', async (name, { for: target, correct, fileName, right }) => {
    const read = await readAsProposed(caseText(name), target, correct, fileName);
    expect(read.names.length).toBeGreaterThan(2);
    right(read);
  });
});
