import type { Viewer } from '@throughline/domain/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, password, type World } from '../support/world.ts';

const json = { 'content-type': 'application/json' };
const me = { query: '{ me { account { email } } }' };
/** More than one session may ask in a minute. */
const many = 1_250;

describe('rate limits', () => {
  let world: World;
  beforeAll(async () => {
    // Behind one proxy, as in production: the address is what that proxy says.
    world = await createWorld('embedded', { proxies: 1 });
  });
  afterAll(() => world.close());

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const ask = async (as: Viewer | null, address: string) =>
    world.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...json, ...from(address), ...(await world.headersOf(as)) },
      payload: me,
    });
  const signIn = (email: string, word: string, address: string) =>
    world.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { ...json, ...from(address) },
      payload: { email, password: word },
    });
  const statuses = async (times: number, one: (at: number) => Promise<{ statusCode: number }>): Promise<number[]> => {
    const seen: number[] = [];
    for (let at = 0; at < times; at += 1) seen.push((await one(at)).statusCode);
    return seen;
  };

  it('answers 429 with its code and how long to wait', async () => {
    await statuses(many, () => ask(world.member, '192.0.2.1'));
    const answer = await ask(world.member, '192.0.2.1');
    expect(answer.statusCode).toBe(429);
    expect(answer.json()).toMatchObject({ code: 'RATE_LIMITED', message: expect.stringContaining('Wait a minute') });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('locks nobody else behind the same address out, nor the same person elsewhere', async () => {
    expect((await ask(world.member, '192.0.2.1')).statusCode).toBe(429);
    for (const viewer of [world.director, world.facilitator, world.bystander, world.outsider, null]) {
      expect((await ask(viewer, '192.0.2.1')).statusCode).toBe(200);
    }
    expect((await ask(world.member, '192.0.2.2')).statusCode).toBe(200);
  });

  it('does not believe an address that the visitor wrote before the proxy did', async () => {
    await statuses(many, (at) => ask(null, `203.0.113.${at % 250}, 192.0.2.3`));
    expect((await ask(null, '203.0.113.251, 192.0.2.3')).statusCode).toBe(429);
  });

  it('counts neither the checks of a balancer nor pages and files', async () => {
    const headers = from('192.0.2.4');
    const paths = ['/healthz', '/readyz', '/', '/favicon.svg'];
    const seen = await statuses(many, (at) => world.app.inject({ url: paths[at % paths.length], headers }));
    expect(seen).not.toContain(429);
    expect((await ask(null, '192.0.2.4')).statusCode).toBe(200);
  });

  it('lets a room full of people sign in, and each of them be wrong a few times', async () => {
    const people = ['director', 'datamanager', 'facilitator', 'member', 'bystander', 'partnerleader', 'otherleader'];
    const emails = ['harbor', 'valley'].flatMap((slug) => people.map((name) => `${name}@${slug}.test`));
    expect(emails.length).toBeGreaterThanOrEqual(13);
    for (const email of emails) {
      expect(await statuses(2, () => signIn(email, 'not-the-password', '192.0.2.5'))).toEqual([401, 401]);
      expect((await signIn(email, password, '192.0.2.5')).statusCode).toBe(200);
    }
  });

  it('stops guessing at one account, and at many from one address', async () => {
    const one = await statuses(12, (at) => signIn('director@harbor.test', `guess-${at}`, '192.0.2.6'));
    expect(one).toEqual([...Array<number>(10).fill(401), 429, 429]);
    expect((await signIn('director@harbor.test', password, '192.0.2.6')).json()).toMatchObject({
      code: 'RATE_LIMITED',
    });
    // Nobody is locked out of their account by what others try elsewhere.
    expect((await signIn('director@harbor.test', password, '192.0.2.7')).statusCode).toBe(200);
    const spray = await statuses(62, (at) => signIn(`somebody-${at}@harbor.test`, 'Spring2026!', '192.0.2.8'));
    expect(spray.slice(0, 60)).not.toContain(429);
    expect(spray.at(-1)).toBe(429);
  });

  it('does not take the reading of a session for an attempt', async () => {
    const headers = { ...from('192.0.2.9'), ...(await world.headersOf(world.director)) };
    const seen = await statuses(80, () => world.app.inject({ url: '/api/auth/get-session', headers }));
    expect(new Set(seen)).toEqual(new Set([200]));
  });
});
