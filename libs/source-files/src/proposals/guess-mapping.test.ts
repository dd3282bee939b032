import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guessMapping } from './guess-mapping.ts';
import { checkMapping } from '../mapping/check-mapping.ts';
import { Profiler, distinctCap } from '../mapping/profile.ts';
import { profileFile } from '../rows/read-file.ts';
import { sniff } from '../text/sniff.ts';

async function guess(file: Uint8Array, words = '', fileName = 'x.csv') {
  const seen = sniff(file, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const profiles = await profileFile([file], seen.shape);
  const target = { indicatorKey: 'it', measure: 'proportion', cadence: 'school_year', words } as const;
  const { mapping, columns } = guessMapping(seen.shape, profiles, seen.sample, fileName, target);
  const names = seen.shape.columns.map(({ name }) => name);
  return {
    mapping,
    profiles,
    roles: new Map(columns.map((column) => [column.column, column])),
    check: checkMapping(mapping, names),
  };
}

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const columnWhen = (column: string, value: string) => ({
  column,
  when: [{ column: 'Variable', is: 'one_of', values: [value] }],
});

describe('guesses from publishers’ files', () => {
  it('finds sentinels among percents and leaves a town code of districts alone', async () => {
    const { mapping, profiles, roles, check } = await guess(fixture('absenteeism-long-sentinels.csv'));
    expect(check.ok).toBe(true);
    expect(mapping.marks).toContainEqual({ text: '-9999', status: 'suppressed_by_source' });
    expect(profiles.find(({ column }) => column === 'Value')).toMatchObject({ looks: 'percent' });
    expect(profiles.find(({ column }) => column === 'Value')?.min).toBeGreaterThanOrEqual(0);
    expect(mapping).toMatchObject({
      period: { from: 'column', column: 'Year' },
      population: { columns: ['Race/Ethnicity'] },
    });
    expect(roles.get('FIPS')?.role).toBe('unused');
  });

  it('finds the counts of a percent by trying them on the rows', async () => {
    const { mapping, roles } = await guess(fixture('smarter-balanced-2018-19.csv'), 'level 3&4 met');
    expect(mapping.indicators[0]).toMatchObject({
      value: { column: 'Level 3&4 Met or Exceeded %' },
      numerator: { column: 'Level 3&4 Met or Exceeded Count' },
      denominator: { column: 'Total Number with Scored Tests' },
    });
    expect(roles.get('Total Number with Scored Tests')).toMatchObject({
      reason: 'counts_like_others',
      params: { denominator: 'Total Number with Scored Tests' },
    });
    expect(roles.get('Total Number with Scored Tests')?.confidence).toBe(0.75);
    expect(roles.get('Grade')?.role).toBe('population');
    expect(mapping.period).toEqual({ from: 'title' });
    expect(mapping.place).toEqual({ labelColumn: 'District', codeColumn: 'District Code', codeLength: 7 });
  });

  it('gives a statewide row without a year the file’s only year', async () => {
    const { mapping } = await guess(fixture('kei-2008-09-bare-cr.csv'), 'level 3');
    expect(mapping.period).toEqual({ from: 'column', column: 'School Year', whenBlank: '2008-09' });
    expect(mapping.indicators[0]).toMatchObject({
      value: { column: 'Literacy Skills (%) Level 3' },
      denominator: { column: 'Number of Students Tested' },
    });
  });

  it('takes the period from the file’s name, or asks for it', async () => {
    const file = fixture('kei-2012-13-bare-cr-spanning.csv');
    expect((await guess(file, 'level 3', '2012-13_KEI.csv')).mapping.period).toEqual({ from: 'file_name' });
    const { check } = await guess(file, 'level 3', 'kei.csv');
    expect(check).toMatchObject({ ok: false, errors: [{ path: 'period.label' }] });
  });

  it('joins variables of one value column', async () => {
    const { mapping } = await guess(fixture('graduation-long-variables.csv'), 'four year graduation rate');
    expect(mapping.indicators[0]).toMatchObject({
      value: columnWhen('Value', 'Four Year Graduation Rate'),
      numerator: columnWhen('Value', 'Four Year Graduation Count'),
      denominator: columnWhen('Value', 'Total Cohort Count'),
    });
  });

  it('tells fractions from percents, and is unsure among several values', async () => {
    const fractions = await guess(utf8('year,school,rate\n2015-16,A,0.5\n2015-16,B,0.25\n2015-16,C,*\n'));
    expect(fractions.mapping.indicators[0]?.unit).toBe('fraction');
    expect(fractions.mapping.marks).toEqual([{ text: '*', status: 'suppressed_by_source' }]);
    const several = await guess(utf8('year,school,p %,q %\n2015-16,A,50.5,1.5\n2015-16,B,25.5,2.5\n'));
    expect(several.roles.get('q %')).toMatchObject({ role: 'value', confidence: 0.4 });
  });
});

describe('profiles of columns', () => {
  const columns = [{ index: 0, name: 'Value', raw: 'Value' }];

  it('counts a mark that first stands after the cap of different values, and keeps the range true', () => {
    const profiler = new Profiler(columns);
    for (let value = 1; value <= distinctCap + 500; value += 1) profiler.add([String(value)]);
    for (let times = 0; times < 7; times += 1) profiler.add(['-9999']);
    for (let times = 0; times < 3; times += 1) profiler.add(['*']);
    expect(profiler.result()).toMatchObject([
      {
        looks: 'count',
        numbers: distinctCap + 500,
        min: 1,
        max: distinctCap + 500,
        marks: [
          { text: '-9999', count: 7, status: 'suppressed_by_source' },
          { text: '*', count: 3, status: 'suppressed_by_source' },
        ],
      },
    ]);
  });

  it('names an unknown word among numbers, for a person to read', () => {
    const profiler = new Profiler(columns);
    for (let value = 1; value <= 40; value += 1) profiler.add([String(value)]);
    profiler.add(['closed']);
    expect(profiler.result()[0]?.marks).toEqual([{ text: 'closed', count: 1, status: null }]);
  });

  it('does not take true negative numbers for marks', () => {
    const profiler = new Profiler(columns);
    for (const value of ['-1.5', '-2.25', '3', '4']) profiler.add([value]);
    expect(profiler.result()[0]).toMatchObject({ marks: [], min: -2.25 });
  });
});
