import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unusedEndpoints } from '../../apps/api/src/accounts/auth-endpoints.ts';
import { AccountsService } from '../../apps/api/src/accounts/accounts.service.ts';
import { Jobs } from '../../apps/api/src/jobs/jobs.ts';
import { sendMailJob } from '../../apps/api/src/mail/mail.service.ts';
import { engines } from '../support/database.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { totpOf } from '../support/totp.ts';
import { createWorld, password, type World } from '../support/world.ts';

const email = 'member@harbor.test';
/** What our pages ask for. A new one is added here when a page asks for it; else it belongs among the unused ones. */
const usedEndpoints = [
  '/change-password',
  '/get-session',
  '/join/passkey',
  '/join/passkey/ask',
  '/list-sessions',
  '/magic-link/verify',
  '/own-ways',
  '/passkey/add',
  '/passkey/ask',
  '/passkey/remove',
  '/provider/disconnect',
  '/request-password-reset',
  '/reset-password',
  '/revoke-other-sessions',
  '/sign-in/email',
  '/sign-in/magic-link',
  '/sign-in/passkey',
  '/sign-in/passkey/ask',
  '/sign-in/provider',
  '/sign-in/provider/finish',
  '/sign-out',
  '/two-factor/disable',
  '/two-factor/enable',
  '/two-factor/generate-backup-codes',
  '/two-factor/verify-backup-code',
  '/two-factor/verify-totp',
  '/ways',
];
const next = 'eleven grey herons by the lake';

describe.each(engines)('an attack on an account on %s', (engine) => {
  let world: World;
  let server: MailServer;
  /** Attempts are counted by address: each test comes from one of its own. */
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
    remoteAddress = `198.51.100.${(visits += 1)}`;
    await world.inspect('DELETE FROM mail');
    await world.inspect('DELETE FROM verification');
    server.arrived.length = 0;
  });

  const post = (url: string, payload: object, cookie = '', headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      remoteAddress,
      url: url.startsWith('/') ? url : `/api/auth/${url}`,
      headers: {
        'content-type': 'application/json',
        origin: 'http://127.0.0.1',
        ...(cookie && { cookie }),
        ...headers,
      },
      payload,
    });
  type Answer = Awaited<ReturnType<typeof post>>;
  const cookieOf = (answer: Answer): string =>
    answer.cookies
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
  const signIn = async (word = password): Promise<string> => {
    const answer = await post('sign-in/email', { email, password: word });
    expect(answer.statusCode).toBe(200);
    return cookieOf(answer);
  };
  const tokenMailedFor = async (page: string): Promise<string> => {
    await world.app.get(Jobs).runNow(sendMailJob);
    const found = server.arrived.map(({ text }) => new RegExp(`/${page}#(\\S+)`).exec(text ?? '')?.[1]);
    return found.findLast(Boolean) ?? '';
  };
  /** Back to the password that every test begins with. */
  const putBack = async (): Promise<void> => {
    const link = await world.app.get(AccountsService).resetLink(email);
    const [, token] = /#(.+)$/.exec(link ?? '') ?? [];
    expect((await post('reset-password', { token, newPassword: password })).statusCode).toBe(200);
  };

  it('has as many attempts by whatever spelling of an address', async () => {
    const spellings = [
      '/api/auth/sign-in/email',
      'http://elsewhere.example/api/auth/sign-in/email',
      '/api/auth/./sign-in/email',
      '/api/auth/x/../sign-in/email',
      '/x/%2e%2e/api/auth/sign-in/email',
      '/%61pi/auth/sign-in/%65mail',
    ];
    await world.app.listen(0, '127.0.0.1');
    const { port } = world.app.getHttpServer().address() as AddressInfo;
    // By a connection of its own: what asks addresses for a test tidies them up.
    const attempt = (at: number): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1' };
        const path = spellings[at % spellings.length] ?? '';
        const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode));
        });
        sent.on('error', reject).end(JSON.stringify({ email, password: `not the password ${at}` }));
      });
    const seen: (number | undefined)[] = [];
    for (let at = 0; at < 30; at += 1) seen.push(await attempt(at));
    expect(seen.filter((status) => status === 401)).toHaveLength(10);
    expect(new Set(seen.slice(10))).toEqual(new Set([429]));
  });

  const changes: [string, (cookie: string) => Promise<unknown>][] = [
    [
      'a change of the password',
      (cookie) => post('change-password', { currentPassword: password, newPassword: next }, cookie),
    ],
    [
      'a reset',
      async () => {
        const link = await world.app.get(AccountsService).resetLink(email);
        return post('reset-password', { token: /#(.+)$/.exec(link ?? '')?.[1], newPassword: next });
      },
    ],
    [
      'another address',
      async (cookie) => {
        await post('/account/email', { email: 'elsewhere@harbor.test', password }, cookie);
        const answer = await post('/account/email/confirm', { token: await tokenMailedFor('email') });
        await world.inspect('UPDATE account SET email = $1 WHERE email = $2', [email, 'elsewhere@harbor.test']);
        await world.inspect('UPDATE member SET email = $1 WHERE email = $2', [email, 'elsewhere@harbor.test']);
        return answer;
      },
    ],
    [
      'the removal of a second factor',
      async () => {
        await world.inspect('UPDATE account SET has_second_factor = true WHERE email = $1', [email]);
        return world.app.get(AccountsService).removeSecondFactor(email);
      },
    ],
  ];

  it.each(changes)('opens nothing by what was begun before %s', async (_name, change) => {
    const cookie = await signIn();
    await post('/account/email', { email: 'mallory@evil.example', password }, cookie);
    await post('request-password-reset', { email });
    await post('sign-in/magic-link', { email });
    const [toAddress, toPassword, toEnter] = [
      await tokenMailedFor('email'),
      await tokenMailedFor('reset'),
      await tokenMailedFor('enter'),
    ];
    expect([toAddress, toPassword, toEnter].every((token) => token.length > 20)).toBe(true);
    await change(cookie);
    expect((await post('/account/email/confirm', { token: toAddress })).statusCode).toBe(404);
    expect((await post('reset-password', { token: toPassword, newPassword: next })).statusCode).toBe(400);
    const entered = await world.app.inject({ remoteAddress, url: `/api/auth/magic-link/verify?token=${toEnter}` });
    expect([entered.statusCode, entered.cookies]).toEqual([302, []]);
    await putBack();
  });

  it('keeps no other device signed in when the password changes, whoever changes it', async () => {
    const [here, there] = [await signIn(), await signIn()];
    const changed = await post('change-password', { currentPassword: password, newPassword: next }, here);
    expect(changed.statusCode).toBe(200);
    const get = (cookie: string) =>
      world.app.inject({ remoteAddress, url: '/api/auth/get-session', headers: { cookie } });
    expect((await get(there)).json()).toBeNull();
    expect((await get(cookieOf(changed))).json()).toMatchObject({ user: { email } });
    await putBack();
  });

  it('reaches nothing of better-auth that no page asks for', async () => {
    const cookie = await signIn();
    for (const endpoint of unusedEndpoints) {
      const url = `/api/auth${endpoint.replace(/:\w+/, 'x')}`;
      for (const method of ['GET', 'POST'] as const) {
        const headers = { cookie, origin: 'http://127.0.0.1', 'content-type': 'application/json' };
        const answer = await world.app.inject({
          method,
          url,
          remoteAddress,
          headers,
          payload: method === 'POST' ? {} : undefined,
        });
        expect([url, answer.statusCode]).toEqual([url, 404]);
      }
    }
    const offered = Object.values(world.app.get(AccountsService).auth.api).flatMap((endpoint) =>
      'path' in endpoint && typeof endpoint.path === 'string' ? [endpoint.path] : [],
    );
    expect([...new Set(offered)].filter((path) => !unusedEndpoints.includes(path)).toSorted()).toEqual(usedEndpoints);
  });

  it('leaves no device that is asked for no second factor any more', async () => {
    const cookie = await signIn();
    const begun = await post('two-factor/enable', { password }, cookie);
    const secret = new URL(begun.json<{ totpURI: string }>().totpURI).searchParams.get('secret') ?? '';
    await post('two-factor/verify-totp', { code: totpOf(secret) }, cookie);
    const half = await post('sign-in/email', { email, password });
    const whole = await post('two-factor/verify-totp', { code: totpOf(secret), trustDevice: true }, cookieOf(half));
    expect(whole.statusCode).toBe(200);
    expect(whole.cookies.map(({ name }) => name).filter((name) => name.includes('trust'))).toEqual([]);
    await world.app.get(AccountsService).removeSecondFactor(email);
  });

  it('signs nobody in by an address that a mail or another site leads to', async () => {
    await post('sign-in/magic-link', { email });
    const url = `/api/auth/magic-link/verify?token=${await tokenMailedFor('enter')}`;
    for (const headers of [
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await world.app.inject({ url, remoteAddress, headers });
      expect(answer.cookies).toEqual([]);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    }
    const headers = { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' };
    expect((await world.app.inject({ url, remoteAddress, headers })).statusCode).toBe(200);
  });

  it('is not told by the time who has an account', async () => {
    for (const url of ['request-password-reset', 'sign-in/magic-link'])
      for (const address of [email, 'nobody@harbor.test']) {
        const begun = performance.now();
        expect((await post(url, { email: address })).statusCode).toBe(200);
        expect(performance.now() - begun).toBeGreaterThan(480);
      }
  });
});
