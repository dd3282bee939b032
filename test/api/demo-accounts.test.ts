import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsService } from '../../apps/api/src/accounts/accounts.service.ts';
import { demoPeople } from '../../apps/api/src/demo/people.ts';
import { createServer } from '../../apps/api/src/server.ts';
import { createWorld, testSettings, type World } from '../support/world.ts';

const [dana] = demoPeople;
const me = { query: '{ me { account { email } } }' };

describe('accounts of the demo', () => {
  /** The server that ran the demo; its database is then served by one that does not. */
  let demo: World;
  beforeAll(async () => {
    demo = await createWorld('embedded', { demo: true });
    for (const person of demoPeople) await demo.app.get(AccountsService).ensure(person);
  });
  afterAll(() => demo.close());

  const signIn = (app: World['app'], email: string, password: string) =>
    app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } });
  const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>): string =>
    answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');

  it.each([
    ['a server that is no demo', {}],
    ['production behind a proxy', { production: true, proxies: 1 }],
  ])('cannot sign in at %s, nor use a session from the time of the demo', async (_name, changes) => {
    if (!dana) throw new Error('the demo has nobody');
    const before = await signIn(demo.app, dana.email, dana.password);
    expect(before.statusCode).toBe(200);
    const app = await createServer(testSettings({ demo: false, ...changes }), demo.url);
    try {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      for (const { email, password } of demoPeople) {
        const answer = await signIn(app, email.toUpperCase(), password);
        expect([answer.statusCode, answer.json()]).toMatchObject([401, { code: 'INVALID_EMAIL_OR_PASSWORD' }]);
        expect(answer.cookies).toEqual([]);
      }
      const headers = { cookie: cookieOf(before) };
      const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: me });
      expect(answer.body).not.toContain(dana.email);
      expect((await app.inject({ url: '/demo/people' })).statusCode).toBe(404);
      const ensured = app
        .get(AccountsService)
        .ensure({ name: 'New', email: 'new@demo.throughline.test', password: 'x' });
      await expect(ensured).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
      // Others sign in as ever.
      const { statusCode } = await signIn(app, 'director@harbor.test', 'a-long-enough-password');
      expect(statusCode).toBe(200);
    } finally {
      await app.close();
    }
  });
});
