import { describe, expect, it } from 'vitest';
import type { ImportMapping, IndicatorSource } from '../mapping/mapping.ts';
import { readAsProposed } from '../test/read-as-proposed.ts';

const bounds: Partial<IndicatorSource> = { lowerBound: { column: 'Low' }, upperBound: { column: 'High' } };
const margin: Partial<IndicatorSource> = { margin: { column: 'MOE' }, confidence: 90 };

/** Reads rows of Place, Year, Rate and the columns of intervals by a mapping that says just this. */
async function read(columns: string, rows: string[], part: Partial<IndicatorSource>) {
  const change = (mapping: ImportMapping): void => {
    const [{ indicatorKey = '', measure = 'proportion', cadence = 'year' } = {}] = mapping.indicators;
    mapping.indicators = [
      { indicatorKey, measure, cadence, unit: 'percent', when: [], value: { column: 'Rate' }, ...part },
    ];
    mapping.place = { labelColumn: 'Place' };
    mapping.period = { from: 'column', column: 'Year' };
    mapping.population = { columns: [], constant: [], all: [], aliases: {} };
    mapping.doubts = [];
  };
  const text = `Place,Year,Rate,${columns}\n${rows.join('\n')}\n`;
  const { drafts, problems, errors } = await readAsProposed(text, { cadence: 'year' }, change);
  return {
    errors,
    intervals: drafts.map(({ interval }) => interval && [interval.lower, interval.upper, interval.level]),
    values: drafts.map(({ value }) => value),
    problems: problems.map(({ line, column, code, severity }) => [line, column, code, severity]),
  };
}

describe('intervals of rows', () => {
  it('come from a margin, with or without its sign, at the level that the mapping says', async () => {
    const rows = ['Elm,2020,12.5,±2.1', 'Oak,2020,1.5,+/-2.1', 'Ash,2020,30,"1.0"', 'Fir,2020,99,3'];
    const { intervals, problems } = await read('MOE', rows, margin);
    expect(problems).toEqual([]);
    expect(intervals).toEqual([
      [10.4, 14.6, 90],
      [0, 3.6, 90],
      [29, 31, 90],
      [96, 100, 90],
    ]);
  });

  it('come from bounds, in the unit of the value', async () => {
    const part = { ...bounds, unit: 'fraction' } as const;
    expect(await read('Low,High', ['Elm,2020,0.125,0.1,0.15'], part)).toMatchObject({
      intervals: [[10, 15, null]],
      values: [12.5],
    });
    const mixed = { ...bounds, unit: 'percent_or_fraction' } as const;
    const rows = ['Elm,2020,12.5%,10%,15%', 'Oak,2020,12.5%,10,15', 'Ash,2020,0.125,0.1,0.15'];
    expect((await read('Low,High', rows, mixed)).intervals).toEqual([
      [10, 15, null],
      [10, 15, null],
      [10, 15, null],
    ]);
  });

  it('are none where the source writes something else, where one bound is missing, and beside no value', async () => {
    const rows = ['Elm,2020,12,', 'Oak,2020,12,**', 'Ash,2020,12,-555555555', 'Fir,2020,12,(X)', 'Yew,2020,*,2.1'];
    const marked = await read('MOE', rows, margin);
    expect(marked.intervals).toEqual([null, null, null, null, null]);
    expect(marked.problems).toEqual([]);
    const half = await read('Low,High', ['Elm,2020,12,10,'], bounds);
    expect(half).toMatchObject({ values: [12], intervals: [null] });
    expect(half.problems).toEqual([[2, 'High', 'interval_half', 'warning']]);
  });

  it.each([
    ['MOE', 'Elm,2020,12,-2', margin, 'MOE', 'interval_negative_margin'],
    ['MOE', 'Elm,2020,12,about 2', margin, 'MOE', 'interval_unreadable'],
    ['MOE', 'Elm,2020,12,320', margin, 'MOE', 'interval_out_of_range'],
    ['Low,High', 'Elm,2020,12,15,10', bounds, 'Low', 'interval_exchanged'],
    ['Low,High', 'Elm,2020,12,13,15', bounds, 'Low', 'interval_without_value'],
    ['Low,High', 'Elm,2020,12,-1,15', bounds, 'Low', 'interval_out_of_range'],
    ['Low,High', 'Elm,2020,99,95,104', bounds, 'High', 'interval_out_of_range'],
  ])('that cannot be are errors of their row: %s %s', async (columns, row, part, column, code) => {
    const { problems, values } = await read(columns, [row, row.replace(/Elm.*/, 'Oak,2020,12,,')], part);
    expect(problems).toEqual([[2, column, code, 'error']]);
    expect(values).toEqual([12]);
  });

  it('may have been rounded otherwise than their value', async () => {
    const { problems, intervals } = await read('Low,High', ['Elm,2020,12,12.4,15.1'], bounds);
    expect(problems).toEqual([]);
    expect(intervals).toEqual([[12.4, 15.1, null]]);
  });

  it('are a margin or both bounds, and a level that can be one', async () => {
    const errorsOf = async (part: Partial<IndicatorSource>) =>
      (await read('Low,High', ['Elm,2020,12,10,15'], part)).errors;
    const [low, high] = [{ column: 'Low' }, { column: 'High' }];
    expect(await errorsOf({ lowerBound: low })).toEqual(['indicators.0.upperBound MAPPING_INTERVAL_HALF']);
    expect(await errorsOf({ upperBound: high })).toEqual(['indicators.0.lowerBound MAPPING_INTERVAL_HALF']);
    expect(await errorsOf({ margin: low, lowerBound: low, upperBound: high })).toEqual([
      'indicators.0.margin MAPPING_INTERVAL_TWICE',
    ]);
    expect(await errorsOf({ ...bounds, confidence: 9 })).toEqual(['indicators.0.confidence MAPPING_LEVEL']);
    expect(await errorsOf({ ...bounds, confidence: 95 })).toEqual([]);
  });
});
