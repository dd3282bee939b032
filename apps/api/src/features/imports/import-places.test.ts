import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { ImportSteps, selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PlaceLabelService } from '../places/place-label.service.ts';
import { PlaceService } from '../places/place.service.ts';
import { ImportReadsService } from './import-reads.service.ts';

const cases = resolve(import.meta.dirname, '../../../../../../shared/cases/imports');
if (!existsSync(cases)) console.warn(`SKIPPED: places of the cases beside the checkout; ${cases} is not there.`);
const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe.each(bothEngines)('places that files bring, on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  let places: PlaceService;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
    places = world.app.get(PlaceService, { strict: false });
  });
  afterAll(() => world.close());

  const check = (text: string, change?: (mapping: ImportMapping) => void) => steps.checkProposed(text, change);
  const commit = (text: string, change?: (mapping: ImportMapping) => void) => steps.commitProposed(text, change);
  const listPlaces = async (search: string) =>
    (await places.page(world.member, 50, null, { search })).nodes.map(({ shownName, kind, parentName, codes }) => ({
      name: shownName,
      kind,
      within: parentName,
      codes: codes.map(({ system, code }) => `${system} ${code}`),
    }));
  const values = (name: string) =>
    selectAsOwner<{ value: number; within: string | null }>(
      world,
      `SELECT o.value, q.name AS within FROM observation o JOIN place p ON p.id = o.place_id LEFT JOIN place q ON q.id = p.parent_id
       WHERE p.name = '${name}' ORDER BY o.value`,
    );

  describe.skipIf(!existsSync(cases))('of the cases that were given', () => {
    const readCase = (file: string): string => readFileSync(resolve(cases, file), 'utf8');

    it('two schools of one name and two codes are two places', async () => {
      await commit(readCase('same-name-schools.csv'));
      expect(await listPlaces('Springfield High')).toEqual([
        { name: 'Springfield High School · 390001', kind: 'school', within: null, codes: ['state_school 390001'] },
        { name: 'Springfield High School · 390002', kind: 'school', within: null, codes: ['state_school 390002'] },
      ]);
      expect((await values('Springfield High School')).map(({ value }) => value)).toEqual([80, 90]);
      // The next year's file means the same two.
      await commit(readCase('same-name-schools.csv').replaceAll('2011-12', '2012-13'));
      expect(await listPlaces('Springfield High')).toHaveLength(2);
    });

    it('districts lie in their counties, and counties in the state', async () => {
      await commit(readCase('m04-county-before-district.csv'));
      expect(await listPlaces('Elm 1')).toEqual([
        { name: 'Elm 1', kind: 'district', within: 'ADAMS', codes: ['state_district 0010'] },
      ]);
      expect(await listPlaces('ADAMS')).toEqual([
        { name: 'ADAMS', kind: 'county', within: 'State', codes: ['state 01'] },
      ]);
      expect(await listPlaces('State')).toMatchObject([{ kind: 'state', within: null }]);
      expect(await values('State')).toEqual([{ value: 33.4, within: null }]);
    });

    it('a level says what each place is', async () => {
      await commit(readCase('m05-location-type.csv'));
      expect(await listPlaces('Kentucky')).toMatchObject([{ kind: 'state', within: null }]);
      expect(await listPlaces('Oak Co.')).toMatchObject([{ kind: 'district', within: 'Kentucky' }]);
    });
  });

  it.each([
    [
      'by district',
      'District,School,Year,Share',
      'Maple,Lincoln M,2020-21,51',
      'Birch,Lincoln M,2020-21,52',
      'Birch,Grant M,2020-21,53',
    ],
    [
      'by county',
      'Year,County,Town,Percent',
      '2020-21,Kent,Lincoln T,51',
      '2020-21,Essex,Lincoln T,52',
      '2020-21,Essex,Milton T,53',
    ],
    [
      'by region',
      'Region,Agency,Year,Rate',
      'North,Lincoln A,2020-21,51',
      'South,Lincoln A,2020-21,52',
      'South,Milton A,2020-21,53',
    ],
  ])('of one name are told apart %s, in this file and the next', async (_what, header, ...rows) => {
    const columns = header.split(',');
    const name = columns.findIndex((column) => /School|Town|Agency/.test(column));
    const outer = columns.findIndex((column) => /District|County|Region/.test(column));
    const change = ({ place }: ImportMapping) => {
      place.labelColumn = columns[name] ?? '';
      place.parent = { labelColumn: columns[outer] ?? '', kind: 'county' };
    };
    await commit(lines(header, ...rows), change);
    const twin = rows[0]?.split(',')[name] ?? '';
    const around = rows.slice(0, 2).map((row) => row.split(',')[outer]);
    expect((await values(twin)).map(({ within }) => within)).toEqual(around);
    await commit(lines(header, ...rows).replaceAll('2020-21', '2021-22'), change);
    expect(await listPlaces(twin)).toHaveLength(2);
  });

  describe('whose codes are given anew in each district', () => {
    const header = 'District Code,District Name,School Code,School Name,Year,Percent';
    const rows = Array.from({ length: 50 }, (_, at) => {
      const code = String(at + 1).padStart(4, '0');
      return [
        `${code},District ${code},001,High School,2020-21,${at + 10}`,
        `${code},District ${code},002,Elm ${at},2020-21,${at + 20}`,
      ];
    }).flat();
    const text = lines(header, ...rows);

    it('are as many as there are districts, in this file and in the next', async () => {
      const checked = await check(text);
      expect(checked.report?.problems).toEqual([]);
      await steps.service.commit(world.dataManager, steps.step(checked));
      const schools = () =>
        selectAsOwner<{ value: number; within: string; code: string }>(
          world,
          `SELECT o.value, q.name AS within, c.code FROM observation o JOIN place p ON p.id = o.place_id JOIN place q ON q.id = p.parent_id
           JOIN place_code c ON c.place_id = p.id WHERE p.name = 'High School' ORDER BY o.period_start, c.code`,
        );
      const first = await schools();
      expect(first).toHaveLength(50);
      expect(first[49]).toEqual({ value: 59, within: 'District 0050', code: '0050/001' });
      const next = await commit(text.replaceAll('2020-21', '2021-22'));
      expect(next.report?.overlap).toEqual({ added: 100, changed: 0, same: 0 });
      expect(await schools()).toHaveLength(100);
      expect((await listPlaces('High School')).filter(({ codes }) => codes.length > 0)).toHaveLength(50);
    });

    it('are never taken for one where the mapping says that a code is enough', async () => {
      const other = text.replaceAll('District 0', 'Parish 0').replaceAll(',001,', ',91,').replaceAll(',002,', ',92,');
      // Equal numbers make no one place of many either.
      for (const values of [other, other.replaceAll(/,\d+$/gm, ',50.5')]) {
        const checked = await check(values.replaceAll(/^0/gm, '7'), ({ place }) => delete place.codesWithinParent);
        expect(checked.report?.problems).toContainEqual({ code: 'code_in_several', severity: 'error', count: 2 });
      }
    });

    it.each([
      ['schools in districts', 'District Name,School Name,School ID,Year,Rate', 'district'],
      ['towns in counties', 'County,Town,Town Code,Year,Rate', 'county'],
      ['sites in regions', 'Region,Site,Site Number,Year,Rate', 'region'],
    ])('are asked about when another one has that code and name already: %s', async (_what, columns, kind) => {
      const [outer = '', name = '', code = ''] = columns.split(',');
      const change = ({ place }: ImportMapping) => {
        Object.assign(place, { labelColumn: name, codeColumn: code, parent: { labelColumn: outer, kind } });
        for (const field of ['codesWithinParent', 'codeLength'] as const) delete place[field];
      };
      await commit(lines(columns, `Ash ${kind},Central ${kind},77${kind},2020-21,50`), change);
      const there = lines(columns, `Quince,Central ${kind},77${kind},2021-22,51`);
      const checked = await check(there, change);
      expect(checked.report?.problems).toEqual([{ code: 'unclear_place', severity: 'error', count: 1 }]);
      expect(checked.report?.unknownPlaces).toMatchObject([{ doubt: 'within', likely: { name: `Central ${kind}` } }]);
    });
  });

  describe('whose code or name is not quite that of ours', () => {
    const header = 'District,District Code,Year,Rate';
    const ours = () =>
      places.add(world.dataManager, {
        idempotencyKey: uuidv7(),
        id: uuidv7(),
        name: 'Harbor View',
        kind: 'district',
        codes: [{ system: 'state_district', code: '00777' }],
      });
    let id: string;
    beforeAll(async () => {
      id = (await ours()).id;
      await places.add(world.dataManager, { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Salem', kind: 'county' });
    });

    it.each([
      ['zeros', lines(header, 'Harbor View,777,2020-21,50', 'Else,12345,2020-21,51'), 'Harbor View'],
      ['name', lines(header, 'Quince Academy,00777,2020-21,50', 'Else,12345,2020-21,51'), 'Quince Academy'],
      [
        'kind',
        lines('Level,Area Name,Year,Rate', 'District,Salem,2020-21,50', 'School,Salem High,2020-21,51'),
        'Salem',
      ],
    ])('are asked about and never attached: %s', async (doubt, text, label) => {
      const checked = await check(text, ({ place }) => delete place.codeLength);
      expect(checked.report?.problems).toEqual([{ code: 'unclear_place', severity: 'error', count: 1 }]);
      expect(checked.report?.unknownPlaces.find((each) => each.label === label)).toMatchObject({
        doubt,
        likely: { name: expect.any(String) },
      });
    });

    it('are asked about without a likely one where several of ours have that name', async () => {
      for (const code of ['9401-2201', '9404-3310']) {
        const codes = [{ system: 'state_school' as const, code }];
        const school = { id: uuidv7(), name: 'Lincoln Elementary', kind: 'school' as const, codes };
        await places.add(world.dataManager, { idempotencyKey: uuidv7(), ...school });
      }
      const checked = await check(lines('School,Year,Rate', 'Lincoln Elementary,2020-21,50', 'Else,2020-21,51'));
      const unknown = checked.report?.unknownPlaces.find(({ label }) => label === 'Lincoln Elementary');
      expect(unknown).toMatchObject({ doubt: 'several' });
      expect(unknown?.likely).toBeUndefined();
    });

    it('are likely the one whose code ends as the file’s, or which lies where the file says, and asked about', async () => {
      const columns = 'District,School #,School,Year,Rate';
      const add = async (name: string, kind: 'district' | 'school', code?: string, parentId?: string) =>
        places.add(world.dataManager, {
          idempotencyKey: uuidv7(),
          id: uuidv7(),
          name,
          kind,
          ...(code === undefined ? {} : { codes: [{ system: 'state_school' as const, code }] }),
          ...(parentId === undefined ? {} : { parentId }),
        });
      const [north, south] = [
        await add('Northfield School District', 'district'),
        await add('Southgate SD', 'district'),
      ];
      const [one, other] = [
        await add('Madison Elementary', 'school', '5501-4410', north.id),
        await add('Madison Elementary', 'school', '5502-4420', south.id),
      ];
      const rows = [
        'Northfield SD,4410,Madison Elementary,2020-21,50',
        'Southgate SD,4420,Madison Elementary,2020-21,60',
      ];
      const checked = await check(lines(columns, ...rows, 'Southgate SD,4455,Else,2020-21,51'));
      expect(checked.report?.unknownPlaces.filter(({ label }) => label === 'Madison Elementary')).toMatchObject([
        { code: '4410', doubt: 'ending', likely: { id: one.id } },
        { code: '4420', doubt: 'ending', likely: { id: other.id } },
      ]);
      const uncoded = rows.map((row) => row.replace(/,\d+,/, ','));
      const named = await check(lines('District,School,Year,Rate', ...uncoded, 'Southgate SD,Else,2020-21,51'));
      const likely = named.report?.unknownPlaces.filter(({ label }) => label === 'Madison Elementary') ?? [];
      expect(likely.map((each) => each.likely?.id)).not.toContain(undefined);
    });

    it('are what the person says: one of ours, or another place', async () => {
      const text = lines(header, 'Quince Academy,00777,2020-21,50', 'Harbor View,777,2019-20,49');
      const labels = world.app.get(PlaceLabelService, { strict: false });
      const meaning = { idempotencyKey: uuidv7(), labels: [{ label: 'Harbor View', placeId: id }] };
      await labels.map(world.dataManager, meaning);
      await commit(text, ({ place }) => {
        place.separate = ['Quince Academy'];
        delete place.codeLength;
      });
      expect((await values('Harbor View')).map(({ value }) => value)).toEqual([49]);
      expect((await values('Quince Academy')).map(({ value }) => value)).toEqual([50]);
    });
  });

  it('take no numbers once they are retired', async () => {
    const text = lines('District,Year,Rate', 'Old Town,2020-21,50');
    await commit(text);
    const [place] = (await places.page(world.member, 5, null, { search: 'Old Town' })).nodes;
    const { id = '', version = 0 } = place ?? {};
    await places.retire(world.dataManager, { idempotencyKey: uuidv7(), id, version });
    // Neither they nor new places of their name.
    for (const unknown of ['ask', 'add'] as const) {
      const checked = await check(text.replace('2020-21', '2021-22'), (mapping) => (mapping.place.unknown = unknown));
      expect(checked.report?.problems).toMatchObject([{ code: 'retired_place', severity: 'error', count: 1 }]);
      expect(checked.report?.unknownPlaces).toMatchObject([{ doubt: 'retired', likely: { id, name: 'Old Town' } }]);
    }
    // Unless the person says that it is another one.
    await commit(text.replace('2020-21', '2021-22'), (mapping) => (mapping.place.separate = ['Old Town']));
    expect((await values('Old Town')).map(({ value }) => value)).toEqual([50, 50]);
  });

  it('of all together are the only one of their kind, and wait for a name where there are several', async () => {
    const add = (name: string) =>
      places.add(world.dataManager, { idempotencyKey: uuidv7(), id: uuidv7(), name, kind: 'nation' });
    const text = lines('State,Year,Rate', 'Ohio,2020-21,50', 'Iowa,2020-21,51', 'National Total,2020-21,50.5');
    const reads = world.app.get(ImportReadsService, { strict: false });
    const guess = async () => {
      const file = await steps.upload(text);
      return reads.guess(world.dataManager, file.id, [world.ids.indicator]);
    };
    await add('Freedonia');
    expect((await guess()).mapping).toMatchObject({ place: { total: { name: 'Freedonia', kind: 'nation' } } });
    await add('Sylvania');
    expect((await guess()).mapping).toMatchObject({ place: { total: { name: 'National', kind: 'nation' } } });
  });

  it('of three levels lie in each other, also where an inner one comes first', async () => {
    const text = lines(
      'ISD Name,District Name,School Name,Year,Rate',
      'Kestrel ISD,Ashby,Tern School,2020-21,50',
      'Kestrel ISD,Ashby,,2020-21,51',
      'Kestrel ISD,,,2020-21,52',
      'Heron ISD,Elmby,,2020-21,53',
      'Heron ISD,Elmby,Plover School,2020-21,54',
      'Heron ISD,,,2020-21,55',
    );
    await commit(text);
    const placeOf = async (name: string) => {
      const [place] = (await places.page(world.member, 5, null, { search: name })).nodes;
      return place;
    };
    const [isd, district, school] = [
      await placeOf('Kestrel ISD'),
      await placeOf('Ashby'),
      await placeOf('Tern School'),
    ];
    expect([isd?.kind, district?.kind, school?.kind]).toEqual(['region', 'district', 'school']);
    expect([district?.parentId, school?.parentId]).toEqual([isd?.id, district?.id]);
    expect((await placeOf('Elmby'))?.parentId).toBe((await placeOf('Heron ISD'))?.id);
  });

  it('are checked for those who may import, and for nobody else', async () => {
    const file = await steps.upload(lines('District,Year,Rate', 'Elm,2020-21,50'));
    const reads = world.app.get(ImportReadsService, { strict: false });
    const ids = [world.ids.indicator];
    await expect(reads.guess(world.member, file.id, ids)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(reads.guess(world.outsider, file.id, ids)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});
