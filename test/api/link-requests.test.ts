import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

/** Every route that a page calls outside GraphQL for whoever has a link, or for a session's own account. */
const routes = [
  ['GET', '/data-form', 'link'],
  ['PUT', '/data-form/draft', 'link'],
  ['POST', '/data-form/answers', 'link'],
  ['GET', '/invitation', 'link'],
  ['POST', '/invitation/join', 'link'],
  ['GET', '/item-link', 'link'],
  ['POST', '/item-link', 'link'],
  ['POST', '/account/email', 'email'],
  ['POST', '/account/email/confirm', 'email'],
  ['POST', '/account/forget', 'password'],
] as const;

describe.each(engines)('routes beside GraphQL on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  it.each(routes)('%s %s takes nothing from a page of another site', async (method, url, field) => {
    const send = (site: string) =>
      world.app.inject({
        method,
        url,
        headers: { 'content-type': 'application/json', 'sec-fetch-site': site },
        ...(method === 'GET' ? {} : { payload: {} }),
      });
    for (const site of ['cross-site', 'same-site', 'whatever']) {
      const answer = await send(site);
      expect([site, answer.statusCode, answer.json()]).toMatchObject([
        site,
        422,
        { refusals: { [field]: { code: 'FORM_FROM_ELSEWHERE' } } },
      ]);
    }
    const own = await send('same-origin');
    expect(own.body).not.toContain('FORM_FROM_ELSEWHERE');
    expect(own.headers['cache-control']).toBe('no-store');
  });
});
