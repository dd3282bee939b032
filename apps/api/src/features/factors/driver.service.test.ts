import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { DriverService } from './driver.service.ts';
import { FactorService } from './factor.service.ts';

describe.each(engines)('drivers on %s', (engine) => {
  let world: World;
  let drivers: DriverService;
  beforeAll(async () => {
    world = await createWorld(engine);
    drivers = world.app.get(DriverService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const input = (title: string, parentId?: string) => ({
    ...key(),
    id: uuidv7(),
    networkId: world.ids.network,
    title,
    parentId: parentId ?? null,
  });

  it('grows a tree in which nothing stands below itself', async () => {
    const top = await drivers.add(world.member, input('Families know early'));
    const below = await drivers.add(world.member, input('Screening at 3', top.id));
    expect([top.kind, below.kind]).toEqual(['primary', 'secondary']);
    await expect(
      drivers.edit(world.member, { ...key(), id: top.id, version: 1, parentId: below.id }),
    ).rejects.toMatchObject({ extensions: { rule: 'DRIVER_UNDER_ITSELF' } });
    const retirement = { ...key(), id: top.id, version: 1, reason: 'Not what we found' };
    await expect(drivers.retire(world.member, retirement)).rejects.toMatchObject({
      extensions: { rule: 'DRIVER_HAS_BRANCHES' },
    });
    const moved = await drivers.edit(world.member, { ...key(), id: below.id, version: 1, parentId: null });
    expect(moved).toMatchObject({ kind: 'primary', version: 2 });
    await drivers.retire(world.member, { ...retirement, ...key() });
    const page = await drivers.page(world.bystander, world.ids.network, 200, null);
    expect(page.nodes.map(({ id }) => id)).toEqual([below.id]);
    await expect(drivers.add(world.member, input('Under what is gone', top.id))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { parentId: expect.any(String) } },
    });
  });

  it('answers an old version with the current row, and a retry with the same', async () => {
    const request = input('Transport');
    const added = await drivers.add(world.member, request);
    expect((await drivers.add(world.member, request)).id).toBe(added.id);
    await drivers.edit(world.member, { ...key(), id: added.id, version: 1, title: 'Rides' });
    await expect(
      drivers.edit(world.member, { ...key(), id: added.id, version: 1, title: 'Bikes' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { title: 'Rides' } } });
  });

  it('refuses who sits nowhere, and hides it from another partnership', async () => {
    await expect(drivers.add(world.bystander, input('No'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(drivers.add(world.outsider, input('No'))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { networkId: expect.any(String) } },
    });
    expect(await drivers.page(world.outsider, world.ids.network, 10, null)).toMatchObject({ totalCount: 0 });
  });

  it('takes a factor out of the list with its reason', async () => {
    const factors = world.app.get(FactorService, { strict: false });
    const added = await factors.add(world.member, { ...input('Few seats'), kind: 'gap' });
    const retirement = { ...key(), id: added.id, version: 1, reason: '' };
    await expect(factors.retire(world.member, retirement)).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { reason: expect.any(String) } },
    });
    await expect(factors.retire(world.bystander, { ...retirement, reason: 'x' })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await factors.retire(world.member, { ...retirement, ...key(), reason: 'A new school opened' });
    const page = await factors.page(world.member, world.ids.network, 50, null);
    expect(page.nodes.some(({ id }) => id === added.id)).toBe(false);
    await expect(
      factors.edit(world.member, { ...key(), id: added.id, version: 2, title: 'Rewritten' }),
    ).rejects.toMatchObject({ extensions: { rule: 'RETIRED' } });
    const again = { ...key(), id: added.id, version: 2 };
    await expect(factors.restore(world.bystander, again)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(factors.restore(world.outsider, again)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const retired = await factors.page(world.member, world.ids.network, 50, null, true);
    expect(retired.nodes.map(({ id }) => id)).toContain(added.id);
    expect(await factors.restore(world.member, { ...again, ...key() })).toMatchObject({ retiredAt: null, version: 3 });
    await expect(factors.restore(world.member, { ...key(), id: added.id, version: 3 })).rejects.toMatchObject({
      extensions: { rule: 'NOT_RETIRED' },
    });
    const edited = await factors.edit(world.member, { ...key(), id: added.id, version: 3, title: 'Rewritten' });
    expect(edited.title).toBe('Rewritten');
  });

  it('restores a driver once the one above it is in use', async () => {
    const top = await drivers.add(world.member, input('Mornings are calm'));
    const below = await drivers.add(world.member, input('Breakfast at school', top.id));
    const why = { reason: 'Not what we found' };
    await drivers.retire(world.member, { ...key(), ...why, id: below.id, version: 1 });
    await drivers.retire(world.member, { ...key(), ...why, id: top.id, version: 1 });
    const restoreInput = ({ id }: { id: string }) => ({ ...key(), id, version: 2 });
    await expect(drivers.restore(world.member, restoreInput(below))).rejects.toMatchObject({
      extensions: { rule: 'DRIVER_PARENT_RETIRED' },
    });
    await expect(drivers.restore(world.bystander, restoreInput(top))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(drivers.restore(world.outsider, restoreInput(top))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await drivers.restore(world.member, restoreInput(top));
    await drivers.restore(world.member, restoreInput(below));
    const inUse = await drivers.page(world.member, world.ids.network, 200, null);
    expect(inUse.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([top.id, below.id]));
  });
});
