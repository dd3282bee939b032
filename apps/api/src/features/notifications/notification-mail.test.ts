import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { fillEveryTable, hiddenNumber, markedNumber, markedText } from '../../../../../test/support/every-table.ts';
import { type MailServer, startMailServer } from '../../../../../test/support/mail-server.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { sendMailJob } from '../../mail/mail.service.ts';
import { EscalationService } from '../escalations/escalation.service.ts';
import { ActionService } from '../plans/action.service.ts';
import { notifyOfDaysJob, orderNotificationMailJob } from './notification-mail.service.ts';
import { NotificationService } from './notification.service.ts';

const key = () => ({ idempotencyKey: uuidv7() });

describe.each(engines)('mail of notifications on %s', (engine) => {
  let world: World;
  let server: MailServer;
  let actions: ActionService;
  let notifications: NotificationService;

  beforeAll(async () => {
    server = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: server.url }, publicUrl: 'https://t.example' });
    actions = world.app.get(ActionService, { strict: false });
    notifications = world.app.get(NotificationService, { strict: false });
  });
  afterAll(async () => {
    await world.close();
    await server.shut();
  });
  beforeEach(async () => {
    await world.inspect('DELETE FROM notification');
    await world.inspect('DELETE FROM mail');
    await world.inspect('DELETE FROM notification_choice');
    await world.inspect(`UPDATE action SET state = 'done'`);
    server.arrived.length = 0;
    await choose({});
  });

  const run = (job: string) => world.app.get(Jobs).runNow(job);
  const mail = async () => {
    await run(orderNotificationMailJob);
    await world.inspect(`UPDATE mail SET due_at = now() WHERE sent_at IS NULL`);
    await run(sendMailJob);
  };
  /** With no quiet hours, so that the tests pass at night. */
  const choose = (wish: object, as = world.member) =>
    notifications.choose(as, {
      ...key(),
      ask: 'at_once',
      answer: 'at_once',
      assignment: 'at_once',
      signOff: 'at_once',
      mention: 'at_once',
      dueSoon: 'at_once',
      overdue: 'at_once',
      quietFrom: null,
      quietUntil: null,
      language: 'en',
      ...wish,
    });
  const add = (title = 'Call the parents', more: object = {}) =>
    actions.add(world.facilitator, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      title,
      ownerMemberId: world.member.memberId,
      dueOn: '2199-01-01',
      ...more,
    });
  const complete = (id: string) => actions.update(world.facilitator, { ...key(), id, verb: 'complete' });
  const subjects = () => server.arrived.map(({ subject }) => subject);

  it('says at once what one thing is, in text and HTML, with one link, and nothing twice', async () => {
    const action = await add();
    await mail();
    const [arrived] = server.arrived;
    expect(arrived).toMatchObject({
      subject: 'facilitator gave this to you: Call the parents',
      to: [{ name: 'member', address: 'member@harbor.test' }],
    });
    expect(arrived?.text).toContain('Ready for Kindergarten');
    expect(arrived?.text).toContain('Due on January 1, 2199.');
    expect(arrived?.text).toContain('/p/harbor/notifications/mail');
    expect(arrived?.html).toContain('Call the parents');
    await mail();
    expect(server.arrived).toHaveLength(1);
    expect(action.id).toBeTruthy();
  });

  it('is in Spanish for who chose it', async () => {
    await choose({ language: 'es' });
    await add('Llamar a las familias');
    await mail();
    expect(subjects()).toEqual(['facilitator se lo encargó: Llamar a las familias']);
    expect(server.arrived[0]?.text).toContain('Vence el 1 de enero de 2199.');
    expect(server.arrived[0]?.html).toContain('lang="es"');
  });

  it('tells several things in one digest, each item once, and introduces the first', async () => {
    const first = await add('One');
    await add('Two');
    await actions.update(world.facilitator, { ...key(), id: first.id, note: 'Please, @member' });
    await mail();
    expect(subjects()).toEqual(['2 things for you: Harbor']);
    expect(server.arrived[0]?.text).toContain('This is the first mail of its kind');
    expect(server.arrived[0]?.text).toContain('- facilitator mentions you: One');
    expect(server.arrived[0]?.text).toContain('- facilitator gave this to you: Two');
    await add('Three');
    await add('Four');
    await mail();
    expect(server.arrived[1]?.text).not.toContain('This is the first mail');
    expect(server.arrived[1]?.text).not.toContain('One');
  });

  it('says nothing of what was done, handed on or seen meanwhile, and nothing to who left', async () => {
    const [done, mine] = [await add('Done'), await add('Handed on')];
    await complete(done.id);
    await actions.reassign(world.facilitator, { ...key(), id: mine.id, version: mine.version, ownerMemberId: null });
    await add('Seen');
    await notifications.see(world.member, key());
    await mail();
    expect(server.arrived).toEqual([]);
    // Ordered while it was so, and done before it was sent.
    const late = await add('Late');
    await run(orderNotificationMailJob);
    await complete(late.id);
    await run(sendMailJob);
    expect(server.arrived).toEqual([]);
    await add('After leaving');
    await world.inspect('UPDATE member SET retired_at = now() WHERE id = $1', [world.member.memberId]);
    await mail();
    await world.inspect('UPDATE member SET retired_at = NULL WHERE id = $1', [world.member.memberId]);
    expect(server.arrived).toEqual([]);
  });

  it('waits for its digest, and for the end of quiet hours', async () => {
    const hour = Number(
      (
        await world.inspect<{ hour: number }>(
          `SELECT extract(hour FROM now() AT TIME ZONE 'America/New_York')::int AS hour`,
        )
      )[0]?.hour,
    );
    await choose({ assignment: 'weekly' });
    await add();
    await mail();
    expect(server.arrived).toEqual([]);
    await world.inspect(`UPDATE notification SET created_at = now() - interval '7 days'`);
    await choose({ assignment: 'weekly', quietFrom: hour, quietUntil: (hour + 2) % 24 });
    await mail();
    expect(server.arrived).toEqual([]);
    await choose({ assignment: 'weekly' });
    await mail();
    expect(server.arrived).toHaveLength(1);
    await choose({ assignment: 'nothing' });
    await add('Unwanted');
    await mail();
    expect(server.arrived).toHaveLength(1);
  });

  it('sends no mail about what is old', async () => {
    await add();
    await world.inspect(`UPDATE notification SET created_at = now() - interval '9 days'`);
    await mail();
    expect(server.arrived).toEqual([]);
  });

  it('ends an hour without a mail server in one digest', async () => {
    await server.shut();
    await add('One');
    await mail();
    await add('Two');
    await mail();
    const third = await add('Three');
    await mail();
    await complete(third.id);
    await server.open();
    await mail();
    expect(subjects()).toEqual(['2 things for you: Harbor']);
    await mail();
    expect(server.arrived).toHaveLength(1);
  });

  it('says the same again where the server was killed between sending and marking, and what is new in the next', async () => {
    await add('One');
    await mail();
    await world.inspect(`UPDATE mail SET begun_at = now() - interval '6 minutes', sent_at = NULL`);
    await add('Two');
    await mail();
    expect(subjects()).toEqual(['facilitator gave this to you: One', 'facilitator gave this to you: One']);
    expect(server.arrived[1]?.messageId).toBe(server.arrived[0]?.messageId);
    await mail();
    expect(subjects().slice(2)).toEqual(['facilitator gave this to you: Two']);
    expect(server.arrived[2]?.messageId).not.toBe(server.arrived[0]?.messageId);
  });

  it('tells what is due in three days once, and what is late once a week, whoever made it', async () => {
    const inDays = async (days: number): Promise<string> =>
      (
        await world.inspect<{ day: string }>(
          `SELECT ((now() AT TIME ZONE 'America/New_York')::date + $1::int)::text AS day`,
          [days],
        )
      )[0]?.day ?? '';
    const own = (title: string, dueOn: string) => add(title, { dueOn, ownerMemberId: world.facilitator.memberId });
    await own('In four days', await inDays(4));
    const soon = await own('In three days', await inDays(3));
    const late = await own('Late', await inDays(-1));
    await choose({}, world.facilitator);
    await run(notifyOfDaysJob);
    await run(notifyOfDaysJob);
    const list = async () =>
      (await notifications.page(world.facilitator, 50, null)).nodes.map(({ kind, title }) => [kind, title]).toSorted();
    expect(await list()).toEqual([
      ['due_soon', 'In three days'],
      ['overdue', 'Late'],
    ]);
    await mail();
    expect(server.arrived[0]?.text).toContain('- Late since');
    await world.inspect(`UPDATE action SET due_on = due_on - 7 WHERE id = $1`, [late.id]);
    await world.inspect(`UPDATE notification SET once = replace(once, $1, $2)`, [await inDays(-1), await inDays(-8)]);
    await run(notifyOfDaysJob);
    expect(await list()).toHaveLength(3);
    await complete(soon.id);
    await complete(late.id);
    await mail();
    expect(server.arrived).toHaveLength(1);
  });

  it('tells those who are asked that the answer is due', async () => {
    const asks = world.app.get(EscalationService, { strict: false });
    const ask = await asks.raise(world.member, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'barrier',
      category: 'financial',
      title: 'No bus',
      ask: 'Please pay for a bus',
      respondBy: '2199-01-01',
      toOrganizationId: world.ids.school,
    });
    await choose({}, world.partnerLeader);
    await mail();
    await world.inspect(
      `UPDATE escalation SET respond_by = (now() AT TIME ZONE 'America/New_York')::date WHERE id = $1`,
      [ask.id],
    );
    await run(notifyOfDaysJob);
    await mail();
    expect(server.arrived.map(({ to, subject }) => [to?.[0]?.address, subject])).toEqual([
      ['partnerleader@harbor.test', 'member asks you: No bus'],
      ['partnerleader@harbor.test', expect.stringContaining('Due on')],
    ]);
  });

  describe('of somebody who comes', () => {
    const asBystander = () => world.bystander;
    const comesAnew = () =>
      world.inspect('UPDATE member SET news_gathered_at = NULL WHERE id = $1', [asBystander().memberId]);
    const sentMails = () =>
      server.arrived
        .filter(({ to }) => to?.[0]?.address === 'bystander@harbor.test')
        .map(({ subject, text }) => ({ subject, text: text ?? '' }));
    const list = async () => (await notifications.page(asBystander(), 50, null)).nodes;
    const day = async (days: number): Promise<string> =>
      (
        await world.inspect<{ day: string }>(
          `SELECT ((now() AT TIME ZONE 'America/New_York')::date + $1::int)::text AS day`,
          [days],
        )
      )[0]?.day ?? '';
    /** As if it had been there before anybody was told of anything. */
    const wait = async () => {
      await world.inspect('DELETE FROM notification');
      await comesAnew();
      await world.inspect('DELETE FROM notification_choice');
      // Without this hour, the tests would say nothing at night.
      await world.inspect(
        `UPDATE partnership SET time_zone = z.name FROM (SELECT name FROM pg_timezone_names WHERE name LIKE 'Etc/GMT%'
           AND extract(hour FROM now() AT TIME ZONE name) BETWEEN 9 AND 18 ORDER BY name LIMIT 1) z WHERE slug = 'harbor'`,
      );
    };
    afterEach(() => world.inspect(`UPDATE partnership SET time_zone = 'America/New_York' WHERE slug = 'harbor'`));

    it('gathers all that waits for them in one first digest, once', async () => {
      const own = (title: string, dueOn: string | null) => add(title, { ownerMemberId: asBystander().memberId, dueOn });
      await own('Some time', null);
      await own('Late', await day(-3));
      await own('In two days', await day(2));
      const done = await own('Done meanwhile', null);
      await complete(done.id);
      await add('Of somebody else');
      await wait();
      // Whoever joins by an invitation has a language at once, and has chosen nothing besides.
      await world.inspect(
        `INSERT INTO notification_choice (partnership_id, id, member_id, ask, answer, assignment, sign_off, mention, due_soon, overdue, language)
         VALUES ($1, gen_random_uuid(), $2, 'at_once', 'at_once', 'at_once', 'at_once', 'at_once', 'daily', 'weekly', 'en')`,
        [asBystander().partnershipId, asBystander().memberId],
      );
      await mail();
      expect(sentMails().map(({ subject }) => subject)).toEqual(['3 things for you: Harbor']);
      const [{ text } = { text: '' }] = sentMails();
      expect(text).toContain('3 things wait for you.');
      expect(text).toContain('This is the first mail of its kind');
      for (const line of ['- Yours to do: Some time', '- Late since', '- Due on']) expect(text).toContain(line);
      expect(text).not.toContain('Done meanwhile');
      expect(text).not.toContain('Of somebody else');
      await run(notifyOfDaysJob);
      await mail();
      expect(sentMails()).toHaveLength(1);
      expect((await list()).map(({ title }) => title).toSorted()).toEqual(['In two days', 'Late', 'Some time']);
      expect((await notifications.count(asBystander())).unseen).toBe(3);
    });

    it('gathers the asks of those who answer and the charters of those who sign, and no one else’s', async () => {
      const asks = world.app.get(EscalationService, { strict: false });
      await asks.raise(world.member, {
        ...key(),
        id: uuidv7(),
        networkId: world.ids.network,
        kind: 'barrier',
        category: 'financial',
        title: 'No van',
        ask: 'Please lend a van',
        respondBy: '2199-01-01',
        toOrganizationId: world.ids.clinic,
      });
      await wait();
      await world.inspect('UPDATE member SET news_gathered_at = NULL');
      await run(orderNotificationMailJob);
      const notified = await world.inspect<{ name: string; kind: string }>(
        `SELECT m.name, n.kind FROM notification n JOIN member m ON m.id = n.member_id JOIN escalation e ON e.id = n.item_id
         WHERE e.title = 'No van'`,
      );
      expect(notified).toEqual([{ name: 'otherLeader', kind: 'ask' }]);
      expect((await notifications.page(world.outsider, 50, null)).nodes).toEqual([]);
    });

    it('waits until somebody without an account is told something, and begins anew for who returns', async () => {
      const { memberId } = asBystander();
      await add('Of long ago', { ownerMemberId: memberId });
      await wait();
      await world.inspect('UPDATE member SET account_id = NULL WHERE id = $1', [memberId]);
      await mail();
      expect(sentMails()).toEqual([]);
      await add('New', { ownerMemberId: memberId });
      await mail();
      expect(sentMails().map(({ subject }) => subject)).toEqual(['2 things for you: Harbor']);
      await world.inspect('UPDATE member SET account_id = $2, retired_at = now() WHERE id = $1', [
        memberId,
        asBystander().accountId,
      ]);
      await mail();
      await world.inspect('DELETE FROM notification');
      await world.inspect('UPDATE member SET retired_at = NULL WHERE id = $1', [memberId]);
      await mail();
      expect(sentMails().map(({ subject }) => subject)).toEqual([
        '2 things for you: Harbor',
        '2 things for you: Harbor',
      ]);
    });
  });

  it('is composed for a thousand members in one run with no statement for each', async () => {
    const { partnershipId } = world.director;
    await world.inspect(
      `INSERT INTO member (partnership_id, id, name, email, role)
       SELECT $1, gen_random_uuid(), 'Person ' || i, 'person' || i || '@crowd.test', 'member' FROM generate_series(1, 1000) i`,
      [partnershipId],
    );
    await world.inspect(
      `INSERT INTO notification_choice (partnership_id, id, member_id, ask, answer, assignment, sign_off, mention, due_soon, overdue, language)
       SELECT $1, gen_random_uuid(), m.id, 'daily', 'daily', 'daily', 'daily', 'daily', 'daily', 'daily', 'en'
       FROM member m WHERE m.email LIKE '%@crowd.test'`,
      [partnershipId],
    );
    const items = [await add('One', { ownerMemberId: null }), await add('Two', { ownerMemberId: null })];
    for (const { id } of items)
      await world.inspect(
        `INSERT INTO notification (partnership_id, id, member_id, kind, item_kind, item_id, once, created_at)
         SELECT $1, gen_random_uuid(), m.id, 'mention', 'action', $2::uuid, $2, now() - interval '2 days'
         FROM member m WHERE m.email LIKE '%@crowd.test'`,
        [partnershipId, id],
      );
    const statements = vi.spyOn(Client.prototype, 'query');
    await run(orderNotificationMailJob);
    const ordering = statements.mock.calls.length;
    await run(sendMailJob);
    const sending = statements.mock.calls.length - ordering;
    statements.mockRestore();
    expect(server.arrived).toHaveLength(1000);
    expect(new Set(server.arrived.map(({ subject }) => subject))).toEqual(new Set(['2 things for you: Harbor']));
    // Two partnerships, whatever the number of members.
    expect(ordering).toBeLessThan(20);
    // Twenty mails at once: opening, two statements, and the end of the transaction.
    expect(sending).toBeLessThan((1000 / 20) * 9);
    await world.inspect(`UPDATE member SET retired_at = now() WHERE email LIKE '%@crowd.test'`);
  });

  it('shows titles and days of what it is about, and no number, hidden or not', async () => {
    const ids = await fillEveryTable(world);
    await world.inspect('DELETE FROM notification');
    await world.inspect(`UPDATE charter SET state = 'in_review'`);
    await world.inspect('UPDATE action SET owner_member_id = $2 WHERE id = $1', [
      ids.get('action'),
      world.director.memberId,
    ]);
    await choose({}, world.director);
    const about = { action: ['assignment', 'mention'], escalation: ['ask', 'answer'], charter: ['sign_off'] };
    const shown: string[] = [];
    for (const [item, kinds] of Object.entries(about)) {
      await world.inspect(
        `INSERT INTO item SELECT (jsonb_populate_record(i, jsonb_build_object('id', $2::text, 'kind', $3::text))).*
         FROM item i WHERE i.id = $1 ON CONFLICT DO NOTHING`,
        [ids.get('item'), ids.get(item), item],
      );
      for (const kind of kinds)
        await world.inspect(
          `INSERT INTO notification (partnership_id, id, member_id, kind, item_kind, item_id, once)
           VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $3 || $4)`,
          [world.director.partnershipId, world.director.memberId, kind, item, ids.get(item)],
        );
    }
    shown.push(JSON.stringify(await notifications.page(world.director, 50, null)));
    await mail();
    shown.push(JSON.stringify(server.arrived));
    expect(shown.every((text) => text.includes(markedText))).toBe(true);
    for (const text of shown) {
      expect(text).not.toContain(String(hiddenNumber));
      expect(text).not.toContain(String(markedNumber));
    }
  });
});
