import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { byClock } from '../../kernel/clock.ts';
import { deleteOldJob } from '../../retention/retention.ts';
import { ForgettingService } from '../partnerships/forgetting.service.ts';
import { ActionService } from '../plans/action.service.ts';
import { notifyOfDaysJob } from './notification-mail.service.ts';
import { NotificationService } from './notification.service.ts';

const key = () => ({ idempotencyKey: uuidv7() });
const dayMs = 86_400_000;

describe.each(engines)('old notifications on %s', (engine) => {
  let world: World;
  let actions: ActionService;
  let notifications: NotificationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    actions = world.app.get(ActionService, { strict: false });
    notifications = world.app.get(NotificationService, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.inspect('DELETE FROM notification');
    await world.inspect(`UPDATE action SET state = 'done'`);
  });

  const add = (title: string, to = world.member.memberId, dueOn: string | null = null) =>
    actions.add(world.facilitator, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      title,
      ownerMemberId: to,
      dueOn,
    });
  const inDays = <T>(days: number, work: () => Promise<T>): Promise<T> =>
    byClock(() => new Date(Date.now() + days * dayMs), work);
  const deleteIn = (days: number) => inDays(days, () => world.app.get(Jobs).runNow(deleteOldJob));
  const titles = async (as = world.member) =>
    (await notifications.page(as, 50, null)).nodes.map(({ title }) => title).toSorted();
  const see = async (title: string) => {
    const one = (await notifications.page(world.member, 50, null)).nodes.find((row) => row.title === title);
    await notifications.see(world.member, { ...key(), ids: [one?.id ?? ''] });
  };

  it('go when they were read or their item has ended, and stay while they wait to be read', async () => {
    for (const title of ['Read', 'Done', 'Waits']) await add(title);
    const done = await world.inspect<{ id: string }>(`SELECT id FROM action WHERE title = 'Done'`);
    await actions.update(world.facilitator, { ...key(), id: done[0]?.id ?? '', verb: 'complete' });
    await see('Read');
    expect((await notifications.count(world.member)).unseen).toBe(1);
    await deleteIn(89);
    expect(await titles()).toEqual(['Done', 'Read', 'Waits']);
    await deleteIn(91);
    expect(await titles()).toEqual(['Waits']);
    expect((await notifications.count(world.member)).unseen).toBe(1);
    await deleteIn(2000);
    expect(await titles()).toEqual(['Waits']);
  });

  it('go when the same was said again since, so that the count does not grow by a week', async () => {
    await add('Late for long', world.member.memberId, '2020-01-01');
    const remind = () => world.app.get(Jobs).runNow(notifyOfDaysJob);
    for (const days of [0, 7, 100]) await inDays(days, remind);
    const late = () => world.inspect(`SELECT 1 FROM notification WHERE kind = 'overdue'`);
    expect(await late()).toHaveLength(3);
    await deleteIn(120);
    expect(await late()).toHaveLength(1);
  });

  it('go with whoever was forgotten or has left, and nobody else’s with them', async () => {
    await add('Of who leaves', world.bystander.memberId);
    await add('Of who stays');
    await world.app
      .get(ForgettingService, { strict: false })
      .forget(world.bystander.partnershipId, world.bystander.memberId, null);
    await deleteIn(91);
    const left = await world.inspect<{ member: string }>('SELECT member_id AS member FROM notification');
    expect(left).toEqual([{ member: world.member.memberId }]);
    expect(await titles(world.outsider)).toEqual([]);
  });
});
