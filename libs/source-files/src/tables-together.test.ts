import { describe, expect, it } from 'vitest';
import { guessMapping, type GuessedFor } from './proposals/guess-mapping.ts';
import { profileFile, readFile } from './rows/read-file.ts';
import type { RowProblem } from './rows/problems.ts';
import type { DraftObservation } from './rows/read-rows.ts';
import { readAsProposed } from './test/read-as-proposed.ts';
import { sniffSheet, withSheets } from './text/sniff.ts';
import { lineText, linesOfSheet, titlesApart } from './text/together.ts';

const together = { together: true };
const target: GuessedFor = {
  indicatorKey: 'it',
  measure: 'proportion',
  cadence: 'school_year',
  words: 'Chronically absent',
};

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const below = (one: string, other: string): string =>
  lines(
    `${one},,`,
    'School,Enrolled,Chronically absent',
    'Abel,100,20',
    'Bond,50,5',
    ',,',
    `${other},,`,
    'School,Chronically absent,Enrolled',
    'Abel,24,120',
    'Bond,,60',
    'Note: preliminary,,',
  );

describe('tables below each other whose columns are alike', () => {
  const read = (text: string) => readAsProposed(text, target, () => {}, 'x.csv', together);

  it.each([
    ['their years', 'Absence in 2021-22', 'Absence in 2022-23', ['2021-22', ''], ['2022-23', '']],
    ['their groups', 'Table 1. Girls', 'Table 2. Boys', ['', 'Girls'], ['', 'Boys']],
  ])('are read as one, told apart by %s', async (_what, one, other, first, second) => {
    const text = below(one, other);
    const { drafts, problems, shape, proposals } = await readAsProposed(
      text,
      target,
      (mapping) => {
        if (first[0] === '') mapping.period = { from: 'constant', label: '2022-23' };
      },
      'x.csv',
      together,
    );
    expect(shape.alike).toEqual([one, other]);
    expect(problems).toEqual([]);
    const period = (label: string | undefined) => label || '2022-23';
    expect(
      drafts.map((d) => [d.line, d.placeLabel, d.period.label, d.populationLabels.join(), d.numerator, d.denominator]),
    ).toEqual([
      [3, 'Abel', period(first[0]), first[1], 20, 100],
      [4, 'Bond', period(first[0]), first[1], 5, 50],
      [8, 'Abel', period(second[0]), second[1], 24, 120],
      [9, 'Bond', period(second[0]), second[1], null, 60],
    ]);
    expect(proposals.map(({ code }) => code)).toContain('read_together');
  });

  it('are offered, and not read as one by themselves', async () => {
    const { shape, drafts } = await readAsProposed(below('Absence in 2021-22', 'Absence in 2022-23'), target);
    expect([shape.alike?.length, shape.together, drafts.length]).toEqual([2, undefined, 2]);
  });

  it('leave a table of other columns out, and name it', async () => {
    const text = `${below('Absence in 2021-22', 'Absence in 2022-23')},,\nStaff in 2022-23,,\nSchool,Teachers,Aides\nAbel,10,2\nBond,5,1\n`;
    const { drafts, proposals } = await read(text);
    expect(drafts).toHaveLength(4);
    expect(proposals.find(({ code }) => code === 'tables_below')?.params['others']).toContain('Staff in 2022-23');
  });
});

describe('sheets whose columns are alike', () => {
  const sheetRows = (rows: string[][]) =>
    rows.map((cells, at) => ({ line: at + 1, cells, tidied: null, faults: null }));
  const years = [
    {
      name: '2021-22',
      records: sheetRows([
        ['School', 'Enrolled', 'Chronically absent'],
        ['Abel', '100', '20'],
        ['Bond', '50', '5'],
        ['Cole', '80', '8'],
      ]),
    },
    {
      name: '2022-23',
      records: sheetRows([
        ['', '', ''],
        ['Chronically absent', 'School', 'Enrolled'],
        ['22', 'Abel', '110'],
        ['6', 'Bond', '50'],
        ['x', 'Cole', '80'],
      ]),
    },
    {
      name: 'Staff',
      records: sheetRows([
        ['School', 'Teachers'],
        ['Abel', '10'],
      ]),
    },
  ];

  it('are read as one; each problem keeps its sheet and its line', async () => {
    const sheets = years.map(({ name }) => ({ name, hidden: false }));
    const seen = withSheets(sniffSheet(years[0]?.records ?? [], true, { sheet: '2021-22', sheets }), years, true);
    if (!seen.ok) throw new Error(seen.refusal.code);
    const { shape, sample } = seen;
    expect(shape.alike).toEqual(['2021-22', '2022-23']);
    const records = years
      .slice(0, 2)
      .map((sheet, at) => sheet.records.map((record) => ({ ...record, line: record.line + at * linesOfSheet })));
    const profiles = await profileFile({ records }, shape);
    const { mapping, proposals } = guessMapping(shape, profiles, sample, 'x.xlsx', target);
    const drafts: DraftObservation[] = [];
    const problems: RowProblem[] = [];
    const sink = { observation: (d: DraftObservation) => drafts.push(d), problem: (p: RowProblem) => problems.push(p) };
    await readFile({ records }, { shape, mapping, fileName: 'x.xlsx', sink });
    expect(drafts.map((d) => [d.placeLabel, d.period.label, d.numerator, d.denominator])).toEqual([
      ['Abel', '2021-22', 20, 100],
      ['Bond', '2021-22', 5, 50],
      ['Cole', '2021-22', 8, 80],
      ['Abel', '2022-23', 22, 110],
      ['Bond', '2022-23', 6, 50],
    ]);
    expect(problems.map(({ line, code }) => [lineText(line, shape.together), code])).toEqual([
      ['5 (2022-23)', 'unknown_mark'],
    ]);
    expect(proposals.find(({ code }) => code === 'other_sheets')?.params['others']).toBe('“Staff”');
  });

  it('are told apart by what each has alone', () => {
    expect(titlesApart(['Enrollment, girls', 'Enrollment, boys'])).toEqual(['girls', 'boys']);
    expect(titlesApart(['Absent, Fall 2021', 'Absent, Fall 2022'])).toEqual(['Fall 2021', 'Fall 2022']);
    expect(titlesApart(['2021 Q1', '2022 Q1'])).toEqual(['2021 Q1', '2022 Q1']);
    expect(titlesApart(['A', 'A B'])).toEqual(['A', 'A B']);
  });
});
