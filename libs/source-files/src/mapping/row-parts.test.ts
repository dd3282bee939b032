import { describe, expect, it } from 'vitest';
import { placeOf } from './row-parts.ts';
import type { PlaceSource } from './mapping.ts';

const columns = ['district', 'school', 'code', 'district code'];
const placeIn = (source: PlaceSource, ...cells: string[]) => placeOf(source, (name) => columns.indexOf(name))(cells);

const schools: PlaceSource = {
  labelColumn: 'school',
  codeColumn: 'code',
  kind: 'school',
  parent: { labelColumn: 'district', codeColumn: 'district code', kind: 'district', whole: ['All Schools'] },
  total: { labels: ['State'], name: 'New State', kind: 'state' },
};
const district = { label: 'Ash Unified', code: '07', kind: 'district', parentLabel: null, parentCode: null };

describe('the place of a row', () => {
  it('is the school in its district', () => {
    expect(placeIn(schools, 'Ash Unified', 'Pine', '0701', '07')).toEqual({
      label: 'Pine',
      code: '0701',
      kind: null,
      parentLabel: 'Ash Unified',
      parentCode: '07',
    });
  });

  it.each([
    ['names no school', ['Ash Unified', '', '', '07']],
    ['names no school, with the district’s code', ['Ash Unified', '', '07', '07']],
    ['says all schools', ['Ash Unified', 'all schools', '0700', '07']],
  ])('is the district where the row %s', (_what, cells) => {
    expect(placeIn(schools, ...cells)).toEqual(district);
  });

  it('is the state where that stands in the district’s column', () => {
    for (const school of ['', 'All Schools'])
      expect(placeIn(schools, 'State', school, '', '')).toMatchObject({ label: 'New State', kind: 'state' });
  });

  it('is known by its code alone, and unknown where there is none and no district', () => {
    expect(placeIn(schools, 'Ash Unified', '', '0701', '07')).toMatchObject({ label: null, code: '0701' });
    expect(placeIn(schools, '', '', '', '')).toMatchObject({ label: null, code: null });
  });
});
