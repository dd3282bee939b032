import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, password, type World } from '../support/world.ts';

const me = JSON.stringify({ query: '{ me { account { email } } }' });
const json = { 'content-type': 'application/json' };
const email = 'member@harbor.test';

describe('sessions', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld('embedded');
  });
  afterAll(() => world.close());

  const post = (url: string, payload: object | string, headers: Record<string, string> = {}) =>
    world.app.inject({ method: 'POST', url, headers: { ...json, ...headers }, payload });
  const signIn = async (): Promise<string> => {
    const answer = await post('/api/auth/sign-in/email', { email, password });
    const [cookie] = answer.cookies;
    if (!cookie) throw new Error(answer.body);
    return `${cookie.name}=${encodeURIComponent(cookie.value)}`;
  };
  const whoAmI = async (cookie: string): Promise<string> => (await post('/graphql', me, { cookie })).body;
  const change = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: world.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  it('keeps the cookie from scripts and other sites', async () => {
    const answer = await post('/api/auth/sign-in/email', { email, password });
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name: 'throughline', path: '/', httpOnly: true, sameSite: 'Lax' }),
    ]);
    expect(answer.body).not.toContain('password');
  });

  it('binds the cookie to its host on https', async () => {
    const secure = await createWorld('embedded', { publicUrl: 'https://network.example.org' });
    try {
      const answer = await secure.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: json,
        payload: { email, password },
      });
      const [cookie] = [answer.headers['set-cookie']].flat();
      expect(cookie).toMatch(/^__Host-throughline=/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain=/i);
    } finally {
      await secure.close();
    }
  });

  it('ends the session at sign-out, at once', async () => {
    const cookie = await signIn();
    expect(await whoAmI(cookie)).toContain(email);
    const answer = await post('/api/auth/sign-out', {}, { cookie, origin: 'http://127.0.0.1' });
    expect(answer.statusCode).toBe(200);
    expect(await whoAmI(cookie)).toContain('UNAUTHENTICATED');
  });

  it('ends a session after 30 days, however much it was used', async () => {
    const cookie = await signIn();
    await change(`UPDATE session SET created_at = now() - interval '29 days', expires_at = now() + interval '7 days'`);
    expect(await whoAmI(cookie)).toContain(email);
    await change(`UPDATE session SET created_at = now() - interval '30 days 1 minute'`);
    await forget();
    expect(await whoAmI(cookie)).toContain('UNAUTHENTICATED');
  });

  it('ends a session that was not used for a week', async () => {
    const cookie = await signIn();
    await change(
      `UPDATE session SET expires_at = now() - interval '1 second' WHERE created_at > now() - interval '1 day'`,
    );
    expect(await whoAmI(cookie)).toContain('UNAUTHENTICATED');
  });

  it('refuses a cookie that was changed', async () => {
    const cookie = await signIn();
    expect(await whoAmI(cookie.replace(/=(.)/, (_all, first: string) => `=${first === 'a' ? 'b' : 'a'}`))).toContain(
      'UNAUTHENTICATED',
    );
  });

  it('does not tell whether an e-mail is known', async () => {
    const wrong = await post('/api/auth/sign-in/email', { email, password: 'not-the-password' });
    const unknown = await post('/api/auth/sign-in/email', {
      email: 'nobody@harbor.test',
      password: 'not-the-password',
    });
    expect([wrong.statusCode, wrong.body]).toEqual([unknown.statusCode, unknown.body]);
    expect(wrong.statusCode).toBe(401);
    expect(wrong.cookies).toEqual([]);
  });

  it('has no way to sign up', async () => {
    const answer = await post('/api/auth/sign-up/email', { name: 'New', email: 'new@harbor.test', password });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    const after = await post('/api/auth/sign-in/email', { email: 'new@harbor.test', password });
    expect(after.statusCode).toBe(401);
  });

  it('refuses what a page of another site can send by a form', async () => {
    const cookie = await signIn();
    const evil = { cookie, origin: 'https://evil.example', referer: 'https://evil.example/' };
    const form = 'query=mutation%20%7B%20__typename%20%7D';
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await post('/graphql', form, { ...evil, 'content-type': type });
      expect([type, answer.statusCode >= 400, answer.body.includes('"data":{')]).toEqual([type, true, false]);
    }
    const simple = await world.app.inject({
      url: '/graphql?query=%7Bme%7Baccount%7Bemail%7D%7D%7D',
      headers: { cookie },
    });
    expect(simple.body).not.toContain(email);
    const signOut = await post('/api/auth/sign-out', {}, evil);
    expect(signOut.statusCode).toBe(403);
    const changed = { currentPassword: password, newPassword: 'another-long-password' };
    expect((await post('/api/auth/change-password', changed, evil)).statusCode).toBe(403);
    expect(await whoAmI(cookie)).toContain(email);
  });

  /** What is remembered of sessions lasts some seconds; a sign-in forgets it. */
  async function forget(): Promise<void> {
    await post('/api/auth/sign-in/email', { email: 'nobody@harbor.test', password: 'not-the-password' });
  }
});
