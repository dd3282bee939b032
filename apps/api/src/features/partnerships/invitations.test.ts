import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../../test/support/mail-server.ts';
import { createWorld, password, type World } from '../../../../../test/support/world.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { sendMailJob } from '../../mail/mail.service.ts';
import { InvitationService } from './invitation.service.ts';
import { MeService } from './me.service.ts';
import { MemberService } from './member.service.ts';

const fresh = 'a lantern under four bridges';

describe.each(engines)('invitations on %s', (engine) => {
  let world: World;
  let server: MailServer;
  let members: MemberService;
  let invitations: InvitationService;
  let count = 0;

  beforeAll(async () => {
    server = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: server.url } });
    members = world.app.get(MemberService, { strict: false });
    invitations = world.app.get(InvitationService, { strict: false });
  });
  afterAll(async () => {
    await world.close();
    await server.shut();
  });
  beforeEach(async () => {
    await world.inspect('DELETE FROM mail');
    server.arrived.length = 0;
  });

  const key = () => ({ idempotencyKey: uuidv7() });
  const invite = async (as = world.director, email = `guest${(count += 1)}@example.org`) => {
    const member = await members.add(as, { ...key(), id: uuidv7(), name: 'Guest', email, role: 'member' });
    return { ...member, address: email };
  };
  const newestToken = async (): Promise<string> => {
    await world.app.get(Jobs).runNow(sendMailJob);
    return /\/join#(\S+)/.exec(server.arrived.at(-1)?.text ?? '')?.[1] ?? '';
  };
  const byHand = async (memberId: string, as = world.director): Promise<string> =>
    (await invitations.get(as, memberId))?.link.split('#')[1] ?? '';
  const request = (path: '' | '/join' | '/join-as-me', token: string, payload?: object, cookie = '') =>
    world.app.inject({
      method: path ? 'POST' : 'GET',
      url: `/invitation${path}`,
      headers: { 'x-invitation': token, 'content-type': 'application/json', ...(cookie && { cookie }) },
      ...(path && { payload: payload ?? {} }),
    });
  const join = (token: string) => request('/join', token, { name: 'Gus Guest', password: fresh });
  const isVerified = async (email: string): Promise<boolean | undefined> =>
    (await world.inspect<{ is: boolean }>('SELECT email_verified AS is FROM account WHERE email = $1', [email]))[0]?.is;

  it('are mailed, say who invites to what, and make an account that belongs to the address', async () => {
    const guest = await invite();
    const token = await newestToken();
    expect(server.arrived.map(({ to, subject }) => [to?.[0]?.address, subject])).toEqual([
      [guest.address, 'Invitation · Invitación: Harbor'],
    ]);
    expect((await request('', token)).json()).toEqual({
      partnershipName: 'Harbor',
      inviterName: 'Director of Harbor',
      name: 'Guest',
      email: guest.address,
      role: 'member',
      organizationName: null,
      hasAccount: false,
    });
    const joined = await join(token);
    expect(joined.json()).toEqual({ email: guest.address, slug: 'harbor' });
    expect(await isVerified(guest.address)).toBe(true);
    const [row] = await world.inspect<{ accountId: string }>(
      'SELECT account_id AS "accountId" FROM member WHERE id = $1',
      [guest.id],
    );
    const [membership] = await world.app.get(MeService, { strict: false }).membershipsOf(row?.accountId ?? '');
    expect(membership).toMatchObject({ partnershipSlug: 'harbor', memberId: guest.id });
    expect((await join(token)).statusCode).toBe(404);
    expect((await request('', token)).statusCode).toBe(404);
  });

  it('are answered in a language, in which the person is mailed from then on', async () => {
    const languageOf = async (language: string): Promise<unknown> => {
      const guest = await invite();
      const joined = await request('/join', await newestToken(), { name: 'Gus Guest', password: fresh, language });
      expect(joined.statusCode).toBe(201);
      const choice = 'SELECT language, overdue, quiet_from AS "from" FROM notification_choice WHERE member_id = $1';
      return (await world.inspect(choice, [guest.id]))[0];
    };
    expect(await languageOf('es')).toEqual({ language: 'es', overdue: 'weekly', from: 20 });
    expect(await languageOf('xx')).toEqual({ language: 'en', overdue: 'weekly', from: 20 });
  });

  it('are handed over by hand where no mail is sent, and then prove nothing about the address', async () => {
    const guest = await invite();
    const token = await byHand(guest.id);
    expect((await join(token)).statusCode).toBe(201);
    expect(await isVerified(guest.address)).toBe(false);
    // Another partnership invites the same address: the account that somebody made by hand gets nothing of it.
    const elsewhere = await invite(world.outsider, guest.address);
    expect(elsewhere.hasAccount).toBe(false);
    const [account] = await world.inspect<{ id: string }>('SELECT id FROM account WHERE email = $1', [guest.address]);
    await world.app.get(MeService, { strict: false }).claim({ id: account?.id ?? '' });
    expect(
      await world.inspect('SELECT 1 AS one FROM member WHERE id = $1 AND account_id IS NOT NULL', [elsewhere.id]),
    ).toEqual([]);
  });

  it('cannot be answered with a token that was changed, of another partnership, or of the other way', async () => {
    const guest = await invite();
    const token = await newestToken();
    const [partnershipId, invitationId, way, secret] = token.split('.');
    const other = world.outsider.partnershipId;
    const wrong = [
      '',
      'a.b.c.d',
      [partnershipId, invitationId, 'h', secret].join('.'),
      [other, invitationId, way, secret].join('.'),
      [partnershipId, guest.id, way, secret].join('.'),
      `${token}.more`,
      token.slice(0, -1),
    ];
    for (const each of wrong) {
      expect([each, (await request('', each)).statusCode]).toEqual([each, 404]);
      expect([each, (await join(each)).statusCode]).toEqual([each, 404]);
    }
  });

  it('end when they are renewed, expire, or the membership ends', async () => {
    const guest = await invite();
    const first = await newestToken();
    const renewed = await members.invite(world.director, { ...key(), id: guest.id, version: guest.version });
    const second = await newestToken();
    expect(second).not.toBe(first);
    expect((await request('', first)).statusCode).toBe(404);
    expect((await request('', second)).statusCode).toBe(200);
    await world.inspect(`UPDATE invitation SET expires_at = now() - interval '1 second' WHERE member_id = $1`, [
      guest.id,
    ]);
    expect((await request('', second)).statusCode).toBe(404);
    const again = await members.invite(world.director, { ...key(), id: guest.id, version: renewed.version });
    const third = await newestToken();
    await members.retire(world.director, { ...key(), id: guest.id, version: again.version, reason: 'Moved away' });
    expect((await request('', third)).statusCode).toBe(404);
    expect((await join(third)).statusCode).toBe(404);
  });

  it('are not mailed any more when the membership ended meanwhile', async () => {
    const guest = await invite();
    await members.retire(world.director, { ...key(), id: guest.id, version: guest.version, reason: 'A mistake' });
    await newestToken();
    expect(server.arrived).toEqual([]);
  });

  it('let a membership begin again that had ended', async () => {
    const guest = await invite();
    const ended = await members.retire(world.director, { ...key(), id: guest.id, version: guest.version, reason: 'x' });
    const page = await members.page(world.director, { first: 50, after: null, search: 'Guest', areEnded: true });
    expect(page.nodes.map(({ id }) => id)).toContain(guest.id);
    await expect(
      members.page(world.member, { first: 50, after: null, search: null, areEnded: true }),
    ).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const back = await members.restore(world.director, { ...key(), id: guest.id, version: ended.version });
    expect(back.isEnded).toBe(false);
    expect((await join(await newestToken())).statusCode).toBe(201);
    await expect(
      members.restore(world.director, { ...key(), id: guest.id, version: back.version + 1 }),
    ).rejects.toMatchObject({ extensions: { rule: 'MEMBERSHIP_NOT_ENDED' } });
    await expect(
      members.invite(world.director, { ...key(), id: guest.id, version: back.version + 1 }),
    ).rejects.toMatchObject({ extensions: { rule: 'MEMBER_HAS_ACCOUNT' } });
  });

  it('are joined with an account from elsewhere by whoever has the link', async () => {
    await invite();
    const token = await newestToken();
    const { cookie } = await world.headersOf(world.outsider);
    expect((await request('/join-as-me', token)).statusCode).toBe(401);
    expect((await request('/join-as-me', token, {}, cookie)).json()).toEqual({ slug: 'harbor' });
    const own = await world.app.get(MeService, { strict: false }).membershipsOf(world.outsider.accountId);
    expect(own.map(({ partnershipSlug }) => partnershipSlug)).toEqual(['harbor', 'valley']);
    await invite();
    const twice = await request('/join-as-me', await newestToken(), {}, cookie);
    expect(twice.json()).toMatchObject({ rule: 'ALREADY_A_MEMBER' });
  });

  it('are not needed by whoever has an account: they are a member at once, hear of it by mail, and again when they return', async () => {
    const send = () => world.app.get(Jobs).runNow(sendMailJob);
    const guest = await invite();
    await join(await newestToken());
    server.arrived.length = 0;
    const there = await invite(world.outsider, guest.address);
    expect(there.hasAccount).toBe(true);
    await send();
    expect(server.arrived.map(({ to, subject }) => [to?.[0]?.address, subject])).toEqual([
      [guest.address, 'You are a member now · Ya es miembro: Valley'],
    ]);
    expect(server.arrived[0]?.text).toContain('/p/valley');
    const { version } = await members.retire(world.outsider, {
      ...key(),
      id: there.id,
      version: there.version,
      reason: 'Away',
    });
    // Whose membership ended before it left hears nothing.
    const other = await invite();
    await join(await newestToken());
    server.arrived.length = 0;
    const brief = await invite(world.outsider, other.address);
    await members.retire(world.outsider, { ...key(), id: brief.id, version: brief.version, reason: 'Moved' });
    await members.restore(world.outsider, { ...key(), id: there.id, version });
    await send();
    expect(server.arrived.map(({ to }) => to?.[0]?.address)).toEqual([guest.address]);
  });

  it('make no second account for an address, and refuse a password that is guessed soon', async () => {
    const guest = await invite();
    const token = await newestToken();
    const guessed = await request('/join', token, { name: 'Gus', password: 'password1234' });
    expect([guessed.statusCode, guessed.json()]).toEqual([
      422,
      expect.objectContaining({ refusals: { password: expect.objectContaining({ code: 'PASSWORD_GUESSED' }) } }),
    ]);
    const both = await Promise.all([join(token), join(token)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).not.toEqual([201, 201]);
    expect(await world.inspect('SELECT id FROM account WHERE email = $1', [guest.address])).toHaveLength(1);
    expect(
      await world.inspect('SELECT id FROM invitation WHERE member_id = $1 AND accepted_at IS NOT NULL', [guest.id]),
    ).toHaveLength(1);
  });

  it('are the director’s alone to see and to renew', async () => {
    const guest = await invite();
    for (const other of [world.member, world.facilitator, world.dataManager]) {
      await expect(invitations.get(other, guest.id)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
      await expect(members.invite(other, { ...key(), id: guest.id, version: guest.version })).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
    }
    expect(await invitations.get(world.outsider, guest.id)).toBeNull();
    await expect(
      members.invite(world.outsider, { ...key(), id: guest.id, version: guest.version }),
    ).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(password).not.toBe(fresh);
  });

  it('leave their secret in no table', async () => {
    const guest = await invite();
    const secrets = [(await newestToken()).split('.')[3], (await byHand(guest.id)).split('.')[3]];
    const tables = await world.inspect<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables)
      for (const secret of secrets)
        expect([
          name,
          await world.inspect(`SELECT 1 AS one FROM "${name}" t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [
            secret,
          ]),
        ]).toEqual([name, []]);
  });
});
