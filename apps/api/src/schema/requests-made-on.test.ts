import { addDays } from '@throughline/domain/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestSteps } from '../../../../test/support/data-requests.ts';
import { bothEngines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { Database } from '../database/database.ts';
import { RequestsMadeOn1795815100000 } from './migrations/1795815100000-requests-made-on.ts';

describe.each(bothEngines)('the migration of data requests on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it('knows of each when it was made, and lets none be late with what was over by then', async () => {
    const steps = await RequestSteps.begin(world);
    const wanted = steps.newRequest({ fromOn: addDays(steps.today, -3 * 366), graceDays: 10 });
    const { id } = await steps.daysAgo(40, () => steps.requests.add(world.dataManager, wanted));
    const rows = `SELECT requested_on::text AS "requestedOn", open_period_end::text AS "end", due_on::text AS "dueOn" FROM data_request WHERE id = '${id}'`;
    const before = await world.inspect<{ end: string }>(rows);
    // As an earlier version left it.
    await world.inspect('UPDATE data_request SET due_on = open_period_end + grace_days');
    await world.inspect('ALTER TABLE data_request DROP COLUMN requested_on, DROP COLUMN open_period_end');
    const runner = world.app.get(Database).dataSource.createQueryRunner();
    await runner.startTransaction();
    await new RequestsMadeOn1795815100000().up(runner);
    await runner.commitTransaction();
    await runner.release();
    expect(await world.inspect(rows)).toEqual(before);
    expect(before).toMatchObject([
      { requestedOn: addDays(steps.today, -40), dueOn: addDays(steps.today, -30), end: expect.any(String) },
    ]);
    const loose = `SELECT relname FROM pg_class WHERE relname IN ('data_request', 'partnership') AND NOT relforcerowsecurity`;
    expect(await world.inspect(loose)).toEqual([]);
  });
});
