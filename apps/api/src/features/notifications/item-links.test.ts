import type { LinkedItem } from '@throughline/domain/item-links';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../../test/support/mail-server.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { sendMailJob } from '../../mail/mail.service.ts';
import { Writes } from '../../writes/writes.ts';
import { EscalationService } from '../escalations/escalation.service.ts';
import { ActionService } from '../plans/action.service.ts';
import { UpdateActionInput } from '../plans/action.inputs.ts';
import { ItemLinkService } from './item-link.service.ts';
import { itemLinkToken } from './item-link-token.ts';
import { orderNotificationMailJob } from './notification-mail.service.ts';

const key = () => ({ idempotencyKey: uuidv7() });

describe.each(engines)('links of mails on %s', (engine) => {
  let world: World;
  let server: MailServer;
  let actions: ActionService;
  let escalations: EscalationService;
  let links: ItemLinkService;

  beforeAll(async () => {
    server = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: server.url } });
    actions = world.app.get(ActionService, { strict: false });
    escalations = world.app.get(EscalationService, { strict: false });
    links = world.app.get(ItemLinkService, { strict: false });
    // Nobody sleeps here, whenever the test runs.
    await world.inspect(
      `INSERT INTO notification_choice (partnership_id, id, member_id, ask, answer, assignment, sign_off, mention, due_soon, overdue, language)
       SELECT partnership_id, gen_random_uuid(), id, 'at_once', 'nothing', 'at_once', 'at_once', 'at_once', 'at_once', 'at_once', 'en' FROM member`,
    );
  });
  afterAll(async () => {
    await world.close();
    await server.shut();
  });
  beforeEach(async () => {
    await world.inspect('DELETE FROM notification');
    server.arrived.length = 0;
  });

  const mailedToken = async (): Promise<string> => {
    for (const job of [orderNotificationMailJob, sendMailJob]) await world.app.get(Jobs).runNow(job);
    return /\/t#(\S+)/.exec(server.arrived.at(-1)?.text ?? '')?.[1] ?? '';
  };
  const add = (ownerMemberId = world.member.memberId) =>
    actions.add(world.facilitator, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      title: 'Call the parents',
      description: 'Those who missed the first visit',
      ownerMemberId,
      dueOn: '2199-01-01',
    });
  const raise = () =>
    escalations.raise(world.member, {
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
  const request = (token: string, payload?: object, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: payload ? 'POST' : 'GET',
      url: '/item-link',
      headers: { 'x-item-link': token, 'content-type': 'application/json', ...headers },
      ...(payload && { payload }),
    });
  const act = (token: string, verb: string, version: number, more: object = {}) =>
    request(token, { ...key(), verb, version, ...more });
  const stateOf = async (table: 'action' | 'escalation', id: string) =>
    (await world.inspect<{ state: string }>(`SELECT state FROM ${table} WHERE id = $1`, [id]))[0]?.state;
  const expectClosed = async (token: string, version = 1) => {
    expect((await request(token)).statusCode).toBe(404);
    expect((await act(token, 'complete', version)).statusCode).toBe(404);
  };

  it('are none for whom a second factor is asked of: the mail leads to where they sign in, and earlier links rest', async () => {
    const require = (is: boolean) =>
      world.inspect(`UPDATE partnership SET requires_second_factor = $1 WHERE slug = 'harbor'`, [is]);
    try {
      await add(world.dataManager.memberId);
      const before = await mailedToken();
      expect(await links.open(before)).toMatchObject({ title: 'Call the parents' });
      await require(true);
      await expect(links.open(before)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
      const step = { ...key(), version: 1, verb: 'complete' };
      await expect(links.act(before, step)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
      const action = await add(world.dataManager.memberId);
      expect(await mailedToken()).toBe('');
      expect(server.arrived.at(-1)?.text).toContain(`/p/harbor/`);
      expect(server.arrived.at(-1)?.text).toContain(action.id);
      // Of whoever is asked for none, links stay as they are.
      await add(world.member.memberId);
      expect(await links.open(await mailedToken())).toMatchObject({ memberName: 'member' });
      await require(false);
      expect(await links.open(before)).toMatchObject({ title: 'Call the parents' });
    } finally {
      await require(false);
    }
  });

  it('show one action to whoever has no account, and take one step in the member’s name', async () => {
    const action = await add();
    const token = await mailedToken();
    const opened = await request(token);
    expect(opened.json<LinkedItem>()).toEqual({
      itemKind: 'action',
      version: 1,
      title: 'Call the parents',
      text: 'Those who missed the first visit',
      state: 'not_started',
      dueOn: '2199-01-01',
      networkName: 'Ready for Kindergarten',
      byName: null,
      memberName: 'member',
      partnershipName: 'Harbor',
      verbs: ['complete', 'start', 'block'],
    });
    expect(opened.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const done = await act(token, 'complete', 1, { note: 'All of them' });
    expect(done.json<LinkedItem>()).toMatchObject({ state: 'done', version: 2, verbs: [] });
    const history = await world.inspect<{ member: string; link: string; verb: string; reason: string }>(
      `SELECT member_id AS member, link_id AS link, verb, reason FROM audit WHERE item_id = $1 AND verb = 'complete'`,
      [action.id],
    );
    expect(history).toEqual([
      { member: world.member.memberId, link: token.split('.')[1], verb: 'complete', reason: 'All of them' },
    ]);
    const updates = await world.inspect<{ member: string; note: string }>(
      'SELECT member_id AS member, note FROM action_update WHERE action_id = $1',
      [action.id],
    );
    expect(updates).toEqual([{ member: world.member.memberId, note: 'All of them' }]);
  });

  it('change nothing by being opened, however often', async () => {
    await add();
    const token = await mailedToken();
    const contents = () =>
      world.inspect(
        `SELECT (SELECT jsonb_agg(a ORDER BY id) FROM action a) AS actions, (SELECT jsonb_agg(n ORDER BY id) FROM notification n) AS notifications,
           (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM idempotency) AS keys`,
      );
    const before = await contents();
    for (let times = 0; times < 3; times += 1) await request(token);
    expect(await contents()).toEqual(before);
  });

  it('act once under one key, and not on what changed since it was shown', async () => {
    const action = await add();
    const token = await mailedToken();
    const same = { ...key(), verb: 'start', version: 1, note: '' };
    expect((await request(token, same)).json()).toMatchObject({ state: 'in_progress', version: 2 });
    expect((await request(token, same)).json()).toMatchObject({ state: 'in_progress', version: 2 });
    expect(await world.inspect('SELECT 1 AS one FROM action_update WHERE action_id = $1', [action.id])).toHaveLength(1);
    const late = await act(token, 'complete', 1);
    expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([409, 'CONFLICT']);
    expect(await stateOf('action', action.id)).toBe('in_progress');
    const reasonless = await act(token, 'block', 2);
    expect([reasonless.statusCode, reasonless.json<{ rule: string }>().rule]).toEqual([409, 'ACTION_REASON_REQUIRED']);
  });

  it('answer an ask: seen, yes by a day, or no with why', async () => {
    const ask = await raise();
    const token = await mailedToken();
    expect((await request(token)).json()).toMatchObject({
      itemKind: 'escalation',
      text: 'Please pay for a bus',
      byName: 'member',
      memberName: 'partnerLeader',
      verbs: ['commit', 'decline', 'acknowledge'],
    });
    expect((await act(token, 'acknowledge', 1)).json()).toMatchObject({ state: 'acknowledged' });
    const dayless = await act(token, 'commit', 2, { note: 'We pay' });
    expect(dayless.json()).toMatchObject({ code: 'INVALID', refusals: { promisedBy: expect.anything() } });
    const yes = await act(token, 'commit', 2, { note: 'We pay', promisedBy: '2198-01-01' });
    expect(yes.json()).toMatchObject({ state: 'committed' });
    const [answer] = await world.inspect<{ member: string }>(
      `SELECT member_id AS member FROM escalation_answer WHERE escalation_id = $1 AND verb = 'commit'`,
      [ask.id],
    );
    expect(answer?.member).toBe(world.partnerLeader.memberId);
    const [promise] = await world.inspect<{ owner: string }>(
      `SELECT owner_member_id AS owner FROM action WHERE is_commitment ORDER BY created_at DESC LIMIT 1`,
    );
    expect(promise?.owner).toBe(world.partnerLeader.memberId);
    await raise();
    const second = await mailedToken();
    expect((await act(second, 'decline', 1)).json()).toMatchObject({ rule: 'ESCALATION_DECLINE_REASON_REQUIRED' });
    expect((await act(second, 'decline', 1, { note: 'No money' })).json()).toMatchObject({ state: 'declined' });
  });

  it('take no other step and touch no other item', async () => {
    const [action, ask] = [await add(), await raise()];
    const token = await mailedToken();
    const isOfAction = (await request(token)).json<LinkedItem>().itemKind === 'action';
    for (const verb of ['abandon', 'reopen', 'redirect', 'withdraw', 'confirm', 'edit'])
      expect([verb, (await act(token, verb, 1, { note: 'x' })).statusCode]).toEqual([verb, 422]);
    // A step of the other kind of item.
    const other = isOfAction ? 'acknowledge' : 'complete';
    expect((await act(token, other, 1)).statusCode).toBe(404);
    // An id that is sent along is not looked at.
    await request(token, { ...key(), verb: isOfAction ? 'start' : 'acknowledge', version: 1, id: ask.id });
    expect([await stateOf('action', action.id), await stateOf('escalation', ask.id)]).toEqual(
      isOfAction ? ['in_progress', 'raised'] : ['not_started', 'acknowledged'],
    );
  });

  it('let nobody write about anything else even inside the server', async () => {
    const [mine, other] = [await add(), await add()];
    const byLink = { ...world.member, itemLink: { id: uuidv7(), itemId: mine.id } };
    const write = (id: string) =>
      world.app.get(Writes).run(byLink, UpdateActionInput, { ...key(), id, note: 'x' }, (tx, _values, before) => {
        tx.update('action' as never, before, {});
        return null;
      });
    await expect(write(other.id)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(links.end(byLink, { ...key(), memberId: world.member.memberId })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await actions.update(byLink, { ...key(), id: mine.id, note: 'x' })).toMatchObject({ id: mine.id });
  });

  it('open nothing with a token that was changed, of another partnership, or never mailed', async () => {
    const action = await add();
    const token = await mailedToken();
    const [partnershipId = '', notificationId = '', secret = ''] = token.split('.');
    const wrong = [
      '',
      'a.b.c',
      `${token}.more`,
      token.slice(0, -1),
      [world.outsider.partnershipId, notificationId, secret].join('.'),
      [partnershipId, action.id, secret].join('.'),
      // Its secret is right for another partnership, in which there is no such notification.
      itemLinkToken('only-for-tests-only-for-tests-only', {
        partnershipId: world.outsider.partnershipId,
        notificationId,
      }),
      itemLinkToken('another-secret-another-secret-anoth', { partnershipId, notificationId }),
    ];
    for (const each of wrong) await expectClosed(each);
    expect((await request(token, undefined, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(422);
    await world.inspect('UPDATE notification SET mail_id = NULL WHERE id = $1', [notificationId]);
    await expectClosed(token);
  });

  it('end after thirty days, with the membership, when the action is somebody else’s, and with its network', async () => {
    const action = await add();
    const token = await mailedToken();
    const during = async (change: string, back: string) => {
      await world.inspect(change);
      await expectClosed(token);
      await world.inspect(back);
      expect((await request(token)).statusCode).toBe(200);
    };
    const id = token.split('.')[1];
    await during(
      `UPDATE notification SET created_at = created_at - interval '31 days' WHERE id = '${id}'`,
      `UPDATE notification SET created_at = created_at + interval '31 days' WHERE id = '${id}'`,
    );
    const member = `WHERE id = '${world.member.memberId}'`;
    await during(`UPDATE member SET retired_at = now() ${member}`, `UPDATE member SET retired_at = NULL ${member}`);
    await during(`UPDATE member SET role = 'viewer' ${member}`, `UPDATE member SET role = 'member' ${member}`);
    const network = `WHERE id = '${world.ids.network}'`;
    await during(`UPDATE network SET state = 'retired' ${network}`, `UPDATE network SET state = 'active' ${network}`);
    const item = `WHERE id = '${action.id}'`;
    await during(`UPDATE item SET is_void = true ${item}`, `UPDATE item SET is_void = false ${item}`);
    await during(
      `UPDATE action SET owner_member_id = '${world.bystander.memberId}' ${item}`,
      `UPDATE action SET owner_member_id = '${world.member.memberId}' ${item}`,
    );
  });

  it('end for who no longer answers for whom an ask is addressed to', async () => {
    await raise();
    const token = await mailedToken();
    const leader = `WHERE id = '${world.partnerLeader.memberId}'`;
    await world.inspect(`UPDATE member SET role = 'member' ${leader}`);
    expect((await request(token)).statusCode).toBe(404);
    await world.inspect(`UPDATE member SET role = 'partner_leader' ${leader}`);
    expect((await request(token)).statusCode).toBe(200);
  });

  it('are withdrawn by the member and by the director, and by nobody else', async () => {
    const { memberId } = world.member;
    await add();
    const first = await mailedToken();
    for (const other of [world.bystander, world.facilitator]) {
      await expect(links.end(other, { ...key(), memberId })).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
      await expect(links.count(other, memberId)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    }
    await expect(links.end(world.outsider, { ...key(), memberId })).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    expect(await links.count(world.outsider, memberId)).toEqual({ open: 0 });
    expect((await links.count(world.member, memberId)).open).toBeGreaterThan(0);
    expect(await links.end(world.member, { ...key(), memberId })).toEqual({ open: 0 });
    await expectClosed(first);
    await add();
    const second = await mailedToken();
    expect((await request(second)).statusCode).toBe(200);
    await links.end(world.director, { ...key(), memberId });
    await expectClosed(second);
    const [entry] = await world.inspect<{ by: string }>(
      `SELECT member_id AS by FROM audit WHERE item_id = $1 AND verb = 'end_links' ORDER BY at DESC LIMIT 1`,
      [memberId],
    );
    expect(entry?.by).toBe(world.director.memberId);
  });

  it('leave their secret in no table', async () => {
    await add();
    const secret = (await mailedToken()).split('.')[2];
    const tables = await world.inspect<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables)
      expect([
        name,
        await world.inspect(`SELECT 1 AS one FROM "${name}" t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [secret]),
      ]).toEqual([name, []]);
  });
});
