import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { createGround } from '../../../../test/support/evidence.ts';
import { selectAsOwner } from '../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Database } from '../database/database.ts';
import { DisclosureService } from '../disclosure/disclosure.service.ts';
import { ObservationService } from '../features/observations/observation.service.ts';
import { LargeGroups1795791080829 } from './migrations/1795791080829-large-groups.ts';

const rows = `SELECT value, hidden, hidden_reason FROM observation ORDER BY period_start`;

describe.each(engines)('the migration of large groups on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it('hides at once what was shown of nobody knows how many people, and has it decided anew', async () => {
    const { home, everybody } = await createGround(world);
    const enter = (periodStart: string, counts: { value?: number; numerator?: number; denominator?: number }) =>
      world.app.get(ObservationService, { strict: false }).enter(world.dataManager, {
        idempotencyKey: uuidv7(),
        indicatorId: world.ids.indicator,
        placeId: home,
        populationId: everybody,
        periodStart,
        ...counts,
      });
    await enter('2019-07-01', { numerator: 50, denominator: 100 });
    await enter('2020-07-01', { value: 40 });
    // As an earlier version left it.
    await world.inspect(`UPDATE observation SET hidden = false, hidden_reason = NULL`);
    await world.inspect(`ALTER TABLE indicator DROP COLUMN large_groups_reason`);
    await world.inspect(
      `ALTER TABLE observation RENAME CONSTRAINT "CHK_aba5bf2a38e9429e3835da4035" TO "CHK_68f2855a2e641f1270a575abc0"`,
    );
    const runner = world.app.get(Database).dataSource.createQueryRunner();
    await runner.startTransaction();
    await new LargeGroups1795791080829().up(runner);
    await runner.commitTransaction();
    await runner.release();

    expect(await selectAsOwner(world, rows)).toEqual([
      { value: 50, hidden: false, hidden_reason: null },
      { value: 40, hidden: true, hidden_reason: 'not_decided' },
    ]);
    await world.app
      .get(DisclosureService, { strict: false })
      .decideWaiting(world.director.partnershipId, 'all', Infinity);
    expect(await selectAsOwner(world, rows)).toMatchObject([{ hidden: false }, { hidden_reason: 'people_unknown' }]);
    // Its owner is bound by the policies again.
    const loose = `SELECT relname FROM pg_class WHERE relname IN ('observation', 'indicator') AND NOT relforcerowsecurity`;
    expect(await world.inspect(loose)).toEqual([]);
  });
});
