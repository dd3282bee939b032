import { describe, expect, it } from 'vitest';
import { CellReader, readBound, readNumber } from './marks.ts';

describe('numbers', () => {
  it.each([
    ['12', 12, 0],
    ['1,059', 1_059, 0],
    ['1,234,567.50', 1_234_567.5, 2],
    ['37.200000000000003', 37.2, 1],
    ['64.9 %', 64.9, 1],
    ['-9999', -9_999, 0],
    ['\u22123', -3, 0],
    ['.5', 0.5, 1],
    ['-0', 0, 0],
    ['1.2e3', 1_200, 0],
  ])('reads %s', (text, value, decimals) => expect(readNumber(text)).toMatchObject({ value, decimals }));

  it('says which numbers carry a percent sign, and takes off the noise of spreadsheets', () => {
    expect(readNumber('45.2%')).toEqual({ value: 45.2, decimals: 1, percent: true });
    expect(readNumber('45.2')).toEqual({ value: 45.2, decimals: 1 });
    expect(readNumber('12.600000000000001')).toEqual({ value: 12.6, decimals: 1 });
  });

  it.each(['', '.', '-', '1,05', '1,0590', '12a', '1 2', '*', 'e5', '1.2.3', 'NaN', 'Infinity'])(
    'does not read %j',
    (text) => {
      expect(readNumber(text)).toBeNull();
    },
  );

  it('reads decimal commas when told so', () => {
    expect(readNumber('1.059,5', 'comma')).toEqual({ value: 1_059.5, decimals: 1 });
    expect(readNumber('12,25', 'comma')).toEqual({ value: 12.25, decimals: 2 });
    expect(readNumber('12.25', 'comma')).toBeNull();
  });
});

describe('bounds', () => {
  it.each([
    ['GE95', 95, null],
    ['LE5', 0, 5],
    ['<5', 0, 5],
    ['>= 90%', 90, null],
    ['≤10', 0, 10],
    ['60-79', 60, 79],
    ['60–79 %', 60, 79],
    ['20 to 29', 20, 29],
    ['95 or more', 95, null],
    ['2,500-', 0, 2_500],
    ['250,000+', 250_000, null],
    ['5 or fewer', 0, 5],
  ])('reads %s', (text, lower, upper) => expect(readBound(text)).toEqual({ lower, upper }));
  it.each(['79-60', 'GE', '<', 'a-b', '<x'])('does not read %s', (text) => expect(readBound(text)).toBeNull());
});

describe('cells by a mapping’s marks', () => {
  const reader = new CellReader({
    marks: [
      { text: '*', status: 'suppressed_by_source' },
      { text: '-9999', status: 'suppressed_by_source' },
      { text: 'NA', status: 'not_reported' },
    ],
    blank: 'not_reported',
  });

  it('reads marks before numbers, without case, and sentinels by value', () => {
    expect(reader.read('*')).toEqual({ kind: 'mark', status: 'suppressed_by_source' });
    expect(reader.read('-9999.0')).toEqual({ kind: 'mark', status: 'suppressed_by_source' });
    expect(reader.read('na')).toEqual({ kind: 'mark', status: 'not_reported' });
    expect(reader.read('')).toEqual({ kind: 'mark', status: 'not_reported' });
    expect(reader.read('0.0')).toEqual({ kind: 'number', value: 0, decimals: 1 });
  });

  it('reports what it does not know', () => {
    expect(reader.read('NS')).toMatchObject({ kind: 'problem', message: expect.stringContaining('“NS”') });
    expect(new CellReader({ marks: [], blank: 'problem' }).read('')).toMatchObject({ kind: 'problem' });
  });
});
