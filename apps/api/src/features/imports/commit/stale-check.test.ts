import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../../test/support/database.ts';
import { ImportSteps, observations } from '../../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../../test/support/world.ts';
import { PlaceLabelService } from '../../places/place-label.service.ts';
import { PlaceMergeService } from '../../places/place-merge.service.ts';
import { PlaceService } from '../../places/place.service.ts';
import { PopulationMoveService } from '../../populations/population-move.service.ts';
import { PopulationService } from '../../populations/population.service.ts';
import { ImportLabelsService } from '../import-labels.service.ts';
import type { Import } from '../import.entity.ts';

describe.each(bothEngines)('a file that was checked before its places and groups changed, on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  let places: PlaceService;
  let populations: PopulationService;
  let labels: ImportLabelsService;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
    places = world.app.get(PlaceService, { strict: false });
    populations = world.app.get(PopulationService, { strict: false });
    labels = world.app.get(ImportLabelsService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const as = ({ id, version }: { id: string; version: number }) => ({ ...key(), id, version });
  const addPlace = (name: string) => places.add(world.dataManager, { ...key(), id: uuidv7(), name, kind: 'district' });
  const fileOf = (place: string, group = 'All', year = '2020-21') =>
    `District,Year,Group,Met,Count,Rate\n${place},${year},${group},40,80,50\n`;
  const commit = (checked: Import) => steps.service.commit(world.dataManager, steps.step(checked));
  const checkAgain = (file: Import) => steps.service.check(world.dataManager, steps.step(file));

  const changes: [what: string, (place: string) => Promise<unknown>][] = [
    [
      'merged',
      async (name) => {
        const merges = world.app.get(PlaceMergeService, { strict: false });
        const other = await addPlace(`${name} Regional`);
        return merges.merge(world.dataManager, {
          ...as(await find(name)),
          intoId: other.id,
          reason: 'One district now.',
        });
      },
    ],
    ['retired', async (name) => places.retire(world.dataManager, as(await find(name)))],
    [
      'moved',
      async (name) => {
        const parent = await addPlace(`Around ${name}`);
        return places.edit(world.dataManager, { ...as(await find(name)), parentId: parent.id });
      },
    ],
    [
      'said to be another one',
      async (name) => {
        const other = await addPlace(`${name} Academy`);
        const meaning = { ...key(), labels: [{ label: name, placeId: other.id }] };
        return world.app.get(PlaceLabelService, { strict: false }).map(world.dataManager, meaning);
      },
    ],
  ];
  const find = async (name: string) => {
    const found = (await places.page(world.member, 10, null, { search: name })).nodes.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  it.each(changes)(
    'is to be checked again where a place was %s, and nothing of it is written',
    async (what, change) => {
      const name = `Dell ${what.length}`;
      await addPlace(name);
      const checked = await steps.checkProposed(fileOf(name));
      const before = await observations(world);
      await change(name);
      await expect(commit(checked)).rejects.toMatchObject({ extensions: { rule: 'IMPORT_CHECK_AGAIN' } });
      expect(await observations(world)).toBe(before);
      const again = await checkAgain(checked);
      // A retired place takes no new numbers: its rows are asked about.
      const isRetired = what === 'retired';
      const after = isRetired ? again : await commit(again);
      expect(after).toMatchObject(
        isRetired ? { state: 'checked', errors: 1, rowsAccepted: 0 } : { state: 'committed' },
      );
    },
  );

  it('is to be checked again where a group was moved or retired', async () => {
    await steps.commitProposed(fileOf('Moss', 'Asian'));
    const checked = await steps.checkProposed(fileOf('Moss', 'Asian', '2021-22'));
    const [asian] = (await populations.page(world.member, 5, null, false, 'Asian')).nodes;
    const moves = world.app.get(PopulationMoveService, { strict: false });
    const move = { ...as(asian ?? { id: '', version: 0 }), dimension: 'heritage', overlapping: false };
    await moves.move(world.dataManager, move);
    await expect(commit(checked)).rejects.toMatchObject({ extensions: { rule: 'IMPORT_CHECK_AGAIN' } });
    const again = await checkAgain(checked);
    const [now] = (await populations.page(world.member, 5, null, false, 'Asian')).nodes;
    await populations.retire(world.dataManager, as(now ?? { id: '', version: 0 }));
    await expect(commit(again)).rejects.toMatchObject({ extensions: { rule: 'IMPORT_CHECK_AGAIN' } });
  });

  it('comes in where the file before it brought the same new place and group', async () => {
    const first = await steps.checkProposed(fileOf('Fern', 'Hispanic'));
    const second = await steps.checkProposed(fileOf('Fern', 'Hispanic', '2021-22'));
    await commit(first);
    expect(await commit(second)).toMatchObject({ state: 'committed' });
  });

  it('tells where each label goes, to those who may import', async () => {
    await addPlace('Heath');
    const checked = await steps.checkProposed(
      'District,Year,Group,Met,Count,Rate\nHeath,2020-21,Girls,40,80,50\nNew Heath,2020-21,Riders,40,80,50\n',
    );
    const list = async (subject: 'place' | 'population', search: string | null = null) =>
      (await labels.page(world.dataManager, checked.id, { subject, search }, 10, null)).nodes.map((row) => [
        row.label,
        row.standing,
        row.finder ?? row.doubt ?? row.kind,
        row.target?.name ?? row.dimension,
      ]);
    expect(await list('place')).toEqual([
      ['New Heath', 'added', 'district', null],
      ['Heath', 'found', 'name', 'Heath'],
    ]);
    expect(await list('place', 'new')).toHaveLength(1);
    expect(await list('population')).toEqual([
      ['Riders', 'asked', 'dimension', 'Group'],
      ['Girls', 'added', null, 'sex'],
    ]);
    const page = (viewer: typeof world.member) => labels.page(viewer, checked.id, { subject: 'place' }, 10, null);
    await expect(page(world.member)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(page(world.outsider)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
