import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { createWorld, password, type World } from '../../../../test/support/world.ts';
import { Jobs } from '../jobs/jobs.ts';
import { sendMailJob } from '../mail/mail.service.ts';

const fresh = 'a lantern under four bridges';

describe.each(engines)('passwords on %s', (engine) => {
  let world: World;
  let server: MailServer;
  const email = 'member@harbor.test';
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

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      remoteAddress,
      url: `/api/auth/${url}`,
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1', ...headers },
      payload,
    });
  const signIn = (word: string, address = email) => post('sign-in/email', { email: address, password: word });
  const send = () => world.app.get(Jobs).runNow(sendMailJob);
  const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>): string =>
    answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const isSignedIn = async (cookie: string): Promise<boolean> => {
    const answer = await world.app.inject({ url: '/api/auth/get-session', headers: { cookie } });
    return answer.json() !== null;
  };
  const askReset = (address: string, language = 'en') =>
    post('request-password-reset', { email: address }, { 'accept-language': language });
  const mailedToken = (): string => /\/reset#(\S+)/.exec(server.arrived.at(-1)?.text ?? '')?.[1] ?? '';

  it('are chosen anew by a link that is mailed, works once, and ends every session', async () => {
    const before = cookieOf(await signIn(password));
    expect(await isSignedIn(before)).toBe(true);
    await askReset(email, 'es-MX,es;q=0.9');
    await send();
    expect(server.arrived.map(({ to, subject }) => [to?.[0]?.address, subject])).toEqual([
      [email, 'Elija una contraseña nueva'],
    ]);
    const token = mailedToken();
    const [stored] = await world.inspect<{ identifier: string }>('SELECT identifier FROM verification');
    expect(stored?.identifier).not.toContain(token);
    expect((await post('reset-password', { token, newPassword: fresh })).statusCode).toBe(200);
    expect(await isSignedIn(before)).toBe(false);
    expect((await signIn(password)).statusCode).toBe(401);
    expect((await signIn(fresh)).statusCode).toBe(200);
    expect((await post('reset-password', { token, newPassword: 'another lantern over bridges' })).statusCode).toBe(400);
    await send();
    expect(server.arrived.map(({ subject }) => subject)).toEqual([
      'Elija una contraseña nueva',
      'Your password was changed',
    ]);
  });

  it('end every other link that was asked for before', async () => {
    const address = 'bystander@harbor.test';
    await askReset(address);
    await send();
    const first = mailedToken();
    await askReset(address);
    await send();
    const second = mailedToken();
    expect(second).not.toBe(first);
    expect((await post('reset-password', { token: second, newPassword: fresh })).statusCode).toBe(200);
    expect(
      (await post('reset-password', { token: first, newPassword: 'another lantern over bridges' })).statusCode,
    ).toBe(400);
    expect((await signIn(fresh, address)).statusCode).toBe(200);
  });

  it('cannot be chosen with a link that is over', async () => {
    await askReset(email);
    await send();
    await world.inspect(`UPDATE verification SET expires_at = now() - interval '1 second'`);
    expect((await post('reset-password', { token: mailedToken(), newPassword: fresh })).statusCode).toBe(400);
  });

  it('say nothing about who has an account, and send no mail to whoever has none', async () => {
    const known = await askReset('bystander@harbor.test');
    const unknown = await askReset('nobody@harbor.test');
    expect([unknown.statusCode, unknown.json()]).toEqual([known.statusCode, known.json()]);
    await send();
    expect(server.arrived).toHaveLength(1);
  });

  it('fill nobody’s mailbox', async () => {
    for (let time = 0; time < 7; time += 1) await askReset('facilitator@harbor.test');
    await send();
    expect(server.arrived).toHaveLength(4);
  });

  it.each(['short', 'Password12345', 'facilitator@harbor.test', 'zzzzzzzzzzzzzz'])(
    'are refused when they are guessed soon: %s',
    async (guessed) => {
      const address = 'facilitator@harbor.test';
      const cookie = cookieOf(await signIn(password, address));
      const changed = await post('change-password', { currentPassword: password, newPassword: guessed }, { cookie });
      expect(changed.statusCode).toBe(400);
      expect(changed.json().code).toMatch(/^PASSWORD_/);
      expect((await signIn(password, address)).statusCode).toBe(200);
    },
  );

  it('are changed by whoever knows the one before, and end the other sessions', async () => {
    const address = 'facilitator@harbor.test';
    const [here, there] = [cookieOf(await signIn(password, address)), cookieOf(await signIn(password, address))];
    const change = { newPassword: fresh, revokeOtherSessions: true };
    const wrong = await post(
      'change-password',
      { ...change, currentPassword: 'not this one at all' },
      { cookie: here },
    );
    expect(wrong.json().code).toBe('INVALID_PASSWORD');
    const right = await post('change-password', { ...change, currentPassword: password }, { cookie: here });
    expect(right.statusCode).toBe(200);
    expect(await isSignedIn(there)).toBe(false);
    expect(await isSignedIn(cookieOf(right))).toBe(true);
    await send();
    expect(server.arrived.map(({ subject }) => subject)).toEqual(['Your password was changed']);
  });

  it('cannot be changed without a session', async () => {
    const changed = await post('change-password', { currentPassword: password, newPassword: fresh });
    expect(changed.statusCode).toBe(401);
  });
});
