import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adaptMapping, columnsOf } from './adapt-mapping.ts';
import { findColumn } from '../text/column-names.ts';
import { guessMapping } from './guess-mapping.ts';
import { checkMapping } from '../mapping/check-mapping.ts';
import type { ImportMapping } from '../mapping/mapping.ts';
import type { RowProblem } from '../rows/problems.ts';
import { profileFile, readFile } from '../rows/read-file.ts';
import type { DraftObservation } from '../rows/read-rows.ts';
import { readAsProposed } from '../test/read-as-proposed.ts';
import { sniff } from '../text/sniff.ts';

const storedMapping: ImportMapping = {
  version: 1,
  file: {},
  period: { from: 'column', column: 'School Year' },
  place: { labelColumn: 'District Name', codeColumn: 'District Code' },
  population: { columns: ['Race/Ethnicity'], constant: [], all: [], aliases: {} },
  indicators: [
    {
      indicatorKey: 'it',
      measure: 'proportion',
      cadence: 'school_year',
      unit: 'percent',
      when: [{ column: 'Grade', is: 'one_of', values: ['3'] }],
      value: { column: 'Value', when: [{ column: 'Variable', is: 'one_of', values: ['Rate'] }] },
      denominator: { column: 'Total Tested' },
    },
  ],
  marks: [],
  blank: 'not_reported',
  skip: [[{ column: 'Note', is: 'one_of', values: ['preliminary'] }]],
  otherRows: 'ignore',
};

describe('a stored mapping on another file', () => {
  it('names every column once', () => {
    expect(columnsOf(storedMapping)).toEqual([
      'School Year',
      'District Name',
      'District Code',
      'Race/Ethnicity',
      'Grade',
      'Value',
      'Variable',
      'Total Tested',
      'Note',
    ]);
  });

  it('fits the file that it was made for and stays as it is', () => {
    expect(adaptMapping(storedMapping, columnsOf(storedMapping))).toEqual({
      mapping: storedMapping,
      fit: 1,
      renamed: {},
      missing: [],
      changes: [],
    });
  });

  it('drops the margin of a file that has none any more, and says so', () => {
    const [indicator] = storedMapping.indicators;
    if (!indicator) throw new Error('no indicator');
    const stored = { ...storedMapping, indicators: [{ ...indicator, margin: { column: 'MOE' }, confidence: 90 }] };
    const again = adaptMapping(stored, [...columnsOf(storedMapping), 'MOE']);
    expect([again.changes, again.mapping.indicators[0]?.margin]).toEqual([[], { column: 'MOE' }]);
    const dropped = adaptMapping(stored, columnsOf(storedMapping));
    expect(dropped.changes).toEqual([{ code: 'interval_dropped', params: { columns: 'MOE' } }]);
    expect([dropped.missing, dropped.mapping]).toEqual([[], storedMapping]);
  });

  it('renames columns that are only spelled otherwise, everywhere', () => {
    const columns = [
      'SCHOOL YEAR',
      'DistrictName',
      'District_Code',
      'Race / Ethnicity',
      'grade',
      'value',
      'VARIABLE',
      'TotalTested',
      'note',
    ];
    const { mapping, fit, missing } = adaptMapping(storedMapping, columns);
    expect([fit, missing]).toEqual([1, []]);
    expect(columnsOf(mapping)).toEqual(columns);
  });

  it('says what is not there, and how much is', () => {
    const { fit, missing } = adaptMapping(storedMapping, ['School Year', 'District Code', 'Value']);
    expect(missing).toEqual(['District Name', 'Race/Ethnicity', 'Grade', 'Variable', 'Total Tested', 'Note']);
    expect(fit).toBeCloseTo(3 / 9);
  });

  it('does without the code of places that are named', () => {
    const { missing, mapping, changes } = adaptMapping(storedMapping, ['School Year', 'District Name', 'Value']);
    expect(missing).not.toContain('District Code');
    expect(mapping.place).toEqual({ labelColumn: 'District Name' });
    expect(changes).toEqual([{ code: 'code_dropped', params: { column: 'District Code' } }]);
  });

  it.each([
    ['District', ['District Name', 'District Code'], 'District Name'],
    ['Total Number with Scored Tests', ['Total Number Scored', 'Total Number'], 'Total Number Scored'],
    ['Number with Scored Tests', ['Number Scored Tests', 'Number Tested'], 'Number Scored Tests'],
    ['Graduation Rate 2018', ['Graduation Rate 2019', 'Graduation Count 2019'], 'Graduation Rate 2019'],
    ['Level 3 %', ['Level 4 %', 'Level 3 Count'], undefined],
    ['Literacy Level 3', ['Numeracy Level 3', 'Literacy Level 4'], undefined],
    ['Rate', ['Rate of change', 'Rate gap'], undefined],
    ['Year', ['School Year', 'Cohort Year'], undefined],
  ])('finds %s among %j', (name, columns, found) => {
    expect(findColumn(name, columns, new Set())).toBe(found);
  });

  it.each([
    ['1112', '1213', '1314'],
    ['SY12', 'SY13', 'SY14'],
    ['FY 2012', 'FY 2013', 'FY 2014'],
    ['2011-12', '2012-13', '2013-14'],
  ])(
    'fits next year’s wide file with years such as %s, though no column has its old name',
    async (first, second, third) => {
      const name = (year: string) => [`"Ready, percent: Black (${year})"`, `"Tested: Black (${year})"`].join();
      const fileOf = (...years: string[]) =>
        `District,${years.map(name).join()}\nAvon,${years.map((_year, at) => `5${at}.5,${40 + at}`).join()}\n`;
      const read = await readAsProposed(fileOf(first, second), { words: 'Readiness' });
      expect(read.proposals.map(({ code, params }) => [code, params['rule']])).toEqual([
        ['wide_columns', '“Ready, percent: … (…)”, “Tested: … (…)”'],
      ]);
      const other = sniff(new TextEncoder().encode(fileOf(second, third)), true);
      if (!other.ok) throw new Error(other.refusal.code);
      const names = other.shape.columns.map((column) => column.name);
      const { mapping, missing } = adaptMapping(read.mapping, names);
      expect(missing).toEqual([]);
      expect(mapping.wide?.map(({ column, part, period }) => [column, part, period])).toEqual([
        [`Ready, percent: Black (${second})`, 'value', second],
        [`Tested: Black (${second})`, 'denominator', second],
        [`Ready, percent: Black (${third})`, 'value', third],
        [`Tested: Black (${third})`, 'denominator', third],
      ]);
    },
  );

  it('lets columns of new periods join a wide mapping', () => {
    const wide: ImportMapping = {
      ...storedMapping,
      wide: [
        { column: 'N 2017', part: 'denominator', period: '2017' },
        { column: '% 2017', part: 'value', period: '2017' },
        { column: '% 2018', part: 'value', period: '2018' },
      ],
    };
    const { mapping, missing, changes } = adaptMapping(wide, [
      ...columnsOf(storedMapping),
      'N 2018',
      'N 2019',
      '% 2018',
      '% 2019',
    ]);
    expect(missing).toEqual([]);
    expect(mapping.wide?.map(({ column, part, period }) => [column, part, period])).toEqual([
      ['% 2018', 'value', '2018'],
      ['N 2018', 'denominator', '2018'],
      ['N 2019', 'denominator', '2019'],
      ['% 2019', 'value', '2019'],
    ]);
    expect(changes.map(({ code, params }) => [code, params['column']])).toContainEqual(['wide_dropped', 'N 2017']);
  });
});

/** The publisher's files of the repository, cut to six places. */
const publicFiles = resolve(import.meta.dirname, '../../../../apps/api/data/connecticut');
// The full files are not part of the repository. Point THROUGHLINE_SHARED to them to run these too.
const shared = resolve(
  process.env['THROUGHLINE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared'),
  'data',
);
const hasShared = existsSync(shared);
if (!hasShared) console.warn(`SKIPPED: mappings on the publishers' full files; ${shared} is not there.`);

const folders = [
  ['committed', resolve(publicFiles, 'smarter-balanced'), resolve(publicFiles, 'kindergarten-inventory')],
  ...(hasShared
    ? [
        [
          'full',
          resolve(shared, 'ct_smarter_balanced_all_grades'),
          resolve(shared, 'ct_kei_literacy_numeracy_2008-2013'),
        ],
      ]
    : []),
] as [string, string, string][];

async function open(folder: string, name: string) {
  const bytes = readFileSync(resolve(folder, name));
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { shape, sample } = seen;
  const profiles = await profileFile([bytes], shape);
  const columns = shape.columns.map((column) => column.name);
  return { bytes, columns, sample, file: { fileName: name, shape, profiles } };
}
type Opened = Awaited<ReturnType<typeof open>>;

function guessFor({ file, sample }: Opened, words: string): ImportMapping {
  const target = { indicatorKey: 'it', measure: 'proportion', cadence: 'school_year', words } as const;
  return guessMapping(file.shape, file.profiles, sample, file.fileName, target).mapping;
}

/** Reads a file with a mapping that was made for another one. */
async function readWith(mapping: ImportMapping, opened: Opened) {
  const { bytes, columns, file } = opened;
  const adapted = adaptMapping(mapping, columns, file);
  expect(adapted).toMatchObject({ fit: 1, missing: [] });
  expect(checkMapping(structuredClone(adapted.mapping), columns)).toMatchObject({ ok: true });
  const drafts: DraftObservation[] = [];
  const problems: RowProblem[] = [];
  const sink = { observation: (d: DraftObservation) => drafts.push(d), problem: (p: RowProblem) => problems.push(p) };
  await readFile([bytes], { shape: file.shape, mapping: adapted.mapping, fileName: file.fileName, sink });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { drafts, codes: adapted.changes.map(({ code }) => code) };
}

describe.each(folders)('files of one series that drift (%s)', (_which, balanced, kindergarten) => {
  const years = ['2014-15', '2015-16', '2016-17', '2017-18', '2018-19'];
  const balancedFile = (year: string, area = ''): string =>
    `smarter-balanced__${year}_ela-and-math_all-students_all-grades${area}.csv`;

  it.each(years)('Smarter Balanced: the mapping of %s reads all ten', async (made) => {
    const mapping = guessFor(await open(balanced, balancedFile(made)), 'level 3&4 met');
    const [source] = mapping.indicators;
    if (source === undefined) throw new Error('no indicator was guessed');
    const only = (column: string, value: string) => ({ column, is: 'one_of' as const, values: [value] });
    mapping.indicators = [{ ...source, when: [only('Grade', '08'), only('Subject', 'Math')] }];
    const counts: (number | null | undefined)[] = [];
    for (const year of years) {
      const { drafts, codes } = await readWith(mapping, await open(balanced, balancedFile(year)));
      expect(codes).toEqual([]);
      const bridgeport = drafts.find(({ placeCode }) => placeCode === '0150011');
      expect(bridgeport?.period.label).toBe(year);
      counts.push(bridgeport?.numerator);
      const state = await readWith(mapping, await open(balanced, balancedFile(year, '_ct')));
      expect([state.codes, state.drafts.length]).toEqual([['code_dropped'], 1]);
    }
    expect(counts).toEqual([117, 147, 168, 158, 186]);
  });

  it.each(['2008-09', '2011-12', '2012-13'])(
    'the kindergarten inventory: the mapping of %s reads all five',
    async (made) => {
      const mapping = guessFor(await open(kindergarten, `${made}_KEI_Numeracy.csv`), 'level 3');
      const values: (number | null | undefined)[] = [];
      const states: (string | undefined)[] = [];
      for (const year of ['2008-09', '2009-10', '2010-11', '2011-12', '2012-13']) {
        const { drafts } = await readWith(mapping, await open(kindergarten, `${year}_KEI_Numeracy.csv`));
        expect(new Set(drafts.map(({ period }) => period.label))).toEqual(new Set([year]));
        values.push(drafts.find(({ placeLabel }) => placeLabel === 'Bridgeport School District')?.value);
        states.push(drafts.find(({ placeLabel }) => placeLabel === 'Statewide')?.period.label);
      }
      expect(values).toEqual([31.6, 27.2, 32.9, 35.7, 32.4]);
      expect(states).toEqual(['2008-09', '2009-10', '2010-11', undefined, '2012-13']);
    },
  );

  it('a period that was typed in, and a header line that was told, do not go along', async () => {
    const opened = await open(kindergarten, '2012-13_KEI_Literacy.csv');
    const mapping = guessFor(opened, 'level 3');
    mapping.period = { from: 'constant', label: '2012-13' };
    mapping.file = { headerLine: 2 };
    const other = await open(kindergarten, '2009-10_KEI_Literacy.csv');
    const { drafts, codes } = await readWith(mapping, other);
    expect(codes).toEqual(['period_from_file', 'layout_dropped']);
    expect(new Set(drafts.map(({ period }) => period.label))).toEqual(new Set(['2009-10']));
  });
});
