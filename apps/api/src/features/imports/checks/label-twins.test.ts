import { describe, expect, it } from 'vitest';
import { type FoundLabels, LabelTwins } from './label-twins.ts';

const row = (
  placeId: string | null,
  placeLabel: string,
  placeCode: string | null = null,
  labels = ['All'],
): FoundLabels => ({
  draft: { placeLabel, placeCode, parentLabel: null, parentCode: null, populationLabels: labels },
  placeId,
  populationId: null,
});

const hasTwins = (...rows: FoundLabels[]): boolean => {
  const twins = new LabelTwins();
  for (const each of rows) twins.note(each);
  return twins.found;
};

describe('labels that turn out to be one', () => {
  it('are none while each place has one label, whatever its case', () => {
    expect(hasTwins(row('1', 'Bridgeport'), row('2', 'Hartford'), row('1', 'BRIDGEPORT'))).toBe(false);
  });
  it('are two labels or two codes of one place', () => {
    expect(hasTwins(row('1', 'Bridgeport'), row('1', 'Bridgeport School District'))).toBe(true);
    expect(hasTwins(row('1', 'Bridgeport', '15'), row('1', 'Bridgeport', '0015'))).toBe(true);
    expect(hasTwins(row('1', 'Bridgeport', 'a1'), row('1', 'Bridgeport', 'A1'))).toBe(true);
  });
  it('are two labels under one code of a place that will be added', () => {
    expect(hasTwins(row(null, 'Bridgeport', '15'), row(null, 'City of Bridgeport', '15'))).toBe(true);
    expect(hasTwins(row(null, 'Bridgeport'), row(null, 'Hartford'))).toBe(false);
  });
  it('are two labels of one population', () => {
    const rowNamed = (label: string) => ({ ...row('1', 'Bridgeport', null, [label]), populationId: 'p' });
    expect(hasTwins(rowNamed('Black'), rowNamed('BLACK'))).toBe(false);
    expect(hasTwins(rowNamed('Black'), rowNamed('Black or African American'))).toBe(true);
  });
});
