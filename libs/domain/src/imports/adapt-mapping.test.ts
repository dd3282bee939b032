import { describe, expect, it } from 'vitest';
import { adaptMapping, columnsOf } from './adapt-mapping.ts';
import type { ImportMapping } from './mapping.ts';

const stored: ImportMapping = {
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
    expect(columnsOf(stored)).toEqual([
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
    expect(adaptMapping(stored, columnsOf(stored))).toEqual({ mapping: stored, fit: 1, renamed: {}, missing: [] });
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
    const { mapping, fit, missing } = adaptMapping(stored, columns);
    expect([fit, missing]).toEqual([1, []]);
    expect(columnsOf(mapping)).toEqual(columns);
  });

  it('says what is not there, and how much is', () => {
    const { fit, missing, mapping } = adaptMapping(stored, ['School Year', 'District Name', 'Value']);
    expect(missing).toEqual(['District Code', 'Race/Ethnicity', 'Grade', 'Variable', 'Total Tested', 'Note']);
    expect(fit).toBeCloseTo(3 / 9);
    expect(mapping.place.codeColumn).toBe('District Code');
  });
});
