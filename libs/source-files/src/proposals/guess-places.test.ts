import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessMapping } from './guess-mapping.ts';
import { sniff } from '../text/sniff.ts';
import { profileFile } from '../rows/read-file.ts';

/** The place of the mapping that is proposed for a file. */
async function placeIn(text: string, name = 'file.csv') {
  const bytes = new TextEncoder().encode(text);
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const profiles = await profileFile([bytes], seen.shape);
  const target = { indicatorKey: 'i', measure: 'proportion', cadence: 'school_year' } as const;
  return guessMapping(seen.shape, profiles, seen.sample, name, target).mapping.place;
}

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

const cases = resolve(import.meta.dirname, '../../../../../shared/cases/imports');
if (!existsSync(cases)) console.warn(`SKIPPED: places of the cases beside the checkout; ${cases} is not there.`);
const readCase = (file: string): string => readFileSync(resolve(cases, file), 'utf8');

describe.skipIf(!existsSync(cases))('places of the cases that were given', () => {
  it('m04: the district is the place, its county what it lies in, and the state the place of all', async () => {
    expect(await placeIn(readCase('m04-county-before-district.csv'))).toEqual({
      labelColumn: 'District Name',
      codeColumn: 'District Code',
      codeLength: 4,
      parent: { labelColumn: 'County Name', codeColumn: 'County Code', kind: 'county' },
      total: { labels: ['State Total'], name: 'State', kind: 'state' },
    });
  });

  it('m05: the location is the place, and its type says what it is', async () => {
    expect(await placeIn(readCase('m05-location-type.csv'))).toEqual({
      labelColumn: 'Location',
      kindColumn: 'Location Type',
      kinds: { State: 'state', 'School District': 'district' },
      total: { labels: ['Kentucky'], name: 'Kentucky', kind: 'state' },
    });
  });

  it('same names: the code is the place', async () => {
    expect(await placeIn(readCase('same-name-schools.csv'))).toMatchObject({
      labelColumn: 'School',
      codeColumn: 'Code',
      kind: 'school',
    });
  });
});

describe('the column of places', () => {
  it('is the one whose labels are unique in each period, wherever it stands', async () => {
    const text = lines(
      'Year,Region,Town,Percent',
      '2019,North,Ash,10.5',
      '2019,North,Elm,11.5',
      '2019,South,Oak,12.5',
      '2020,North,Ash,13.5',
      '2020,North,Elm,14.5',
      '2020,South,Oak,15.5',
    );
    expect(await placeIn(text)).toEqual({
      labelColumn: 'Town',
      kind: 'town',
      parent: { labelColumn: 'Region', kind: 'region' },
    });
  });

  it('is that of schools, in districts of which each has several', async () => {
    const text = lines(
      'District ID,District,School ID,School,Year,Group,Rate',
      '0100,Maple,0101,Lincoln,2020-21,All,50.5',
      '0100,Maple,0102,Adams,2020-21,All,51.5',
      '0200,Birch,0201,Lincoln,2020-21,All,52.5',
      '0200,Birch,0202,Grant,2020-21,All,53.5',
    );
    expect(await placeIn(text)).toMatchObject({
      labelColumn: 'School',
      codeColumn: 'School ID',
      kind: 'school',
      parent: { labelColumn: 'District', codeColumn: 'District ID', kind: 'district' },
    });
  });

  it('is that of tracts, in counties', async () => {
    const text = lines(
      'County,Census Tract,Year,Share',
      'Kent,Tract 1,2020,10.1',
      'Kent,Tract 2,2020,11.1',
      'Essex,Tract 9,2020,12.1',
    );
    expect(await placeIn(text)).toMatchObject({
      labelColumn: 'Census Tract',
      kind: 'tract',
      parent: { labelColumn: 'County', kind: 'county' },
    });
  });
});

describe('a column of levels', () => {
  it.each([
    [
      'Geography Level',
      ['State', 'County', 'County'],
      { State: 'state', County: 'county' },
      ['Ohio', 'Adams', 'Allen'],
    ],
    [
      'Entity Type',
      ['Nation', 'State', 'State'],
      { Nation: 'nation', State: 'state' },
      ['United States', 'Ohio', 'Iowa'],
    ],
    [
      'Org Level',
      ['School', 'District', 'School'],
      { School: 'school', District: 'district' },
      ['Elm HS', 'Elm', 'Oak HS'],
    ],
  ])('%s names the kind of each place', async (column, levels, kinds, names) => {
    const text = lines(
      `${column},Area Name,Year,Percent`,
      ...names.map((name, at) => `${levels[at]},${name},2020,${at + 10}.5`),
    );
    expect(await placeIn(text)).toMatchObject({ labelColumn: 'Area Name', kindColumn: column, kinds });
  });
});

describe('rows that tell of all places together', () => {
  it.each([
    ['Statewide', 'state'],
    ['Connecticut', 'state'],
    ['All Districts', 'state'],
    ['United States', 'nation'],
  ])('%s is the place of all others', async (label, kind) => {
    const text = lines('District,Year,Percent', 'Elm,2020,10.5', 'Oak,2020,11.5', `${label},2020,11.0`);
    expect(await placeIn(text)).toMatchObject({
      labelColumn: 'District',
      total: { labels: [label], name: label === 'All Districts' ? '' : label, kind },
    });
  });

  it('are not the states of a file about states', async () => {
    const text = lines('State,Year,Percent', 'Ohio,2020,10.5', 'Iowa,2020,11.5', 'Utah,2020,11.0', 'Maine,2020,12.5');
    expect(await placeIn(text)).toEqual({ labelColumn: 'State', kind: 'state' });
  });
});

describe('a column of places that names none on rows of what encloses them', () => {
  const rows = (heads: string, whole: string, districts: readonly [string, string]): string =>
    lines(
      heads,
      `${districts[0]},${whole},2021-22,30,50.0`,
      `${districts[0]},Pine,2021-22,12,40.0`,
      `${districts[0]},Larch,2021-22,18,56.7`,
      `${districts[1]},${whole},2021-22,20,45.0`,
      `${districts[1]},Aspen,2021-22,20,45.0`,
    );

  it.each([
    ['nothing', '', undefined],
    ['"All Schools"', 'All Schools', ['All Schools']],
    ['"District Total"', 'District Total', ['District Total']],
    ['"Total"', 'Total', ['Total']],
  ])('is the place all the same, where %s stands there', async (_what, whole, labels) => {
    const place = await placeIn(rows('District,School,Year,Tested,Percent', whole, ['Ash Unified', 'Elm Unified']));
    expect(place).toEqual({
      labelColumn: 'School',
      kind: 'school',
      parent: { labelColumn: 'District', kind: 'district', ...(labels && { whole: labels }) },
    });
  });

  it('is the place where each district has one school only', async () => {
    const text = lines(
      'County,Town,Year,Percent',
      'Ash,,2021-22,50.0',
      'Ash,Pine,2021-22,50.0',
      'Elm,,2021-22,45.0',
      'Elm,Aspen,2021-22,45.0',
    );
    expect(await placeIn(text)).toEqual({
      labelColumn: 'Town',
      kind: 'town',
      parent: { labelColumn: 'County', kind: 'county' },
    });
  });

  it('keeps the place of all beside them', async () => {
    const text = lines(
      'District,School,Year,Percent',
      'State,All Schools,2021-22,49.0',
      'Ash Unified,All Schools,2021-22,50.0',
      'Ash Unified,Pine,2021-22,50.0',
      'Elm Unified,All Schools,2021-22,45.0',
      'Elm Unified,Aspen,2021-22,45.0',
    );
    expect(await placeIn(text)).toEqual({
      labelColumn: 'School',
      kind: 'school',
      parent: { labelColumn: 'District', kind: 'district', whole: ['All Schools'] },
      total: { labels: ['State'], name: 'State', kind: 'state' },
    });
  });
});

describe('a column that is called a number', () => {
  it('is no code of places where its numbers stand with several of them', async () => {
    const text = lines(
      'Name,Group,Year,Students Tested,Number Proficient,Percent Proficient',
      ...['Ash', 'Elm', 'Oak'].flatMap((name) => [`${name},All,2021-22,50,4,8.0`, `${name},Girls,2021-22,25,3,12.0`]),
    );
    expect((await placeIn(text)).codeColumn).toBeUndefined();
  });

  it('is their code where each is of one place, though two places have one name', async () => {
    const text = lines(
      'School,School Number,Year,Percent',
      'Lincoln,0104,2021-22,50.0',
      'Lincoln,0231,2021-22,45.0',
      'Adams,0330,2021-22,45.0',
    );
    expect((await placeIn(text)).codeColumn).toBe('School Number');
  });
});

it('a name beside a name is not what encloses it', async () => {
  const text = lines(
    'Town,District,Year,Percent',
    'Ash,Ash School District,2021-22,50.0',
    'Elm,Elm School District,2021-22,45.0',
    'Ash,Ash School District,2022-23,51.0',
    'Elm,Elm School District,2022-23,46.0',
  );
  expect((await placeIn(text)).parent).toBeUndefined();
});

describe('names of nations among places', () => {
  it('are the place of all others where they stand first in a column of areas', async () => {
    const place = await placeIn(
      lines('Area Name,Year,Rate', 'England,2021-22,22', 'Camden,2021-22,20', 'Leeds,2021-22,21'),
    );
    expect(place.total).toEqual({ labels: ['England'], name: 'England', kind: 'nation' });
  });

  it.each([
    ['a column of towns', 'Town', 'Scotland', 'Andover', 'Bethel'],
    ['an alphabet of areas', 'Area Name', 'Andover', 'Scotland', 'Wolcott'],
    ['several of them', 'Area Name', 'England', 'Scotland', 'Wales'],
  ])('are places like others in %s', async (_what, column, ...names) => {
    const place = await placeIn(
      lines(`${column},Year,Rate`, ...names.map((name, at) => `${name},2021-22,${20 + at}.5`)),
    );
    expect(place.total).toBeUndefined();
  });
});
