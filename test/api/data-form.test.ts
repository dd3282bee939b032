import { randomBytes } from 'node:crypto';
import { linkToken } from '@throughline/domain/data-requests';
import { addDays } from '@throughline/domain/dates';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataRequestLinkService } from '../../apps/api/src/features/data-requests/data-request-link.service.ts';
import { DataRequestService } from '../../apps/api/src/features/data-requests/data-request.service.ts';
import { createGround, type Ground } from '../support/evidence.ts';
import { createWorld, type World } from '../support/world.ts';

const json = { 'content-type': 'application/json' };

describe('the form of a data request by HTTP', () => {
  let world: World;
  let ground: Ground;
  let token: string;
  let period: string;
  beforeAll(async () => {
    // Behind one proxy, as in production: the address is what that proxy says.
    world = await createWorld('embedded', { proxies: 1 });
    ground = await createGround(world);
    const [day] = await world.inspect<{ today: string }>(`SELECT moment()::date::text AS today`);
    const today = day?.today ?? '';
    const request = await world.app.get(DataRequestService, { strict: false }).add(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      indicatorId: world.ids.indicator,
      organizationId: world.ids.school,
      placeIds: [ground.home],
      populationIds: [ground.everybody],
      fromOn: addDays(today, -800),
      graceDays: 30,
    });
    const secret = randomBytes(32).toString('base64url');
    await world.app.get(DataRequestLinkService, { strict: false }).renew(world.dataManager, {
      idempotencyKey: uuidv7(),
      id: request.id,
      linkId: uuidv7(),
      secret,
      expiresOn: addDays(today, 30),
    });
    token = linkToken(world.director.partnershipId, secret);
    period = request.periods[0]?.start ?? '';
  });
  afterAll(() => world.close());

  const ask = (
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    payload?: object | string,
    headers: Record<string, string> = {},
    address = '192.0.2.10',
  ) =>
    world.app.inject({
      method,
      url: `/data-form${path}`,
      headers: { ...(payload && json), 'x-data-link': token, 'x-forwarded-for': address, ...headers },
      ...(payload && { payload }),
    });
  const answer = (cells: object[], more: object = {}) => ({
    idempotencyKey: uuidv7(),
    answerId: uuidv7(),
    periodStart: period,
    follows: 0,
    note: '',
    cells,
    ...more,
  });
  const cell = (numerator: unknown, denominator: unknown) => ({
    placeId: ground.home,
    populationId: ground.everybody,
    numerator,
    denominator,
  });

  it('shows no more than what is requested, and lets nobody keep, find or follow it', async () => {
    const opened = await ask('GET', '');
    expect(opened.statusCode).toBe(200);
    expect(opened.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    // Every word of it is listed here: a field that is added is looked at by whoever adds it.
    const form = opened.json<Record<string, unknown>>();
    expect(Object.keys(form).toSorted()).toEqual(
      'cadence definition expiresOn indicator isCollected linkId measure note organization partnership periods places populations series today unit usual'.split(
        ' ',
      ),
    );
    for (const hidden of [world.director.partnershipId, world.ids.indicator, world.ids.school, world.ids.network])
      expect(opened.body).not.toContain(hidden);
    expect(opened.body).not.toContain('Ansonia');
  });

  it('is the same "not there" for no token, a wrong one, and those of a session alone', async () => {
    const director = await world.headersOf(world.director);
    for (const headers of [{ 'x-data-link': '' }, { 'x-data-link': 'x' }, { ...director, 'x-data-link': '' }]) {
      const refused = await ask('GET', '', undefined, headers as Record<string, string>);
      expect(refused.statusCode).toBe(404);
      expect(refused.json()).toMatchObject({ code: 'NOT_FOUND' });
      expect(refused.headers['cache-control']).toBe('no-store');
    }
    // Nor does the token open anything else.
    const graphql = await world.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...json, 'x-data-link': token, 'x-partnership': world.director.partnershipId },
      payload: { query: '{ dataRequests { totalCount } }' },
    });
    expect(graphql.json()).not.toHaveProperty('data.dataRequests');
  });

  it('takes nothing from a page of another site', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const sent = await ask('POST', '/answers', answer([cell(1, 2)]), { 'sec-fetch-site': site });
      expect(sent.statusCode).toBe(422);
      expect(sent.json()).toMatchObject({ refusals: { link: { code: 'FORM_FROM_ELSEWHERE' } } });
    }
    const preflight = await world.app.inject({
      method: 'OPTIONS',
      url: '/data-form/answers',
      headers: { origin: 'https://elsewhere.test', 'access-control-request-headers': 'x-data-link' },
    });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('takes numbers and drafts of the declared shape alone', async () => {
    const sent = await ask('POST', '/answers', answer([cell(1, 2)]), { 'sec-fetch-site': 'same-origin' });
    expect(sent.statusCode).toBe(201);
    for (const wrong of [
      answer([cell('1', 2)]),
      answer([cell(1, 1e16)]),
      answer([cell(1, 2)], { periodStart: 'today' }),
      answer(Array.from({ length: 201 }, () => cell(1, 2))),
      answer([cell(1, 2)], { answerId: '1' }),
      answer([cell(1, 2)], { note: 'x'.repeat(2_001) }),
      [],
    ]) {
      expect([(await ask('POST', '/answers', wrong)).statusCode, wrong]).toEqual([422, wrong]);
    }
    expect((await ask('POST', '/answers', 'no json')).statusCode).toBe(400);
    const draft = (changes: object) => ({ periodStart: period, version: 0, texts: { note: 'a' }, ...changes });
    expect((await ask('PUT', '/draft', draft({}))).json()).toEqual({ version: 1 });
    for (const wrong of [
      { version: -1 },
      { texts: { note: 1 } },
      { texts: 'a' },
      { texts: { note: 'x'.repeat(2_001) } },
    ])
      expect((await ask('PUT', '/draft', draft(wrong))).statusCode).toBe(422);
    const large = draft({ texts: Object.fromEntries(Array.from({ length: 80 }, (_, at) => [at, 'x'.repeat(1_999)])) });
    expect((await ask('PUT', '/draft', large)).json()).toMatchObject({
      refusals: { cells: { code: 'FORM_TOO_LARGE' } },
    });
  });

  it('answers each address so often and no more, also when the secrets are wrong', async () => {
    const statuses = [];
    for (let at = 0; at < 125; at += 1)
      statuses.push((await ask('GET', '', undefined, { 'x-data-link': `${at}` }, '192.0.2.77')).statusCode);
    expect(statuses.filter((status) => status === 404)).toHaveLength(120);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask('GET', '', undefined, {}, '192.0.2.77')).statusCode).toBe(429);
    expect((await ask('GET', '', undefined, {}, '192.0.2.78')).statusCode).toBe(200);
  });
});
