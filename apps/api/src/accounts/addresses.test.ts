import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { totpOf } from '../../../../test/support/totp.ts';
import { createWorld, password, type World } from '../../../../test/support/world.ts';
import { Jobs } from '../jobs/jobs.ts';
import { sendMailJob } from '../mail/mail.service.ts';

describe.each(engines)('an account’s address on %s', (engine) => {
  let world: World;
  let server: MailServer;
  /** Each test comes from an address of its own: attempts are counted by address. */
  let visits = 0;
  let remoteAddress = '';

  beforeAll(async () => {
    server = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: server.url } });
  });
  afterAll(async () => {
    await world.close();
    await server.shut();
  });
  beforeEach(async () => {
    visits += 1;
    remoteAddress = `192.0.2.${visits}`;
    server.arrived.length = 0;
    await world.inspect('DELETE FROM mail');
  });

  const post = (url: string, payload: object, cookie = '') =>
    world.app.inject({
      method: 'POST',
      remoteAddress,
      url,
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1', ...(cookie && { cookie }) },
      payload,
    });
  type Answer = Awaited<ReturnType<typeof post>>;
  const cookieOf = (answer: Answer): string =>
    answer.cookies
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
  const signIn = (email: string) => post('/api/auth/sign-in/email', { email, password });
  const tokenOf = async (path: string): Promise<string> => {
    await world.app.get(Jobs).runNow(sendMailJob);
    const text = server.arrived.map((mail) => mail.text ?? '').find((each) => each.includes(`/${path}#`)) ?? '';
    return new RegExp(`/${path}#(\\S+)`).exec(text)?.[1] ?? '';
  };
  const addressees = (): [string | undefined, string | undefined][] =>
    server.arrived.map(({ to, subject }) => [to?.[0]?.address, subject]);

  it('changes by a link that is mailed to the new one, in every partnership, and the old one is told', async () => {
    const [before, after] = ['facilitator@harbor.test', 'rosa@elsewhere.example'];
    const cookie = cookieOf(await signIn(before));
    const wrong = await post('/account/email', { email: after, password: 'not this one' }, cookie);
    expect(wrong.json()).toMatchObject({ refusals: { password: { code: 'PASSWORD_WRONG' } } });
    expect((await post('/account/email', { email: 'nothing', password }, cookie)).statusCode).toBe(422);
    expect((await post('/account/email', { email: after, password })).statusCode).toBe(401);
    // A link that the old mailbox has opens nothing after the change.
    await post('/api/auth/request-password-reset', { email: before });
    const reset = await tokenOf('reset');
    server.arrived.length = 0;
    expect((await post('/account/email', { email: ' Rosa@Elsewhere.example ', password }, cookie)).json()).toEqual({});
    const token = await tokenOf('email');
    expect(addressees()).toEqual([[after, 'Use this address for your account']]);
    expect((await signIn(before)).statusCode).toBe(200);
    expect((await post('/account/email/confirm', { token: `${token}x` })).statusCode).toBe(404);
    expect((await post('/account/email/confirm', { token })).json()).toEqual({ email: after });
    expect((await post('/account/email/confirm', { token })).statusCode).toBe(404);
    await tokenOf('none');
    expect(addressees().at(-1)).toEqual([before, 'Your account has another address now']);
    expect((await signIn(before)).statusCode).toBe(401);
    expect((await signIn(after)).statusCode).toBe(200);
    const newPassword = 'a lantern under four bridges';
    expect((await post('/api/auth/reset-password', { token: reset, newPassword })).statusCode).toBe(400);
    expect(await world.inspect('SELECT email FROM member WHERE id = $1', [world.facilitator.memberId])).toEqual([
      { email: after },
    ]);
  });

  it('is nobody else’s, and nobody learns whose it is', async () => {
    const cookie = cookieOf(await signIn('member@harbor.test'));
    const taken = await post('/account/email', { email: 'bystander@harbor.test', password }, cookie);
    expect([taken.statusCode, taken.json()]).toEqual([200, {}]);
    expect(await tokenOf('email')).toBe('');
    // Taken between the mail and the link.
    await post('/account/email', { email: 'late@elsewhere.example', password }, cookie);
    const token = await tokenOf('email');
    await world.inspect(`INSERT INTO account (id, name, email) VALUES ($1, 'Late', 'late@elsewhere.example')`, [
      uuidv7(),
    ]);
    expect((await post('/account/email/confirm', { token })).json()).toMatchObject({ rule: 'ACCOUNT_EXISTS' });
    expect((await signIn('member@harbor.test')).statusCode).toBe(200);
  });

  it('cannot be changed by a link that is over', async () => {
    const cookie = cookieOf(await signIn('member@harbor.test'));
    await post('/account/email', { email: 'new@elsewhere.example', password }, cookie);
    const token = await tokenOf('email');
    await world.inspect(`UPDATE verification SET expires_at = now() - interval '1 second'`);
    expect((await post('/account/email/confirm', { token })).statusCode).toBe(404);
  });

  const enter = (token: string) =>
    world.app.inject({ url: `/api/auth/magic-link/verify?token=${token}`, remoteAddress });

  it('is enough to sign in by a link, once, and says nothing of who has an account', async () => {
    const [known, unknown] = [
      await post('/api/auth/sign-in/magic-link', { email: 'bystander@harbor.test' }),
      await post('/api/auth/sign-in/magic-link', { email: 'nobody@harbor.test' }),
    ];
    expect([unknown.statusCode, unknown.json()]).toEqual([known.statusCode, known.json()]);
    const token = await tokenOf('enter');
    expect(addressees()).toEqual([['bystander@harbor.test', 'Your link to sign in']]);
    expect(JSON.stringify(await world.inspect('SELECT * FROM verification'))).not.toContain(token);
    const entered = await enter(token);
    expect(entered.json()).toMatchObject({ user: { email: 'bystander@harbor.test' } });
    expect((await enter(token)).statusCode).toBe(302);
    expect((await enter('x'.repeat(32))).statusCode).toBe(302);
    expect(await world.inspect(`SELECT 1 AS one FROM account WHERE email = 'nobody@harbor.test'`)).toEqual([]);
  });

  it('does not stand in for a second factor', async () => {
    const email = 'partnerleader@harbor.test';
    const cookie = cookieOf(await signIn(email));
    const enabled = await post('/api/auth/two-factor/enable', { password }, cookie);
    const secret = new URL(enabled.json<{ totpURI: string }>().totpURI).searchParams.get('secret') ?? '';
    await post('/api/auth/two-factor/verify-totp', { code: totpOf(secret) }, cookie);
    await post('/api/auth/sign-in/magic-link', { email });
    const pending = await enter(await tokenOf('enter'));
    expect(pending.json()).toMatchObject({ twoFactorRedirect: true });
    const isSignedIn = async (answer: Answer): Promise<boolean> =>
      (await world.app.inject({ url: '/api/auth/get-session', headers: { cookie: cookieOf(answer) } })).json() !== null;
    expect(await isSignedIn(pending)).toBe(false);
    const done = await post('/api/auth/two-factor/verify-totp', { code: totpOf(secret) }, cookieOf(pending));
    expect(await isSignedIn(done)).toBe(true);
  });
});
