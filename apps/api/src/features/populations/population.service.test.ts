import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PopulationService } from './population.service.ts';

describe.each(engines)('populations on %s', (engine) => {
  let world: World;
  let populations: PopulationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    populations = world.app.get(PopulationService, { strict: false });
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

  it('is closed to those without the role, and to another partnership', async () => {
    const { id: populationId } = await populations.add(
      world.dataManager,
      input('Girls', { dimension: 'sex', group: 'Girls' }),
    );
    await expect(populations.add(world.partnerLeader, input('Boys'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const request = { idempotencyKey: uuidv7(), labels: [{ label: 'F', populationId }] };
    expect(await populations.mapLabels(world.dataManager, request)).toBe(1);
    await expect(populations.mapLabels(world.outsider, request)).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    expect(await populations.page(world.outsider, 50, null)).toMatchObject({ totalCount: 0 });
  });
});
