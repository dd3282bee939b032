import { describe, expect, it } from 'vitest';
import { checkMapping } from './mapping/check-mapping.ts';
import type { ImportMapping, IndicatorSource } from './mapping/mapping.ts';
import type { RowProblem } from './rows/problems.ts';
import { readFile } from './rows/read-file.ts';
import type { DraftObservation } from './rows/read-rows.ts';
import { sniff } from './text/sniff.ts';

const indicator: IndicatorSource = {
  indicatorKey: 'it',
  measure: 'proportion',
  cadence: 'school_year',
  unit: 'percent',
  when: [],
};

const mappingOf = (changes: Partial<ImportMapping>): ImportMapping => ({
  version: 1,
  file: {},
  period: { from: 'constant', label: '2018-19' },
  place: { labelColumn: 'District' },
  population: { columns: [], constant: [], all: [], aliases: {} },
  indicators: [indicator],
  marks: [{ text: '*', status: 'suppressed_by_source' }],
  blank: 'not_reported',
  skip: [],
  otherRows: 'report',
  ...changes,
});

async function read(text: string, changes: Partial<ImportMapping>) {
  const bytes = new TextEncoder().encode(text);
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const mapping = mappingOf(changes);
  const names = seen.shape.columns.map(({ name }) => name);
  expect(checkMapping(structuredClone(mapping), names)).toMatchObject({ ok: true });
  const drafts = new Map<string, DraftObservation>();
  const problems: RowProblem[] = [];
  const sink = {
    observation: (draft: DraftObservation) => drafts.set(`${draft.line}.${draft.part}`, draft),
    problem: (problem: RowProblem) => problems.push(problem),
    retract: ({ line, part }: { line: number; part: number }) => drafts.delete(`${line}.${part}`),
  };
  const summary = await readFile([bytes], { shape: seen.shape, mapping, fileName: 'x', sink });
  const observations = [...drafts.values()].map((d) => [
    d.placeLabel,
    d.period.label,
    d.populationLabels.join('+'),
    d.value,
  ]);
  return { drafts: [...drafts.values()], observations, problems, summary };
}

const errorsOf = (changes: Partial<ImportMapping>, columns: string[]) => {
  const checked = checkMapping(structuredClone(mappingOf(changes)), columns);
  return checked.ok ? [] : checked.errors.map(({ path, refusal }) => [path, refusal.code]);
};

describe('wide files', () => {
  it('makes an observation of each period of a row, and counts every one', async () => {
    const { observations, summary, drafts, problems } = await read(
      'District,2017-18,2018-19,2019-20\nAvon,50,*,55.5\nBethel,,40,41\n',
      {
        wide: ['2017-18', '2018-19', '2019-20'].map((period) => ({ column: period, part: 'value', period })),
      },
    );
    expect(problems).toEqual([]);
    expect(observations).toEqual([
      ['Avon', '2017-18', '', 50],
      ['Avon', '2018-19', '', null],
      ['Avon', '2019-20', '', 55.5],
      ['Bethel', '2017-18', '', null],
      ['Bethel', '2018-19', '', 40],
      ['Bethel', '2019-20', '', 41],
    ]);
    expect(drafts.map(({ status }) => status).slice(0, 4)).toEqual([
      'reported',
      'suppressed_by_source',
      'reported',
      'not_reported',
    ]);
    expect(summary).toMatchObject({ rows: 2, observations: 6 });
    expect(new Set(drafts.map(({ line, part }) => `${line} ${part}`)).size).toBe(6);
  });

  it('joins number, percent and a denominator for all groups, and names the column of a problem', async () => {
    const { drafts, problems } = await read(
      'District,Tested,N Black 2018,% Black 2018,N White 2018,% White 2018\nAvon,200,20,10,90,45\nBethel,100,30,30,x,50\n',
      {
        indicators: [{ ...indicator, denominator: { column: 'Tested' } }],
        wide: ['Black', 'White'].flatMap((group) => [
          { column: `N ${group} 2018`, part: 'numerator' as const, period: '2017-18', population: [group] },
          { column: `% ${group} 2018`, part: 'value' as const, period: '2017-18', population: [group] },
        ]),
      },
    );
    expect(drafts.slice(0, 2)).toMatchObject([
      { line: 2, part: 0, numerator: 20, denominator: 200, value: 10, populationLabels: ['Black'] },
      { line: 2, part: 1, numerator: 90, denominator: 200, value: 45, populationLabels: ['White'] },
    ]);
    expect(drafts).toHaveLength(3);
    expect(problems).toMatchObject([
      { line: 3, column: 'N White 2018', code: 'unknown_mark', params: { cell: 'x' }, cell: 'x' },
    ]);
  });

  it('adds the groups of the columns to those of the row, under their aliases', async () => {
    const { observations } = await read('District,Sex,Black¹,All students\nAvon,Girls,10,12\nAvon,Boys,20,22\n', {
      population: { columns: ['Sex'], constant: [], all: ['All students'], aliases: { 'Black¹': 'Black' } },
      wide: [
        { column: 'Black¹', part: 'value', population: ['Black¹'] },
        { column: 'All students', part: 'value', population: ['All students'] },
      ],
    });
    expect(observations.map(([, , groups, value]) => [groups, value])).toEqual([
      ['Girls+Black', 10],
      ['Girls', 12],
      ['Boys+Black', 20],
      ['Boys', 22],
    ]);
  });

  it('takes columns of several indicators, and reports a repeated place in each of them', async () => {
    const { observations, problems } = await read('District,Reading,Math\nAvon,50,60\nAvon,50,61\n', {
      indicators: [indicator, { ...indicator, indicatorKey: 'math' }],
      wide: [
        { column: 'Reading', part: 'value' },
        { column: 'Math', part: 'value', indicatorKey: 'math' },
      ],
    });
    expect(observations).toHaveLength(2);
    expect(problems).toMatchObject([
      { line: 3, code: 'duplicate_same', column: 'Reading', params: { line: 2 } },
      { line: 3, code: 'duplicate_different', column: 'Math', params: { line: 2 } },
    ]);
  });

  it('is checked: two columns of one number, an indicator that is not there, rows of their own', () => {
    const columns = ['District', 'a', 'b'];
    expect(
      errorsOf(
        {
          wide: [
            { column: 'a', part: 'value', period: '2018' },
            { column: 'b', part: 'value', period: '2018' },
            { column: 'c', part: 'value', indicatorKey: 'other' },
          ],
          indicators: [
            { ...indicator, denominator: { column: 'a', when: [{ column: 'b', is: 'one_of', values: [] }] } },
          ],
        },
        columns,
      ),
    ).toEqual([
      ['wide.1.column', 'MAPPING_COLUMN_TWICE'],
      ['wide.2.column', 'MAPPING_UNKNOWN_COLUMN'],
      ['wide.2.indicatorKey', 'MAPPING_INDICATOR_UNKNOWN'],
      ['indicators.0.denominator.when', 'MAPPING_WIDE_NOT_BY_ROWS'],
    ]);
    expect(errorsOf({}, columns)).toEqual([['indicators.0.value', 'MAPPING_VALUE_MISSING']]);
  });
});

describe('rows that head others', () => {
  const one = { indicators: [{ ...indicator, value: { column: 'Rate' } }] };

  it('gives the label of a section to the rows below, and does not take it for a note', async () => {
    const { observations, summary } = await read(
      'Group,Count,Rate\nBridgeport,,\nBlack,10,20\nWhite,10,30\nHartford,,\nBlack,5,40\nSource: the state,,\n',
      {
        ...one,
        sections: [{ as: 'District', column: 'Group', rows: 'alone' }],
        population: { columns: ['Group'], constant: [], all: [], aliases: {} },
      },
    );
    expect(observations).toEqual([
      ['Bridgeport', '2018-19', 'Black', 20],
      ['Bridgeport', '2018-19', 'White', 30],
      ['Hartford', '2018-19', 'Black', 40],
    ]);
    expect(summary).toMatchObject({ sectionRows: 2, noteRows: 1, rows: 3 });
  });

  it('reads indented groups under a place that has numbers of its own', async () => {
    const { observations } = await read(
      'Name,Count,Rate\nBridgeport,99,25\n  Black,10,20\n\u00a0\u00a0White,10,30\nHartford,50,41\n  Black,5,40\n',
      {
        ...one,
        sections: [{ as: 'District', column: 'Name', rows: 'outdented' }],
        population: { columns: ['Name'], constant: [], all: [], aliases: {} },
      },
    );
    expect(observations).toEqual([
      ['Bridgeport', '2018-19', '', 25],
      ['Bridgeport', '2018-19', 'Black', 20],
      ['Bridgeport', '2018-19', 'White', 30],
      ['Hartford', '2018-19', '', 41],
      ['Hartford', '2018-19', 'Black', 40],
    ]);
  });

  it('knows sections within sections: a new outer one ends the inner', async () => {
    const { observations } = await read(
      'Label,Kind,Rate\n2017-18,,\nBridgeport,total,\nBlack,group,20\n2018-19,,\nBlack,group,30\nHartford,total,\nBlack,group,31\n',
      {
        ...one,
        period: { from: 'column', column: 'Year' },
        sections: [
          { as: 'Year', column: 'Label', rows: 'listed', labels: ['2017-18', '2018-19'] },
          { as: 'District', column: 'Label', rows: 'without_numbers' },
        ],
        population: { columns: ['Label'], constant: [], all: [], aliases: {} },
      },
    );
    expect(observations).toEqual([
      ['Bridgeport', '2017-18', 'Black', 20],
      ['Hartford', '2018-19', 'Black', 31],
    ]);
  });

  it('fills merged labels down, as far as the column before does not change', async () => {
    const { observations } = await read(
      'District,Sex,Group,Rate\nAvon,Girls,Black,1\n,,White,2\n,Boys,Black,3\nBethel,,All,4\n,Girls,Black,5\n',
      {
        ...one,
        fillDown: ['District', 'Sex'],
        population: { columns: ['Sex', 'Group'], constant: [], all: ['All'], aliases: {} },
      },
    );
    expect(observations.map(([place, , groups, value]) => [place, groups, value])).toEqual([
      ['Avon', 'Girls+Black', 1],
      ['Avon', 'Girls+White', 2],
      ['Avon', 'Boys+Black', 3],
      ['Bethel', '', 4],
      ['Bethel', 'Girls+Black', 5],
    ]);
  });

  it('is checked: a name that the file has, and a list without labels', () => {
    expect(
      errorsOf({ ...one, sections: [{ as: 'Rate', column: 'District', rows: 'listed' }] }, ['District', 'Rate']),
    ).toEqual([
      ['sections.0.labels', 'MAPPING_LABELS_MISSING'],
      ['sections.0.as', 'MAPPING_NAME_TAKEN'],
    ]);
  });
});

describe('lines that tell one observation otherwise', () => {
  const rows = 'District,Rate\nAvon,1\nBethel,2\nAvon,3\nAvon,1\nAvon,4\n';
  const one = { indicators: [{ ...indicator, value: { column: 'Rate' } }] };
  const codes = (problems: RowProblem[]) => problems.map(({ line, code, params }) => [line, code, params['line']]);
  const values = (observations: unknown[][]) => observations.map(([place, , , value]) => [place, value]);

  it.each([
    [
      'report',
      [
        ['Avon', 1],
        ['Bethel', 2],
      ],
      [
        [4, 'duplicate_different', 2],
        [5, 'duplicate_same', 2],
        [6, 'duplicate_different', 2],
      ],
      0,
    ],
    [
      'first',
      [
        ['Avon', 1],
        ['Bethel', 2],
      ],
      [
        [4, 'duplicate_left_out', 2],
        [5, 'duplicate_same', 2],
        [6, 'duplicate_left_out', 2],
      ],
      2,
    ],
    [
      'last',
      [
        ['Bethel', 2],
        ['Avon', 4],
      ],
      [
        [2, 'duplicate_left_out', 4],
        [4, 'duplicate_left_out', 5],
        [5, 'duplicate_left_out', 6],
      ],
      3,
    ],
    [
      'leave_out',
      [['Bethel', 2]],
      [
        [2, 'duplicate_left_out', 4],
        [4, 'duplicate_left_out', 2],
        [5, 'duplicate_same', 2],
        [6, 'duplicate_left_out', 2],
      ],
      3,
    ],
  ] as const)('are treated as the mapping says: %s', async (duplicates, expectedRows, observations, leftOut) => {
    const result = await read(rows, { ...one, duplicates });
    expect(values(result.observations)).toEqual(expectedRows);
    expect(codes(result.problems)).toEqual(observations);
    expect(result.summary).toMatchObject({ duplicatesLeftOut: leftOut, observations: expectedRows.length });
  });

  it('are left out also where several rows make one observation', async () => {
    const number = (variable: string) => ({
      column: 'Value',
      when: [{ column: 'Variable', is: 'one_of' as const, values: [variable] }],
    });
    const text =
      'District,Variable,Value\nAvon,n,1\nAvon,d,2\nBethel,n,1\nBethel,d,4\nAvon,n,3\nBethel,d,4\nCanton,n,1\nCanton,n,2\nCanton,d,4\n';
    const indicators = [{ ...indicator, numerator: number('n'), denominator: number('d') }];
    const { observations } = await read(text, { indicators, duplicates: 'leave_out' });
    expect(values(observations)).toEqual([['Bethel', 25]]);
    expect(errorsOf({ indicators, duplicates: 'last' }, ['District', 'Variable', 'Value'])).toEqual([
      ['duplicates', 'MAPPING_LAST_NOT_BY_ROWS'],
    ]);
  });
});

describe('what a mapping says of values', () => {
  it('reads percents with a sign beside fractions, when told so', async () => {
    const text = 'District,Rate\nAvon,45.2%\nBethel,0.452\nCanton,GE95\nDerby,>0.9\nEaston,>95%\n';
    const source = { ...indicator, value: { column: 'Rate' } };
    const { drafts, problems } = await read(text, { indicators: [{ ...source, unit: 'percent_or_fraction' }] });
    expect(problems).toEqual([]);
    expect(drafts.map(({ value, lower }) => value ?? lower)).toEqual([45.2, 45.2, 95, 90, 95]);
  });

  it('reports mixed units instead of averaging them', async () => {
    const source = { ...indicator, value: { column: 'Rate' } };
    const percents = await read('District,Rate\nAvon,45.2%\nBethel,0.452\nCanton,0.5\n', { indicators: [source] });
    expect(percents.problems).toMatchObject([
      { line: 3, code: 'mixed_units', severity: 'error', params: { percents: 1, fractions: 2 }, column: 'Rate' },
    ]);
    const some = await read('District,Rate\nAvon,45.2%\nBethel,0.4\nCanton,50\n', { indicators: [source] });
    expect(some.problems).toMatchObject([{ code: 'mixed_units', severity: 'warning' }]);
    const fractions = await read('District,Rate\nAvon,45.2%\nBethel,0.452\n', {
      indicators: [{ ...source, unit: 'fraction' }],
    });
    expect(fractions.problems).toMatchObject([{ line: 2, code: 'mixed_units', severity: 'error' }]);
    expect(fractions.drafts).toHaveLength(1);
    const all = await read('District,Rate\nAvon,45.2%\nBethel,0.4%\n', { indicators: [source] });
    expect([all.problems, all.drafts.map(({ value }) => value)]).toEqual([[], [45.2, 0.4]]);
  });

  it('reads a mark on the rows of its condition alone', async () => {
    const { drafts } = await read('District,Rate\nTOTAL,0.00\nAvon,0.00\nTOTAL,90\n'.replace('TOTAL,90', 'Bethel,0'), {
      indicators: [{ ...indicator, value: { column: 'Rate' } }],
      marks: [
        { text: '0', status: 'not_applicable', when: [{ column: 'District', is: 'one_of', values: ['TOTAL'] }] },
        { text: '0', status: 'not_reported', when: [{ column: 'District', is: 'one_of', values: ['Bethel'] }] },
      ],
    });
    expect(drafts.map(({ status, value }) => [status, value])).toEqual([
      ['not_applicable', null],
      ['reported', 0],
      ['not_reported', null],
    ]);
  });

  it('tells provisional rows, or a whole provisional file', async () => {
    const text = 'District,Rate,Note\nAvon,1,preliminary\nBethel,2,final\n';
    const indicators = [{ ...indicator, value: { column: 'Rate' } }];
    const some = await read(text, {
      indicators,
      provisional: [[{ column: 'Note', is: 'one_of', values: ['Preliminary'] }]],
    });
    expect(some.drafts.map(({ provisional }) => provisional)).toEqual([true, false]);
    const all = await read(text, { indicators, provisional: 'all' });
    expect(all.drafts.map(({ provisional }) => provisional)).toEqual([true, true]);
  });

  it('takes HTML off labels and keeps signs that are none', async () => {
    const text =
      'District,Group<br>of students,Rate\n<b>Avon</b> &amp; Bethel,Hispanic<sup>1</sup>,<5\nR&D <i class="x">North</i>,White&nbsp;alone,12\n';
    const { drafts, summary } = await read(text, {
      indicators: [{ ...indicator, value: { column: 'Rate' } }],
      population: { columns: ['Group of students'], constant: [], all: [], aliases: {} },
    });
    expect(drafts.map((d) => [d.placeLabel, d.populationLabels[0], d.upper ?? d.value])).toEqual([
      ['Avon & Bethel', 'Hispanic¹', 5],
      ['R&D North', 'White alone', 12],
    ]);
    expect(summary.tidied.markup.cells).toBe(4);
  });
});

describe('patterns for periods', () => {
  const errors = (pattern: string) =>
    errorsOf({ indicators: [{ ...indicator, value: { column: 'Rate' } }], period: { from: 'title', pattern } }, [
      'District',
      'Rate',
    ]);

  it.each(['(a+)+$', '(a|aa)+$', '(?:\\d*x?)*', '(?=a)b', '(\\d)\\1', '.*a.*b.*c.*d', '((a{2,})b)*'])(
    'refuses %s',
    (pattern) => {
      expect(errors(pattern)).toEqual([['period.pattern', 'MAPPING_PATTERN_SLOW']]);
    },
  );

  it.each(['(\\d{4}-\\d\\d)', '^.*?(\\d{4})\\.csv$', '(?:SY|FY)\\s*(\\d{4})', '[(+*](\\d+)', 'Fall (?<year>\\d{4})'])(
    'takes %s',
    (pattern) => {
      expect(errors(pattern)).toEqual([]);
    },
  );
});
