import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { createGround, type Ground } from '../../../../../test/support/evidence.ts';
import { ImportSteps, readinessHeader, selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { ObservationService } from '../observations/observation.service.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { PlaceMergeService } from './place-merge.service.ts';
import { PlaceService } from './place.service.ts';

const numbers = `SELECT p.name, extract(year FROM o.period_start)::int AS year, o.value, o.denominator, o.hidden FROM observation o
  JOIN place p ON p.partnership_id = o.partnership_id AND p.id = o.place_id ORDER BY p.name, o.period_start`;

describe.each(bothEngines)('places that are one, on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let places: PlaceService;
  let merging: PlaceMergeService;
  let observations: ObservationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    places = world.app.get(PlaceService, { strict: false });
    merging = world.app.get(PlaceMergeService, { strict: false });
    observations = world.app.get(ObservationService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const settleDecisions = () =>
    world.app.get(DisclosureService, { strict: false }).decideWaiting(world.director.partnershipId, 'all', Infinity);
  const add = (name: string, more: Partial<Parameters<PlaceService['add']>[1]> = {}) =>
    places.add(world.dataManager, { ...key(), id: uuidv7(), name, kind: 'district', ...more });
  const as = async (id: string) => ({ ...key(), id, version: (await places.find(world.director, id)).version });
  const enter = (placeId: string, year: number, numerator: number, denominator: number) =>
    observations.enter(world.dataManager, {
      ...key(),
      indicatorId: world.ids.indicator,
      placeId,
      populationId: ground.everybody,
      periodStart: `${year}-09-01`,
      numerator,
      denominator,
    });

  it('refuses while numbers differ, and says how many; then moves numbers, names, codes and parts', async () => {
    const into = await add('Norwalk', { codes: [{ system: 'state_district', code: '1030011' }] });
    const gone = await add('Norwalk School District', {
      codes: [{ system: 'nces_leaid', code: '0903090' }],
      labels: ['NORWALK SD'],
    });
    const school = await add('Brookside', { kind: 'school', parentId: gone.id });
    await enter(into.id, 2018, 90, 200);
    await enter(gone.id, 2018, 91, 200);
    await enter(gone.id, 2019, 100, 200);
    await expect(merging.merge(world.dataManager, { ...(await as(gone.id)), intoId: into.id })).rejects.toMatchObject({
      extensions: { rule: 'PLACE_NUMBERS_DIFFER', params: { count: 1 } },
    });
    const [wrong] = await selectAsOwner<{ version: number }>(
      world,
      `SELECT version FROM observation WHERE place_id = '${gone.id}' AND denominator = 200 AND numerator = 91`,
    );
    await observations.correct(world.dataManager, {
      ...key(),
      indicatorId: world.ids.indicator,
      placeId: gone.id,
      populationId: ground.everybody,
      periodStart: '2018-09-01',
      numerator: 90,
      denominator: 200,
      version: wrong?.version ?? 0,
      reason: 'Read wrongly.',
    });
    const merged = await merging.merge(world.dataManager, {
      ...(await as(gone.id)),
      intoId: into.id,
      reason: 'One district.',
    });
    await settleDecisions();
    expect(merged).toMatchObject({
      id: into.id,
      codes: [{ system: 'nces_leaid' }, { system: 'state_district' }],
      labels: [{ label: 'NORWALK SD' }, { label: 'Norwalk School District' }],
    });
    expect(await places.find(world.member, gone.id)).toMatchObject({
      mergedIntoId: into.id,
      mergedIntoName: 'Norwalk',
      retiredAt: expect.anything(),
    });
    expect(await places.find(world.member, school.id)).toMatchObject({ parentId: into.id });
    expect(await selectAsOwner(world, numbers)).toEqual([
      { name: 'Norwalk', year: 2018, value: 45, denominator: 200, hidden: false },
      { name: 'Norwalk', year: 2019, value: 50, denominator: 200, hidden: false },
    ]);
    const findRevision = `SELECT reason, before->>'numerator' AS was FROM observation_revision WHERE place_id = '${into.id}' AND reason = 'One district.'`;
    expect(await selectAsOwner(world, findRevision)).toEqual([{ reason: 'One district.', was: '90' }]);
    await expect(enter(gone.id, 2020, 1, 2)).rejects.toMatchObject({
      extensions: { fields: { placeId: expect.any(String) } },
    });
    await expect(places.restore(world.dataManager, await as(gone.id))).rejects.toMatchObject({
      extensions: { rule: 'PLACE_WAS_MERGED' },
    });
  });

  it('has an import undone as before, and knows of the numbers what was released of them', async () => {
    const steps = new ImportSteps(world);
    const before = (await selectAsOwner<{ name: string }>(world, numbers)).filter(({ name }) => name !== 'Norwalk');
    const lines = (ready: number) =>
      [readinessHeader, `Old Lyme,2016-17,All,100,${ready},${ready}`, `Old Lyme,2017-18,All,100,50,50`].join('\n');
    const adding = (mapping: { place: { unknown?: string } }) => void (mapping.place.unknown = 'add');
    await steps.commit(`${lines(40)}\n`, adding as never);
    const second = await steps.commit(`${lines(44)}\n`, adding as never);
    const [oldLyme] = await selectAsOwner<{ id: string }>(world, `SELECT id FROM place WHERE name = 'Old Lyme'`);
    const into = await add('Lyme-Old Lyme');
    await merging.merge(world.dataManager, { ...(await as(oldLyme?.id ?? '')), intoId: into.id });
    await settleDecisions();
    const ofInto = async () =>
      (await selectAsOwner<{ name: string; value: number }>(world, numbers)).filter(({ name }) => name === into.name);
    expect((await ofInto()).map(({ value }) => value)).toEqual([44, 50]);
    const cells = `SELECT DISTINCT jsonb_path_query(entry, '$.ids[*]')::text AS id FROM release_ledger WHERE place_ids = ARRAY['${into.id}'::uuid]`;
    const releasedIds = (await selectAsOwner<{ id: string }>(world, cells)).map(({ id }) => id);
    expect(releasedIds).toContain(`"${into.id}"`);
    expect(releasedIds).not.toContain(`"${oldLyme?.id}"`);
    await steps.service.undo(world.dataManager, steps.step(second));
    expect((await ofInto()).map(({ value }) => value)).toEqual([40, 50]);
    expect(
      (await selectAsOwner<{ name: string }>(world, numbers)).filter(({ name }) => !/Norwalk|Lyme/.test(name)),
    ).toEqual(before);
  });

  it('has what adds up decided anew when a place moves', async () => {
    const [county, town] = [await add('Tolland County', { kind: 'county' }), await add('Tolland')];
    await enter(town.id, 2015, 300, 600);
    await enter(county.id, 2015, 500, 1000);
    const stamps = `SELECT stamp FROM disclosure_period WHERE period_start = '2015-07-01'`;
    const first = await selectAsOwner(world, stamps);
    await places.edit(world.dataManager, { ...(await as(town.id)), name: 'Tolland Town' });
    expect(await selectAsOwner(world, stamps)).toEqual(first);
    await places.edit(world.dataManager, { ...(await as(town.id)), parentId: county.id });
    expect(await selectAsOwner(world, stamps)).not.toEqual(first);
    await settleDecisions();
    expect(
      await selectAsOwner(world, 'SELECT count(*)::int AS waiting FROM disclosure_period WHERE NOT is_decided'),
    ).toEqual([{ waiting: 0 }]);
  });

  it('refuses a place itself, one that lies in it, and those who may not', async () => {
    const outer = await add('Greater Bristol');
    const inner = await add('Bristol', { parentId: outer.id });
    const merge = async (intoId: string, viewer = world.dataManager) =>
      merging.merge(viewer, { ...(await as(outer.id)), intoId });
    await expect(merge(outer.id)).rejects.toMatchObject({ extensions: { rule: 'PLACE_MERGED_INTO_ITSELF' } });
    await expect(merge(inner.id)).rejects.toMatchObject({ extensions: { rule: 'PLACE_MERGED_INTO_PART' } });
    await expect(merge(inner.id, world.member)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const other = await add('Plymouth');
    await expect(
      merging.merge(world.dataManager, { ...key(), id: outer.id, version: 7, intoId: other.id }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    await expect(merge(inner.id, world.outsider)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
