import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { createGround, enterShares, type Ground } from '../../../../test/support/evidence.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { IndicatorService } from '../features/indicators/indicator.service.ts';
import { IndicatorWritesService } from '../features/indicators/indicator-writes.service.ts';
import { SeriesService } from '../features/indicators/series.service.ts';
import { LonePercentages } from './lone-percentages.ts';

describe.each(engines)('percentages without counts on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let alone: LonePercentages;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    alone = world.app.get(LonePercentages, { strict: false });
  });
  afterAll(() => world.close());

  it('are suggested where they free clearly more than they cost, told beforehand, and shown after one press', async () => {
    const indicatorId = world.ids.indicator;
    const cell = { indicatorId, placeId: ground.home, populationId: ground.everybody };
    await enterShares(world, cell, [
      [312, 318],
      [300, 318],
      [311, 318],
      [3, 4],
      [20, 24],
    ]);
    const before = { observations: 5, periods: 5, shownNow: 1 };
    const comparison = await alone.compare(world.dataManager, indicatorId);
    expect(comparison).toEqual({ id: indicatorId, ...before, shownAlone: 4, asRange: 1, isSuggested: true });

    const { version } = await world.app.get(IndicatorService, { strict: false }).get(world.dataManager, indicatorId);
    const press = { idempotencyKey: uuidv7(), id: indicatorId, version, countsPublished: false };
    const writes = world.app.get(IndicatorWritesService, { strict: false });
    await expect(writes.edit(world.member, press)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await writes.edit(world.dataManager, press);
    const [series] = await world.app
      .get(SeriesService, { strict: false })
      .series(world.member, indicatorId, [cell.placeId], [cell.populationId]);
    expect(series?.hidden).toEqual([false, false, false, true, false]);
    expect(series?.values.slice(0, 3).map((value) => value && Math.round(value))).toEqual([98, 94, 98]);
    expect(series?.denominators).toEqual([null, null, null, null, null]);
    // Four of twenty-four: a range in which several are possible, for whoever knows of the twenty-four.
    expect([series?.lowers[4], series?.uppers[4]]).toEqual([80, 100]);
    expect(await alone.compare(world.dataManager, indicatorId)).toBeNull();
  });

  it('are compared for those alone who keep the data', async () => {
    for (const viewer of [world.member, world.facilitator, world.partnerLeader])
      await expect(alone.compare(viewer, world.ids.indicator)).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
    await expect(alone.compare(world.outsider, world.ids.indicator)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});
