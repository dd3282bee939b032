import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountAnswer, AccountRequests, cookieOf } from '../../../../test/support/account-requests.ts';
import { Authenticator, type Question } from '../../../../test/support/authenticator.ts';
import { engines } from '../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { totpOf } from '../../../../test/support/totp.ts';
import { createWorld, password, type World } from '../../../../test/support/world.ts';
import { MemberService } from '../features/partnerships/member.service.ts';
import { Jobs } from '../jobs/jobs.ts';
import { sendMailJob } from '../mail/mail.service.ts';
import { passkeySiteOf } from './passkeys.ts';

const origin = 'http://localhost';

describe.each(engines)('passkeys on %s', (engine) => {
  let world: World;
  let mail: MailServer;
  const accounts = new AccountRequests(() => world, origin);
  const { request, post, signIn } = accounts;

  beforeAll(async () => {
    mail = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: mail.url }, publicUrl: origin });
  });
  afterAll(async () => {
    await world.close();
    await mail.shut();
  });
  beforeEach(async () => {
    accounts.moveOn();
    mail.arrived.length = 0;
    for (const table of ['mail', 'passkey', 'second_factor']) await world.inspect(`DELETE FROM ${table}`);
    await world.inspect('UPDATE account SET has_second_factor = false');
    await world.inspect('UPDATE partnership SET requires_second_factor = false');
  });

  const codeOf = (answer: AccountAnswer): string | undefined => answer.json<{ code?: string }>().code;
  const whoIs = async (answer: AccountAnswer): Promise<string | null> =>
    (await request('GET', 'get-session', null, cookieOf(answer))).json<{ user: { email: string } } | null>()?.user
      .email ?? null;
  /** Asks for a challenge; answers it with the cookies of the browser that did. */
  const ask = async (url: string, body: object = {}, cookie = '') => {
    const answer = await post(url, body, cookie);
    expect([url, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([url, 200, '']);
    return { question: answer.json<Question>(), cookie: [cookie, cookieOf(answer)].filter(Boolean).join('; ') };
  };
  const add = async (cookie: string, name = 'Phone') => {
    const device = new Authenticator(origin);
    const begun = await ask('passkey/ask', {}, cookie);
    const added = await post('passkey/add', { name, answer: device.make(begun.question) }, begun.cookie);
    expect(added.json()).toEqual({ added: true });
    return device;
  };
  const enter = async (device: Authenticator, tricks: Parameters<Authenticator['enter']>[1] = {}) => {
    const begun = await ask('sign-in/passkey/ask');
    return post('sign-in/passkey', { answer: device.enter(begun.question, tricks) }, begun.cookie);
  };
  const verbsOf = async (member: Viewer): Promise<string[]> =>
    (
      await world.inspect<{ verb: string }>(
        `SELECT verb FROM audit WHERE item_id = $1 AND kind = 'member' ORDER BY at, id`,
        [member.memberId],
      )
    ).map(({ verb }) => verb);
  const ownWays = async (cookie: string) =>
    (await request('GET', 'own-ways', null, cookie)).json<{ passkeys: { id: string; name: string }[] }>();
  const subjects = async () => {
    await world.app.get(Jobs).runNow(sendMailJob);
    return mail.arrived.map(({ subject }) => subject).toSorted();
  };

  it('are added with a name, sign in, and are removed', async () => {
    expect((await request('GET', 'ways', null, '')).json()).toMatchObject({ passkeys: true });
    const cookie = await signIn('member@harbor.test');
    const before = (await verbsOf(world.member)).length;
    const device = await add(cookie, 'My phone');
    const answer = await enter(device);
    expect(answer.json()).toEqual({ signedIn: true });
    expect(await whoIs(answer)).toBe('member@harbor.test');
    const { passkeys } = await ownWays(cookie);
    expect(passkeys).toMatchObject([{ name: 'My phone', lastUsedAt: expect.any(String) as string }]);
    const [{ id } = { id: '' }] = passkeys;
    const other = await signIn('facilitator@harbor.test');
    expect((await post('passkey/remove', { id }, other)).json()).toEqual({ removed: false });
    expect((await post('passkey/remove', { id })).statusCode).toBe(401);
    expect((await post('passkey/remove', { id }, cookie)).json()).toEqual({ removed: true });
    expect(codeOf(await enter(device))).toBe('PASSKEY_UNKNOWN');
    expect((await verbsOf(world.member)).slice(before)).toEqual(['passkey_added', 'sign_in', 'passkey_removed']);
    expect(await subjects()).toEqual([
      'A passkey was added to your account',
      'A passkey was removed from your account',
    ]);
  });

  it('are changed by a session that began minutes ago, or with the password', async () => {
    expect((await post('passkey/ask', {})).statusCode).toBe(401);
    const cookie = await signIn('member@harbor.test');
    await add(cookie);
    const [{ id } = { id: '' }] = (await ownWays(cookie)).passkeys;
    await world.inspect(`UPDATE session SET created_at = created_at - interval '11 minutes'`);
    expect(codeOf(await post('passkey/ask', {}, cookie))).toBe('SIGN_IN_AGAIN');
    expect(codeOf(await post('passkey/remove', { id }, cookie))).toBe('SIGN_IN_AGAIN');
    expect(codeOf(await post('passkey/remove', { id, password: 'not this one' }, cookie))).toBe('PASSWORD_WRONG');
    expect((await post('passkey/remove', { id, password }, cookie)).json()).toEqual({ removed: true });
  });

  it('answer their own challenge, once, in time, in the browser that asked and at this address', async () => {
    const device = await add(await signIn('member@harbor.test'));
    const first = await ask('sign-in/passkey/ask');
    const answer = device.enter(first.question);
    const second = await ask('sign-in/passkey/ask');
    expect(codeOf(await post('sign-in/passkey', { answer }, second.cookie))).toBe('PASSKEY_WRONG');
    expect(codeOf(await post('sign-in/passkey', { answer }))).toBe('PASSKEY_OVER');
    expect((await post('sign-in/passkey', { answer }, first.cookie)).statusCode).toBe(200);
    expect(codeOf(await post('sign-in/passkey', { answer }, first.cookie))).toBe('PASSKEY_OVER');
    const late = await ask('sign-in/passkey/ask');
    await world.inspect(`UPDATE verification SET expires_at = now() - interval '1 second'`);
    const tooLate = { answer: device.enter(late.question) };
    expect(codeOf(await post('sign-in/passkey', tooLate, late.cookie))).toBe('PASSKEY_OVER');
    expect(codeOf(await enter(device, { origin: 'http://localhost.evil.test' }))).toBe('PASSKEY_WRONG');
    const elsewhere = await ask('sign-in/passkey/ask');
    const ofElsewhere = { answer: device.enter({ ...elsewhere.question, rpId: 'evil.test' }) };
    expect(codeOf(await post('sign-in/passkey', ofElsewhere, elsewhere.cookie))).toBe('PASSKEY_WRONG');
    expect(await whoIs(await enter(device))).toBe('member@harbor.test');
  });

  it('open only their own account, unlocked, and no copy of them', async () => {
    const device = await add(await signIn('member@harbor.test'));
    const before = (await verbsOf(world.member)).length;
    // Somebody else's device under the name of this one, or for another account.
    const thief = new Authenticator(origin);
    Object.defineProperty(thief, 'id', { value: device.id });
    expect(codeOf(await enter(thief))).toBe('PASSKEY_WRONG');
    const handle = Buffer.from(world.director.accountId.replaceAll('-', ''), 'hex').toString('base64url');
    expect(codeOf(await enter(device, { userHandle: handle }))).toBe('PASSKEY_WRONG');
    expect(codeOf(await enter(device, { isUnlocked: false }))).toBe('PASSKEY_WRONG');
    expect((await verbsOf(world.member)).slice(before)).toEqual(Array(3).fill('sign_in_failed'));
    expect(codeOf(await enter(new Authenticator(origin)))).toBe('PASSKEY_UNKNOWN');
    expect((await enter(device, { counter: 9 })).statusCode).toBe(200);
    expect(codeOf(await enter(device, { counter: 9 }))).toBe('PASSKEY_WRONG');
    expect(codeOf(await enter(device, { counter: 3 }))).toBe('PASSKEY_WRONG');
    expect((await enter(device, { counter: 10 })).statusCode).toBe(200);
    expect(codeOf(await post('sign-in/passkey', { answer: { id: 'x', response: {} } }))).toBe('PASSKEY_OVER');
    const odd = await ask('sign-in/passkey/ask');
    expect(codeOf(await post('sign-in/passkey', { answer: { id: device.id, response: {} } }, odd.cookie))).toBe(
      'PASSKEY_WRONG',
    );
  });

  it('are made for who asked, unlocked and at this address, and belong to one account', async () => {
    const cookie = await signIn('member@harbor.test');
    const other = await signIn('facilitator@harbor.test');
    const device = new Authenticator(origin);
    const make = async (as: string, tricks: Parameters<Authenticator['make']>[1] = {}) => {
      const begun = await ask('passkey/ask', {}, as);
      return post('passkey/add', { name: 'Phone', answer: device.make(begun.question, tricks) }, begun.cookie);
    };
    expect(codeOf(await make(cookie, { isUnlocked: false }))).toBe('PASSKEY_WRONG');
    expect(codeOf(await make(cookie, { origin: 'https://evil.test' }))).toBe('PASSKEY_WRONG');
    const begun = await ask('passkey/ask', {}, cookie);
    const challenge = begun.cookie.split('; ').filter((one) => one.includes('passkey-new'));
    const asOther = [other, ...challenge].join('; ');
    const made = { name: 'Phone', answer: device.make(begun.question) };
    expect(codeOf(await post('passkey/add', made, asOther))).toBe('PASSKEY_OVER');
    expect((await make(cookie)).json()).toEqual({ added: true });
    expect(codeOf(await make(other))).toBe('PASSKEY_WRONG');
    expect(await world.inspect('SELECT account_id FROM passkey')).toEqual([{ account_id: world.member.accountId }]);
  });

  it('are two factors at once, for the account and for a partnership that asks for them', async () => {
    const cookie = await signIn('datamanager@harbor.test');
    const enabled = await post('two-factor/enable', { password }, cookie);
    const secret = new URL(enabled.json<{ totpURI: string }>().totpURI).searchParams.get('secret') ?? '';
    const confirmed = cookieOf(await post('two-factor/verify-totp', { code: totpOf(secret) }, cookie));
    const withCode = await add(confirmed);
    expect((await enter(withCode)).json()).toEqual({ signedIn: true });
    await world.inspect('DELETE FROM second_factor');
    await world.inspect('UPDATE account SET has_second_factor = false');
    await world.inspect('UPDATE partnership SET requires_second_factor = true WHERE id = $1', [
      world.dataManager.partnershipId,
    ]);
    const isLetIn = async (as: string): Promise<boolean> => {
      const headers = {
        'content-type': 'application/json',
        cookie: as,
        'x-partnership': world.dataManager.partnershipId,
      };
      const payload = { query: '{ partnership { name } me { memberships { needsSecondFactor } } }' };
      const answer = await world.app.inject({ method: 'POST', url: '/graphql', headers, payload });
      return answer.json<{ errors?: object[] }>().errors === undefined;
    };
    expect(await isLetIn(cookieOf(await enter(withCode)))).toBe(true);
    // The password alone stays one factor, though the account has a passkey; so does a session that the link began.
    const byPassword = await signIn('datamanager@harbor.test');
    expect(await isLetIn(byPassword)).toBe(false);
    // Nobody says of their own session what it proved.
    await post('update-session', { byPasskey: true }, byPassword);
    expect(await isLetIn(byPassword)).toBe(false);
    await add(byPassword, 'Another one');
    expect(await isLetIn(byPassword)).toBe(true);
  });

  it('answer an invitation instead of a password', async () => {
    const members = world.app.get(MemberService, { strict: false });
    const memberId = uuidv7();
    const invite = { idempotencyKey: uuidv7(), id: memberId, name: 'Gus', email: 'gus@guests.test' };
    await members.add(world.director, { ...invite, role: 'member' });
    await world.app.get(Jobs).runNow(sendMailJob);
    const invitation = /\/join#(\S+)/.exec(mail.arrived.at(-1)?.text ?? '')?.[1] ?? '';
    expect(codeOf(await post('join/passkey/ask', { invitation: 'a.b.m.c' }))).toBe('INVITATION_OVER');
    const [device, tooLate] = [new Authenticator(origin), new Authenticator(origin)];
    const begun = await ask('join/passkey/ask', { invitation });
    const beside = await ask('join/passkey/ask', { invitation });
    const who = { name: 'Phone', person: 'Gus Guest' };
    const joined = await post('join/passkey', { ...who, answer: device.make(begun.question) }, begun.cookie);
    expect(joined.json()).toEqual({ slug: 'harbor' });
    expect(await whoIs(joined)).toBe('gus@guests.test');
    const again = await post('join/passkey', { ...who, answer: tooLate.make(beside.question) }, beside.cookie);
    expect(codeOf(again)).toBe('INVITATION_OVER');
    expect(await whoIs(await enter(device))).toBe('gus@guests.test');
    const account = await world.inspect(
      `SELECT name, email_verified, EXISTS (SELECT FROM credential WHERE account_id = a.id) AS other FROM account a WHERE email = $1`,
      ['gus@guests.test'],
    );
    expect(account).toEqual([{ name: 'Gus Guest', email_verified: true, other: false }]);
    // It is the only way in: nobody takes it away by mistake.
    const [{ id } = { id: '' }] = (await ownWays(cookieOf(joined))).passkeys;
    expect(codeOf(await post('passkey/remove', { id }, cookieOf(joined)))).toBe('ONLY_WAY_IN');
    // With no password to name, a second factor is set up soon after signing in or not at all.
    await world.inspect(`UPDATE session SET created_at = created_at - interval '11 minutes'`);
    expect(codeOf(await post('two-factor/enable', {}, cookieOf(joined)))).toBe('SIGN_IN_AGAIN');
  });

  it('let a room full of people in at once, and nobody who tries and tries', async () => {
    const device = await add(await signIn('member@harbor.test'));
    for (let time = 0; time < 12; time += 1) expect((await enter(device)).statusCode).toBe(200);
    let code = 200;
    for (let time = 0; time < 60 && code !== 429; time += 1)
      code = (await post('sign-in/passkey', { answer: { id: 'x', response: {} } })).statusCode;
    expect(code).toBe(429);
  });
});

it('passkeys are made where browsers make them: for a name, on a safe connection', () => {
  const named = { id: 'ours.example.org', origin: 'https://ours.example.org' };
  expect(passkeySiteOf('https://ours.example.org')).toEqual(named);
  expect(passkeySiteOf('http://localhost:4100')).toEqual({ id: 'localhost', origin: 'http://localhost:4100' });
  for (const url of ['http://127.0.0.1:4100', 'https://192.0.2.1', 'https://[::1]:4100', 'http://ours.example.org'])
    expect([url, passkeySiteOf(url)]).toEqual([url, null]);
});
