import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { ImportSteps } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PlaceService } from '../places/place.service.ts';
import { ImportLabelsService } from './import-labels.service.ts';
import { ImportReadsService } from './import-reads.service.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe.each(engines)('schools of one name on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
  });
  afterAll(() => world.close());

  const service = <T>(type: new (...args: never[]) => T): T => world.app.get(type, { strict: false });
  const add = async (name: string, kind: 'district' | 'school', parentId: string | null, code?: string) => {
    const codes = code === undefined ? {} : { codes: [{ system: 'state_school' as const, code }] };
    const place = { idempotencyKey: uuidv7(), id: uuidv7(), name, kind, ...(parentId && { parentId }), ...codes };
    return (await service(PlaceService).add(world.dataManager, place)).id;
  };
  /** The labels of a checked file that nobody knows, by what they lie in, each with what is offered. */
  const offers = async (...rows: string[]) => {
    const checked = await steps.checkProposed(lines(...rows), (mapping) => (mapping.place.unknown = 'ask'));
    const search = { subject: 'place' as const, standing: 'asked' as const };
    const page = await service(ImportLabelsService).page(world.dataManager, checked.id, search, 50, null);
    return page.nodes.map(({ within, doubt, likely }) => [within, doubt, likely?.id ?? null]);
  };

  it('are not offered for one of a third district, and the nearest name is not where it is that of two', async () => {
    for (const name of ['Aurora', 'Denver'])
      await add('Roosevelt Elementary', 'school', await add(name, 'district', null));
    const header = 'District,School,Year,Rate';
    expect(await offers(header, 'Boulder,Roosevelt Elementary,2020-21,50', 'Boulder,Else,2020-21,51')).toEqual(
      expect.arrayContaining([['Boulder', null, null]]),
    );
    expect(await offers('School,Year,Rate', 'Rosevelt Elementary,2020-21,50', 'Else,2020-21,51')).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });

  it('are offered where the district says which, though the name has a slip', async () => {
    const [ids, names] = [[] as string[], ['Elmwood', 'Oakwood']];
    for (const name of names)
      ids.push(await add('Jefferson Middle School', 'school', await add(name, 'district', null)));
    const header = 'District,School,Year,Rate';
    expect(
      await offers(header, 'Elmwood,Jeferson Middle School,2020-21,50', 'Oakwood,Jeferson Middle School,2020-21,51'),
    ).toEqual(names.map((name, at) => [name, null, ids[at]]));
  });

  it('are asked about where the code ends as that of one, though another one has no code at all', async () => {
    await add('Grant High', 'school', null);
    const coded = await add('Grant High', 'school', null, '5501-7710');
    expect(await offers('School,School Code,Year,Rate', 'Grant High,7710,2020-21,50', 'Else,7711,2020-21,51')).toEqual(
      expect.arrayContaining([[null, 'ending', coded]]),
    );
  });

  it('stand in the preview each by itself, with its district', async () => {
    const checked = await steps.checkProposed(
      lines(
        'District,School,Year,Rate',
        'Ash,Lincoln Elementary,2020-21,50',
        'Ash,Lincoln Elementary,2021-22,52',
        'Birch,Lincoln Elementary,2020-21,60',
        'Birch,Grant Elementary,2020-21,61',
      ),
    );
    const reads = service(ImportReadsService);
    const first = await reads.preview(world.dataManager, checked.id, 2, null);
    const rest = await reads.preview(world.dataManager, checked.id, 2, first.pageInfo.endCursor);
    const series = [...first.nodes, ...rest.nodes].map(({ place, within, values }) => [place, within, values]);
    expect(first.totalCount).toBe(3);
    expect(series).toEqual([
      ['Grant Elementary', 'Birch', [61]],
      ['Lincoln Elementary', 'Ash', [50, 52]],
      ['Lincoln Elementary', 'Birch', [60]],
    ]);
    await expect(reads.preview(world.outsider, checked.id, 2, null)).rejects.toMatchObject({
      extensions: { code: expect.any(String) },
    });
  });
});
