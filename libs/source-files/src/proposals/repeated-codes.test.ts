import { describe, expect, it } from 'vitest';
import { checkMapping } from '../mapping/check-mapping.ts';
import { readAsProposed } from '../test/read-as-proposed.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('codes that are given anew in each enclosing place', () => {
  it.each([
    {
      what: 'schools in districts that have codes',
      text: lines(
        'District Code,District Name,School Code,School Name,School Year,Percent',
        '0010,Ash,001,Lincoln,2020-21,51.5',
        '0010,Ash,002,Grant,2020-21,52.5',
        '0020,Birch,001,Milton,2020-21,53.5',
        '0020,Birch,002,Lincoln,2020-21,54.5',
        '0030,Cedar,001,High School,2020-21,55.5',
      ),
      place: {
        labelColumn: 'School Name',
        codeColumn: 'School Code',
        codesWithinParent: true,
        parent: { labelColumn: 'District Name', codeColumn: 'District Code', kind: 'district' },
      },
      codes: ['0010/001', '0010/002', '0020/001', '0020/002', '0030/001'],
      shown: { code: '001', within: 'District Name', example: '0010/001' },
    },
    {
      what: 'districts in counties that have none',
      text: lines(
        'Year,County,District,District ID,Rate',
        '2020,Kent,Harbor,1,11.5',
        '2020,Kent,Quince,2,12.5',
        '2020,Essex,Milton,1,13.5',
        '2020,Essex,Salem,2,14.5',
        '2021,Kent,Harbor,1,15.5',
      ),
      place: { labelColumn: 'District', codeColumn: 'District ID', parent: { labelColumn: 'County', kind: 'county' } },
      codes: ['Kent/1', 'Kent/2', 'Essex/1', 'Essex/2', 'Kent/1'],
      shown: { code: '1', within: 'County', example: 'Kent/1' },
    },
    {
      what: 'schools whose names repeat too',
      text: lines(
        'LEA Name,School Name,School ID,Year,Share',
        'Ash,High School,01,2020,21.5',
        'Ash,Middle School,02,2020,22.5',
        'Birch,Middle School,01,2020,23.5',
        'Birch,High School,02,2020,24.5',
      ),
      place: { labelColumn: 'School Name', codeColumn: 'School ID', codesWithinParent: true },
      codes: ['Ash/01', 'Ash/02', 'Birch/01', 'Birch/02'],
      shown: { code: '01', within: 'LEA Name', example: 'Ash/01' },
    },
  ])('are recognised: $what', async ({ text, place, codes, shown }) => {
    const read = await readAsProposed(text, {});
    expect(read.mapping.place).toMatchObject(place);
    expect(read.drafts.map(({ placeCode }) => placeCode)).toEqual(codes);
    const proposal = read.proposals.find(({ code }) => code === 'repeated_codes');
    expect(proposal).toMatchObject({ path: 'place.codesWithinParent', params: shown });
  });

  it('are codes of their own where the publisher gives each once', async () => {
    const text = lines(
      'District,School,School Code,Year,Percent',
      'Ash,Lincoln,1001,2020,51.5',
      'Ash,Grant,1002,2020,52.5',
      'Birch,Milton,2001,2020,53.5',
    );
    const read = await readAsProposed(text, {});
    expect(read.mapping.place.codesWithinParent).toBeUndefined();
    expect(read.drafts.map(({ placeCode }) => placeCode)).toEqual(['1001', '1002', '2001']);
    expect(read.proposals.map(({ code }) => code)).not.toContain('repeated_codes');
  });
});

describe('the check of a mapping of places', () => {
  const errorsOf = (place: object): [string, string][] => {
    const checked = checkMapping({ place }, ['A', 'B', 'C']);
    const errors = checked.ok ? [] : checked.errors;
    return errors.flatMap(({ path, refusal }) =>
      path.startsWith('place') ? [[path, refusal.code] as [string, string]] : [],
    );
  };

  it.each([
    [
      { labelColumn: 'A', codeColumn: 'B', codesWithinParent: true },
      'place.codesWithinParent',
      'MAPPING_CODES_WITHIN_NOTHING',
    ],
    [
      { labelColumn: 'A', parent: { labelColumn: 'C' }, codesWithinParent: true },
      'place.codesWithinParent',
      'MAPPING_CODES_WITHIN_NOTHING',
    ],
    [{ labelColumn: 'A', parent: { labelColumn: 'A' } }, 'place.parent.labelColumn', 'MAPPING_PLACE_IN_ITSELF'],
    [
      { labelColumn: 'A', total: { labels: [], name: 'All', kind: 'state' } },
      'place.total.labels',
      'MAPPING_TOTAL_LABELS_MISSING',
    ],
    [{ labelColumn: 'A', kindColumn: 'Level' }, 'place.kindColumn', 'MAPPING_UNKNOWN_COLUMN'],
  ])('refuses %j', (place, path, code) => {
    expect(errorsOf(place)).toContainEqual([path, code]);
  });

  it('takes codes within what encloses them', () => {
    const place = { labelColumn: 'A', codeColumn: 'B', codesWithinParent: true, parent: { labelColumn: 'C' } };
    expect(errorsOf(place)).toEqual([]);
  });
});
