import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { OrganizationService } from '../features/partnerships/organization.service.ts';
import { Jobs } from '../jobs/jobs.ts';
import { byClock } from '../kernel/clock.ts';
import { deleteOldJob } from './retention.ts';

describe.each(bothEngines)('what is old on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  const day = 86_400_000;
  const tables = ['idempotency', 'outbox', 'mail', 'session', 'verification', 'organization', 'audit'];
  async function count(): Promise<Record<string, number>> {
    const text = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ');
    return (await world.inspect<Record<string, number>>(`SELECT ${text}`))[0] ?? {};
  }
  const deleteIn = (days: number) =>
    byClock(
      () => new Date(Date.now() + days * day),
      () => world.app.get(Jobs).runNow(deleteOldJob),
    );

  it('is deleted when its time has come, in every partnership, and nothing that anybody wrote', async () => {
    for (const as of [world.director, world.outsider]) {
      const organization = { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Library', sector: 'community' as const };
      await world.app.get(OrganizationService, { strict: false }).add(as, organization);
    }
    await world.headersOf(world.director);
    await world.app.get(AccountsService).resetLink('director@harbor.test');
    const addMail = `INSERT INTO mail (id, kind, subject_id, sent_at) VALUES ($1, 'reset_password', $1, $2)`;
    await world.inspect(addMail, [uuidv7(), new Date()]);
    await world.inspect(addMail, [uuidv7(), null]);
    const before = await count();
    for (const table of tables) expect([table, before[table]]).not.toEqual([table, 0]);

    await deleteIn(0);
    expect(await count()).toEqual(before);
    await deleteIn(9);
    expect(await count()).toEqual({ ...before, session: 0, verification: 0 });
    await deleteIn(15);
    expect(await count()).toEqual({ ...before, session: 0, verification: 0, outbox: 0 });
    await deleteIn(31);
    // A mail that waits is not old: it is given up first, by whoever sends it.
    const last = { ...before, session: 0, verification: 0, outbox: 0, idempotency: 0, mail: (before['mail'] ?? 0) - 1 };
    expect(await count()).toEqual(last);
  });
});
