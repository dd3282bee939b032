import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PlaceService } from './place.service.ts';

describe.each(engines)('places on %s', (engine) => {
  let world: World;
  let places: PlaceService;
  beforeAll(async () => {
    world = await createWorld(engine);
    places = world.app.get(PlaceService, { strict: false });
  });
  afterAll(() => world.close());

  const input = (name: string, labels: string[] = []) => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    name,
    kind: 'district' as const,
    labels,
  });

  it('adds a place once for each retry, and pages by name', async () => {
    const request = input('Stamford', ['Stamford School District', 'STAMFORD']);
    expect(await places.add(world.dataManager, request)).toMatchObject({ name: 'Stamford', isHome: false, version: 1 });
    await places.add(world.dataManager, request);
    await places.add(world.dataManager, input('Ansonia'));
    const first = await places.page(world.bystander, 1, null);
    expect(first).toMatchObject({ nodes: [{ name: 'Ansonia' }], totalCount: 2, pageInfo: { hasNextPage: true } });
    const second = await places.page(world.bystander, 1, first.pageInfo.endCursor);
    expect(second).toMatchObject({ nodes: [{ name: 'Stamford' }], pageInfo: { hasNextPage: false } });
  });

  it('refuses a second place of one name, and says which field is wrong', async () => {
    await places.add(world.director, input('Hartford'));
    await expect(places.add(world.director, input('Hartford'))).rejects.toMatchObject({
      extensions: { rule: 'ALREADY_EXISTS' },
    });
    await expect(places.add(world.director, input(''))).rejects.toMatchObject({
      extensions: { fields: { name: expect.any(String) } },
    });
  });

  it('points a label anew', async () => {
    const one = await places.add(world.dataManager, input('One', ['1']));
    const two = await places.add(world.dataManager, input('Two'));
    const map = (placeId: string) =>
      places.mapLabels(world.dataManager, { idempotencyKey: uuidv7(), labels: [{ label: '1', placeId }] });
    expect([await map(two.id), await map(one.id)]).toEqual([1, 1]);
    await expect(map(uuidv7())).rejects.toMatchObject({
      extensions: { fields: { 'labels.0.placeId': expect.any(String) } },
    });
  });

  it('is closed to those without the role, and to another partnership', async () => {
    const { id: placeId } = await places.add(world.dataManager, input('Windham'));
    await expect(places.add(world.facilitator, input('Elsewhere'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const request = { idempotencyKey: uuidv7(), labels: [{ label: 'Windham', placeId }] };
    await expect(places.mapLabels(world.member, request)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(places.mapLabels(world.outsider, request)).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    expect(await places.page(world.outsider, 50, null)).toMatchObject({ nodes: [], totalCount: 0 });
  });
});
