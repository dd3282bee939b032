import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HashedKeys } from './duplicates.ts';
import { checkMapping } from '../mapping/check-mapping.ts';
import type { ImportMapping, IndicatorSource } from '../mapping/mapping.ts';
import type { RowProblem } from './problems.ts';
import { readFile } from './read-file.ts';
import type { DraftObservation } from './read-rows.ts';
import { sniff } from '../text/sniff.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

const share: IndicatorSource = {
  indicatorKey: 'it',
  measure: 'proportion',
  cadence: 'school_year',
  unit: 'percent',
  when: [],
  value: { column: 'rate' },
  numerator: { column: 'met' },
  denominator: { column: 'tested' },
};

const mappingOf = (changes: Partial<ImportMapping> = {}): ImportMapping => ({
  version: 1,
  file: {},
  period: { from: 'column', column: 'year' },
  place: { labelColumn: 'place' },
  population: { columns: ['group'], constant: [], all: ['All'], aliases: {} },
  indicators: [share],
  marks: [{ text: '*', status: 'suppressed_by_source' }],
  blank: 'not_reported',
  skip: [],
  otherRows: 'report',
  ...changes,
});

async function read(file: Uint8Array, mapping: ImportMapping, options: { maxOpenGroups?: number } = {}) {
  const seen = sniff(file, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { shape } = seen;
  expect(
    checkMapping(
      structuredClone(mapping),
      shape.columns.map(({ name }) => name),
    ),
  ).toMatchObject({ ok: true });
  const drafts: DraftObservation[] = [];
  const problems: RowProblem[] = [];
  const sink = { observation: (d: DraftObservation) => drafts.push(d), problem: (p: RowProblem) => problems.push(p) };
  const summary = await readFile([file], { shape, mapping, fileName: 'x 2017-18.csv', sink, ...options });
  return { drafts, problems, summary };
}

const header = 'year,place,group,rate,met,tested';
const table = (...rows: string[]): Uint8Array => new TextEncoder().encode([header, ...rows, ''].join('\n'));
const readTable = (rows: string[], changes: Partial<ImportMapping> = {}) => read(table(...rows), mappingOf(changes));
const codes = (problems: RowProblem[]) => problems.map(({ line, code, severity }) => [line, code, severity]);

describe('rows that are right', () => {
  it('reads value, counts, period, place and population', async () => {
    const { drafts, problems } = await readTable([
      '2016-17,Avon,All,"50.0","1,000","2,000"',
      '2016-17,Avon,Girls,25,1,4',
    ]);
    expect(problems).toEqual([]);
    expect(drafts).toEqual([
      {
        line: 2,
        part: 0,
        indicatorKey: 'it',
        period: { start: '2016-07-01', end: '2017-06-30', label: '2016-17' },
        placeLabel: 'Avon',
        placeCode: null,
        placeKind: null,
        parentLabel: null,
        parentCode: null,
        populationLabels: [],
        numerator: 1_000,
        denominator: 2_000,
        value: 50,
        lower: null,
        upper: null,
        interval: null,
        status: 'reported',
        provisional: false,
      },
      expect.objectContaining({ line: 3, populationLabels: ['Girls'], value: 25 }),
    ]);
  });

  it('keeps no numerator beside a suppressed value, and bounds instead of invented numbers', async () => {
    const { drafts, summary } = await readTable([
      '2016-17,A,All,*,3,9',
      '2016-17,B,All,GE95,,',
      '2016-17,C,All,60-79,*,40',
    ]);
    expect(drafts).toMatchObject([
      { status: 'suppressed_by_source', value: null, numerator: null, denominator: 9 },
      { status: 'bounded', value: null, lower: 95, upper: 100 },
      { status: 'bounded', value: null, lower: 60, upper: 79, denominator: 40 },
    ]);
    expect(summary.numeratorsDropped).toBe(1);
  });

  it('computes the value from counts when none is published', async () => {
    const counts = { ...share, value: undefined };
    const rows = ['2016-17,A,All,,1,8', '2016-17,B,All,,0,0', '2016-17,C,All,,*,9'];
    const { drafts, problems } = await readTable(rows, { indicators: [counts] });
    expect(drafts).toMatchObject([
      { value: 12.5, status: 'reported' },
      { value: null, status: 'not_applicable' },
      { value: null, status: 'suppressed_by_source' },
    ]);
    expect(codes(problems)).toEqual([[3, 'zero_denominator', 'warning']]);
  });

  it('takes a share of nobody for not applicable, whatever was published for it', async () => {
    const rows = ['2016-17,A,All,0.0,0,0', '2016-17,B,All,0,,0', '2016-17,C,All,12.5,0,0', '2016-17,D,All,<5,,0'];
    for (const measure of ['proportion', 'rate', 'mean'] as const) {
      const { drafts, problems } = await readTable(rows, { indicators: [{ ...share, measure }] });
      const nothing = {
        value: null,
        numerator: null,
        denominator: 0,
        lower: null,
        upper: null,
        status: 'not_applicable',
      };
      expect(drafts).toMatchObject(rows.map(() => nothing));
      expect(codes(problems)).toEqual(rows.map((_row, at) => [at + 2, 'zero_denominator', 'warning']));
    }
    const counted = await readTable(['2016-17,A,All,0,0,0'], {
      indicators: [{ ...share, measure: 'count', unit: 'number' }],
    });
    expect(counted.drafts).toMatchObject([{ value: 0, status: 'reported' }]);
  });

  it('stores fractions as percents, without binary noise', async () => {
    const { drafts, problems } = await readTable(['2016-17,A,All,0.543,543,1000'], {
      indicators: [{ ...share, unit: 'fraction' }],
    });
    expect([drafts[0]?.value, problems]).toEqual([54.3, []]);
  });

  it('takes several indicators from one file by rows and by columns', async () => {
    const { drafts } = await readTable(['2016-17,A,All,50,1,2', '2016-17,A,Girls,25,1,4'], {
      indicators: [
        { ...share, when: [{ column: 'group', is: 'one_of', values: ['all'] }] },
        {
          ...share,
          indicatorKey: 'tested',
          measure: 'count',
          unit: 'number',
          value: { column: 'tested' },
          numerator: undefined,
          denominator: undefined,
        },
      ],
    });
    expect(drafts.map(({ indicatorKey, value }) => [indicatorKey, value])).toEqual([
      ['it', 50],
      ['tested', 2],
      ['tested', 4],
    ]);
  });

  it('takes the period from the file’s name, and fills codes up with zeros', async () => {
    const { drafts } = await readTable(['15,Avon,All,50,1,2'], {
      period: { from: 'file_name' },
      place: { labelColumn: 'place', codeColumn: 'year', codeLength: 3, aliases: { Avon: 'Avon (town)' } },
    });
    expect(drafts[0]).toMatchObject({ period: { label: '2017-18' }, placeCode: '015', placeLabel: 'Avon (town)' });
  });
});

describe('rows that are wrong', () => {
  it.each([
    ['2016-17,A,All,x,1,2', 'unknown_mark', 'error', 'rate'],
    ['2016-17,A,All,-9999,,', 'negative', 'error', 'rate'],
    ['2016-17,A,All,50,-1,2', 'negative', 'error', 'met'],
    ['2016-17,A,All,101,,', 'out_of_range', 'error', 'rate'],
    ['2016-17,A,All,50,4,2', 'numerator_above_denominator', 'error', 'met'],
    ['2016-17,A,All,50,1,3', 'value_disagrees', 'warning', 'rate'],
    ['2016-17,A,All,50,1.5,3', 'not_whole', 'warning', 'met'],
    ['2016-18,A,All,50,1,2', 'period_unreadable', 'error', 'year'],
    ['someday,A,All,50,1,2', 'period_unreadable', 'error', 'year'],
    [',A,All,50,1,2', 'period_missing', 'error', null],
    ['2016-17,,All,50,1,2', 'place_missing', 'error', null],
    ['2016-17,A,All,50,1', 'too_few_cells', 'error', null],
    ['2016-17,A,All,50,1,2,3', 'too_many_cells', 'error', null],
    ['2016-17,A,All,50,1,"2', 'quote_never_closed', 'error', 'tested'],
    ['2016-17,"A"B,All,50,1,2', 'text_after_quote', 'warning', 'place'],
  ] as const)('%s: %s', async (row, code, severity, column) => {
    const { drafts, problems } = await readTable(['2015-16,A,All,50,1,2', row, '2017-18,A,All,50,1,2']);
    expect(problems).toMatchObject([{ line: 3, code, severity, column }]);
    expect(problems[0]?.message.length).toBeGreaterThan(30);
    expect(drafts.map(({ line }) => line)).toEqual(severity === 'error' ? [2, 4] : [2, 3, 4]);
  });

  it('reports a duplicate with both lines: the same is a warning, another value an error', async () => {
    const { drafts, problems } = await readTable([
      '2016-17,A,All,50,1,2',
      '2016-17,A,All,50,1,2',
      '2016-17,a,All,25,1,4',
      '2016-17,A,Girls,25,1,4',
    ]);
    expect(codes(problems)).toEqual([
      [3, 'duplicate_same', 'warning'],
      [4, 'duplicate_different', 'error'],
    ]);
    expect(problems[1]?.message).toContain('Line 2 ');
    expect(drafts).toHaveLength(2);
  });

  it('rounds as publishers do before it says that value and counts disagree', async () => {
    const { problems } = await readTable(['2015-16,A,All,33.3,1,3', '2016-17,A,All,33,1,3', '2017-18,A,All,33.4,1,3']);
    expect(codes(problems)).toEqual([[4, 'value_disagrees', 'warning']]);
  });

  it('reports rows that fit no indicator, or counts them', async () => {
    const when = [{ column: 'group', is: 'one_of' as const, values: ['Girls'] }];
    const indicators = [{ ...share, when }];
    const reported = await readTable(['2016-17,A,All,50,1,2'], { indicators });
    expect(codes(reported.problems)).toEqual([[2, 'no_indicator', 'warning']]);
    const ignored = await readTable(['2016-17,A,All,50,1,2'], { indicators, otherRows: 'ignore' });
    expect([ignored.problems, ignored.summary.otherRows]).toEqual([[], 1]);
  });

  it('counts what it passes over: blank rows, repeated headers, notes, skipped rows', async () => {
    const { drafts, summary, problems } = await readTable(
      ['2016-17,A,All,50,1,2', ',,,,,', '', header, '2016-17,Test,All,50,1,2', 'Source: the state,,,,,'],
      {
        skip: [
          [
            { column: 'place', is: 'one_of', values: ['test'] },
            { column: 'group', is: 'one_of', values: ['All'] },
          ],
        ],
      },
    );
    expect([drafts.length, problems]).toEqual([1, []]);
    expect(summary).toMatchObject({ rows: 2, blankRows: 2, repeatedHeaders: 1, skippedRows: 1, noteRows: 1 });
    expect(summary.notes).toEqual([{ line: 7, text: 'Source: the state' }]);
  });

  it('reports a character of another encoding at its row', async () => {
    const bytes = table('2016-17,Pe?asco,All,50,1,2');
    const broken = bytes.map((byte) => (byte === 63 ? 0xf1 : byte));
    const { problems, drafts } = await read(broken, mappingOf({ file: { encoding: 'utf-8' } }));
    expect(problems).toMatchObject([{ line: 2, code: 'unreadable_character', severity: 'error', column: 'place' }]);
    expect(drafts).toHaveLength(1);
    expect((await read(broken, mappingOf())).drafts[0]?.placeLabel).toBe('Peñasco');
  });
});

const rowsOf = (variable: string) => ({
  column: 'Value',
  when: [{ column: 'Variable', is: 'one_of' as const, values: [variable] }],
});

describe('several rows for one observation', () => {
  const mapping = mappingOf({
    period: { from: 'column', column: 'Year' },
    place: { labelColumn: 'District' },
    population: { columns: ['Special Education Status'], constant: [], all: [], aliases: {} },
    indicators: [
      {
        ...share,
        value: rowsOf('Four Year Graduation Rate'),
        numerator: rowsOf('Four Year Graduation Count'),
        denominator: rowsOf('Total Cohort Count'),
      },
    ],
    marks: [{ text: '-9999', status: 'suppressed_by_source' }],
    otherRows: 'ignore',
  });

  it('joins variables that stand apart', async () => {
    const { drafts, problems, summary } = await read(fixture('graduation-long-variables.csv'), mapping);
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(4);
    expect(
      drafts.find((d) => d.placeLabel === 'Connecticut' && d.populationLabels[0] === 'Non-Special Education'),
    ).toMatchObject({
      denominator: 35_073,
      status: 'reported',
    });
    expect(summary.otherRows).toBe(16);
  });

  it('reports what stays incomplete, stands twice, or is too much to wait for', async () => {
    const text = new TextDecoder().decode(fixture('graduation-long-variables.csv')).trimEnd().split('\n');
    const cohort = text.filter((line) => line.includes('Total Cohort Count'));
    const file = (lines: string[]) => new TextEncoder().encode([text[0], ...lines].join('\n'));
    const incomplete = await read(file(cohort), mapping);
    expect(incomplete.problems.map(({ code }) => code)).toEqual(Array(4).fill('incomplete_row_group'));
    const twice = await read(file([...text.slice(1), cohort[0]?.replace(/\d+$/, '1') ?? '']), mapping);
    expect(codes(twice.problems)).toEqual([[30, 'duplicate_different', 'error']]);
    const few = await read(file(cohort), mapping, { maxOpenGroups: 2 });
    expect(few.problems.filter(({ code }) => code === 'too_many_open_groups')).toHaveLength(1);
  });
});

describe('excerpts of publishers’ files', () => {
  it('reads sentinels of the long absenteeism file', async () => {
    const { drafts, problems } = await read(fixture('absenteeism-long-sentinels.csv'), {
      ...mappingOf(),
      period: { from: 'column', column: 'Year' },
      place: { labelColumn: 'District' },
      population: { columns: ['Race/Ethnicity'], constant: [], all: [], aliases: {} },
      indicators: [{ ...share, value: { column: 'Value' }, numerator: undefined, denominator: undefined }],
      marks: [
        { text: '-9999', status: 'suppressed_by_source' },
        { text: '-6666', status: 'not_reported' },
      ],
    });
    expect(problems).toEqual([]);
    const bridgeport = drafts.filter(({ placeLabel }) => placeLabel === 'Bridgeport School District');
    expect(bridgeport.map(({ value }) => value).sort()).toEqual([16.3, 17.6, 17.7, 18.3, 18.4, 18.5, 19.6, 20.3, 23.6]);
    expect(drafts.some(({ status }) => status === 'suppressed_by_source')).toBe(true);
  });
});

describe('duplicates in bounded memory', () => {
  it('finds every repeated key among many, with its line', () => {
    const keys = new HashedKeys();
    for (let line = 1; line <= 50_000; line += 1) expect(keys.see(`key ${line}`, line, 'a')).toBeNull();
    for (let line = 1; line <= 50_000; line += 997) {
      expect(keys.see(`key ${line}`, 60_000, 'a')).toMatchObject({ line, identical: true });
      expect(keys.see(`key ${line}`, 60_000, 'b')).toMatchObject({ line, identical: false });
    }
  });
});

describe('a mapping that came as JSON', () => {
  const columns = header.split(',');
  const errorsOf = (value: unknown) => {
    const result = checkMapping(value, columns);
    return result.ok ? [] : result.errors.map(({ path }) => path);
  };

  it('passes after a round trip through JSON', () => {
    expect(errorsOf(JSON.parse(JSON.stringify(mappingOf())))).toEqual([]);
  });

  it.each([
    [{ version: 2 }, ['version']],
    [{ period: { from: 'column', column: 'nope' } }, ['period.column']],
    [{ period: { from: 'constant', label: '' } }, ['period.label']],
    [{ period: { from: 'title', pattern: '(' } }, ['period.pattern']],
    [{ place: {} }, ['place']],
    [{ file: { headerLine: 0 } }, ['file.headerLine']],
    [{ indicators: [] }, ['indicators']],
    [{ indicators: [{ ...share, value: undefined, numerator: undefined }] }, ['indicators.0.value']],
    [{ indicators: [{ ...share, unit: 'number' }] }, ['indicators.0.unit']],
    [
      { indicators: [{ ...share, when: [{ column: 'x', is: 'one_of', values: [1] }] }] },
      ['indicators.0.when.0.column', 'indicators.0.when.0.values.0'],
    ],
    [{ marks: [{ text: '*', status: 'reported' }] }, ['marks.0.status']],
    [
      {
        marks: [
          { text: 'S', status: 'not_reported' },
          { text: 's', status: 'not_reported' },
        ],
      },
      ['marks.1.text'],
    ],
    [{ blank: 'nothing' }, ['blank']],
    [{ skip: [[{ column: 'x', is: 'one_of', values: [] }]] }, ['skip.0.0.column']],
  ])('names the field: %j', (changes, paths) => {
    expect(errorsOf({ ...mappingOf(), ...changes })).toEqual(paths);
  });

  it('refuses what is no mapping at all', () => {
    expect(errorsOf(null)).toEqual(['']);
    expect(errorsOf({}).length).toBeGreaterThan(5);
  });
});
