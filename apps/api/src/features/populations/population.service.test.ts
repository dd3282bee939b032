import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PopulationDimensionService } from './population-dimension.service.ts';
import { PopulationLabelService } from './population-label.service.ts';
import { PopulationService } from './population.service.ts';

describe.each(engines)('populations on %s', (engine) => {
  let world: World;
  let populations: PopulationService;
  let labels: PopulationLabelService;
  let dimensions: PopulationDimensionService;
  beforeAll(async () => {
    world = await createWorld(engine);
    populations = world.app.get(PopulationService, { strict: false });
    labels = world.app.get(PopulationLabelService, { strict: false });
    dimensions = world.app.get(PopulationDimensionService, { strict: false });
  });
  afterAll(() => world.close());

  const input = (name: string, extra: Partial<Parameters<PopulationService['add']>[1]> = {}) => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    name,
    ...extra,
  });

  it('keeps the order in which they are added', async () => {
    await populations.add(world.dataManager, input('All'));
    await populations.add(world.dataManager, input('Black', { dimension: 'race', group: 'Black', isKey: true }));
    const crossing = { dimension: 'race', group: 'Black', crossedDimension: 'sex', crossedGroup: 'Girls' };
    await populations.add(world.dataManager, input('Black girls', crossing));
    const page = await populations.page(world.bystander, 2, null);
    expect(page.nodes.map(({ name, position, isKey }) => [name, position, isKey])).toEqual([
      ['All', 0, false],
      ['Black', 1, true],
    ]);
    const rest = await populations.page(world.bystander, 2, page.pageInfo.endCursor);
    expect(rest.nodes).toMatchObject([{ name: 'Black girls', crossedGroup: 'Girls' }]);
  });

  it.each([
    [{ dimension: 'race' }, 'group'],
    [{ group: 'Black' }, 'dimension'],
    [{ dimension: 'race', group: 'Black', crossedDimension: 'race', crossedGroup: 'White' }, 'crossedDimension'],
    [{ crossedDimension: 'sex', crossedGroup: 'Girls' }, 'dimension'],
  ])('refuses %o at %s', async (extra, field) => {
    await expect(populations.add(world.dataManager, input('Odd', extra))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { [field]: expect.any(String) } },
    });
  });

  const names = async (retired = false) =>
    (await populations.page(world.bystander, 200, null, retired)).nodes.map(({ name }) => name);
  const dimension = async (name: string) => {
    const { nodes } = await dimensions.page(world.bystander, 200, null);
    const found = nodes.find((one) => one.name === name);
    if (!found) throw new Error(`no dimension ${name}`);
    return found;
  };
  const key = () => ({ idempotencyKey: uuidv7() });

  it('moves one among the others, whose versions stay', async () => {
    const last = await populations.add(world.dataManager, input('Moved', { dimension: 'place', group: 'East' }));
    const moved = await populations.edit(world.dataManager, { ...key(), id: last.id, version: 1, position: 1 });
    expect(moved).toMatchObject({ version: 2, position: 1 });
    expect((await names()).slice(0, 3)).toEqual(['All', 'Moved', 'Black']);
    const { nodes } = await populations.page(world.bystander, 200, null);
    expect(nodes.map(({ position }) => position)).toEqual(nodes.map((_, at) => at));
    expect(nodes.find(({ name }) => name === 'Black')?.version).toBe(1);
  });

  it('renames a group with its crossings, and stars it; an old version is refused', async () => {
    const { nodes } = await populations.page(world.bystander, 200, null);
    const black = nodes.find(({ name }) => name === 'Black')!;
    const edit = { ...key(), id: black.id, version: black.version, name: 'Black children', group: 'Black children' };
    await populations.edit(world.dataManager, { ...edit, isKey: false });
    await populations.edit(world.dataManager, { ...edit, isKey: false });
    const after = (await populations.page(world.bystander, 200, null)).nodes;
    expect(after.find(({ id }) => id === black.id)).toMatchObject({ name: 'Black children', version: 2, isKey: false });
    expect(after.find(({ name }) => name === 'Black girls')).toMatchObject({ group: 'Black children' });
    await expect(populations.edit(world.director, { ...edit, ...key(), name: 'Late' })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { name: 'Black children', version: 2 } },
    });
    const girls = after.find(({ name }) => name === 'Black girls')!;
    await expect(
      populations.edit(world.director, { ...key(), id: girls.id, version: girls.version, group: 'Other' }),
    ).rejects.toMatchObject({ extensions: { rule: 'POPULATION_HAS_NO_GROUP' } });
  });

  it('retires instead of deleting, and brings back', async () => {
    const { id } = await populations.add(world.dataManager, input('Gone', { dimension: 'place', group: 'Gone' }));
    await populations.retire(world.dataManager, { ...key(), id, version: 1 });
    expect([await names(), await names(true)].map((all) => all.includes('Gone'))).toEqual([false, true]);
    await expect(populations.edit(world.dataManager, { ...key(), id, version: 2, name: 'Back' })).rejects.toMatchObject(
      { extensions: { rule: 'RETIRED' } },
    );
    await expect(populations.retire(world.director, { ...key(), id, version: 2 })).rejects.toMatchObject({
      extensions: { rule: 'RETIRED' },
    });
    await expect(populations.restore(world.outsider, { ...key(), id, version: 2 })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await populations.restore(world.dataManager, { ...key(), id, version: 2 });
    await expect(populations.restore(world.dataManager, { ...key(), id, version: 3 })).rejects.toMatchObject({
      extensions: { rule: 'NOT_RETIRED' },
    });
    expect(await names()).toContain('Gone');
  });

  it('keeps a dimension for every name, renames it everywhere, and knows which groups overlap', async () => {
    const spoken = { dimension: 'languages', group: 'Spanish', crossedDimension: 'sex', crossedGroup: 'Boys' };
    await populations.add(world.dataManager, input('Boys who speak Spanish', spoken));
    const before = await dimension('languages');
    expect(before).toMatchObject({ isExclusive: true, version: 1 });
    expect((await dimension('sex')).name).toBe('sex');
    const request = { ...key(), id: before.id, version: 1, name: 'languages spoken', isExclusive: false };
    await dimensions.edit(world.dataManager, request);
    await expect(dimensions.edit(world.director, { ...request, ...key() })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    const { nodes } = await populations.page(world.bystander, 200, null);
    expect(nodes.find(({ name }) => name === 'Boys who speak Spanish')).toMatchObject({
      dimension: 'languages spoken',
    });
    const overlapping = (await dimensions.page(world.bystander, 200, null)).nodes.filter((each) => !each.isExclusive);
    expect(overlapping.map(({ name }) => name)).toEqual(['languages spoken']);
    const moved = await dimensions.edit(world.dataManager, { ...key(), id: before.id, version: 2, position: 0 });
    expect(moved.position).toBe(0);
    const order = (await dimensions.page(world.bystander, 200, null)).nodes;
    expect(order.map(({ position }) => position)).toEqual(order.map((_, at) => at));
    expect(order[0]?.name).toBe('languages spoken');
  });

  it('remembers labels, points them anew, and forgets them', async () => {
    const one = await populations.add(world.dataManager, input('One', { labels: ['ONE', 'Uno'] }));
    const two = await populations.add(world.dataManager, input('Two'));
    const labelsOf = async (populationId: string) =>
      (await labels.page(world.bystander, populationId, 50, null)).nodes.map(({ label }) => label);
    expect(await labelsOf(one.id)).toEqual(['ONE', 'Uno']);
    await labels.map(world.dataManager, { ...key(), labels: [{ label: 'Uno', populationId: two.id }] });
    expect([await labelsOf(one.id), await labelsOf(two.id)]).toEqual([['ONE'], ['Uno']]);
    const [label] = (await labels.page(world.bystander, two.id, 1, null)).nodes;
    await expect(
      labels.forget(world.dataManager, { ...key(), id: label!.id, populationId: one.id }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    const forget = { ...key(), id: label!.id, populationId: two.id };
    await expect(labels.forget(world.outsider, forget)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(labels.forget(world.member, forget)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await labels.forget(world.dataManager, forget);
    expect(await labelsOf(two.id)).toEqual([]);
    const all = await labels.page(world.bystander, null, 50, null);
    expect(all.nodes.map(({ label: text, populationName }) => [text, populationName])).toContainEqual(['ONE', 'One']);
  });

  it('is closed to those without the role, and to another partnership', async () => {
    const { id: populationId } = await populations.add(
      world.dataManager,
      input('Girls', { dimension: 'sex', group: 'Girls' }),
    );
    await expect(populations.add(world.partnerLeader, input('Boys'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const request = { idempotencyKey: uuidv7(), labels: [{ label: 'F', populationId }] };
    expect(await labels.map(world.dataManager, request)).toBe(1);
    await expect(labels.map(world.outsider, request)).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    const seen = { ...key(), id: populationId, version: 1 };
    const sex = await dimension('sex');
    for (const refused of [
      () => populations.edit(world.outsider, { ...seen, name: 'Mine' }),
      () => populations.retire(world.outsider, seen),
      () => dimensions.edit(world.outsider, { ...seen, id: sex.id, name: 'mine' }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    }
    await expect(populations.retire(world.partnerLeader, seen)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    expect(await populations.page(world.outsider, 50, null)).toMatchObject({ totalCount: 0 });
    expect(await dimensions.page(world.outsider, 50, null)).toMatchObject({ totalCount: 0 });
    expect(await labels.page(world.outsider, null, 50, null)).toMatchObject({ totalCount: 0 });
  });
});
