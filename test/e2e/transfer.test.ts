import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import { useBrowser, visit, type Visitor } from '../support/browser.ts';
import { networkId } from '../support/network.ts';

useBrowser();

interface Received {
  bytes: number;
  files: string[];
}

/** Opens a path for the first time in a browser that has kept nothing, and counts all that it receives until the screen stands. */
async function firstVisit({ page, context, open }: Visitor, path: string): Promise<Received> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const requests = new Map<string, string>();
  const bytes = new Map<string, number>();
  devtools.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
    if (!url.startsWith('data:')) requests.set(requestId, url);
  });
  devtools.on('Network.requestServedFromCache', ({ requestId }) => requests.delete(requestId));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  // What somebody else writes meanwhile is asked for anew, and is no part of a first visit.
  await page.route('**/events?**', (route) => route.fulfill({ status: 204 }));
  await open(path);
  // What was asked for until now counts, also when it arrives a moment later; the event stream never ends.
  const counted = [...requests].filter(([, url]) => !url.includes('/events?'));
  await expect.poll(() => counted.every(([id]) => bytes.has(id))).toBe(true);
  const files = counted.map(([id, url]) => `${bytes.get(id)} ${new URL(url).pathname}`);
  return { bytes: counted.reduce((sum, [id]) => sum + (bytes.get(id) ?? 0), 0), files };
}

/** Nothing within the budget, otherwise all that came. */
const beyond = ({ bytes, files }: Received, mostBytes: number, mostRequests: number): string[] =>
  bytes <= mostBytes && files.length <= mostRequests ? [] : [`${bytes} bytes in ${files.length} requests`, ...files];

describe('what a first visit receives, whole', () => {
  it('is at most 230 kB in 20 requests for logging a test', async () => {
    const visitor = await visit('member', { size: 'phone' });
    const received = await firstVisit(visitor, '/log');
    expect(beyond(received, 230_000, 20)).toEqual([]);
    expect(received.files.join()).toContain('/assets/app-');
  });

  it('is at most 330 kB in 25 requests for a network', async () => {
    const visitor = await visit('member', { size: 'phone' });
    const received = await firstVisit(visitor, `/networks/${await networkId(visitor)}`);
    expect(beyond(received, 330_000, 25)).toEqual([]);
    expect(received.files.join()).toContain('/assets/charts-');
  });

  it('asks for the data of the screen once, and before the app is there', async () => {
    const visitor = await visit('member', { size: 'phone' });
    const { page } = visitor;
    const id = await networkId(visitor);
    const operations: string[] = [];
    page.on('request', (sent) => {
      if (!sent.url().endsWith('/graphql')) return;
      const { operationName } = sent.postDataJSON() as { operationName?: string };
      if (operationName) operations.push(operationName);
    });
    // What somebody else writes meanwhile must not look like a second question.
    await page.route('**/events?**', (route) => route.fulfill({ status: 204 }));
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/[/]assets[/]app-/, async (route) => {
      await held;
      await route.continue();
    });
    const opening = visitor.open(`/networks/${id}`);
    await expect.poll(() => operations.toSorted()).toEqual(['NetworkPage', 'NetworkThreadMap']);
    release();
    await opening;
    expect(operations.filter((name) => name === 'NetworkPage')).toHaveLength(1);
    expect(operations.filter((name) => name === 'NetworkThreadMap')).toHaveLength(1);
  });
});

interface Raw {
  status: number;
  headers: Record<string, string | string[] | undefined>;
}

/** An answer as it travels: no client that unpacks it or adds headers. */
function raw(path: string, headers: Record<string, string>, body?: object): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, inject('serverUrl')),
      { method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
        answer.destroy();
      },
    );
    sent.on('error', reject);
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}

async function signedIn(): Promise<{ cookie: string; partnership: string }> {
  const visitor = await visit('member');
  const cookies = await visitor.context.cookies();
  const { me } = await visitor.ask<{ me: { memberships: { partnershipId: string }[] } }>(
    '{ me { memberships { partnershipId } } }',
  );
  return {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    partnership: me.memberships[0]?.partnershipId ?? '',
  };
}

describe('answers on the way', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('a built file goes to a browser that takes %s as %s', async (takes, encoding) => {
    const { page, open } = await visit('stranger');
    await open('/log');
    const path = await page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '');
    const { status, headers } = await raw(path, { 'accept-encoding': takes });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['vary']).toContain('accept-encoding');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toContain('javascript');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('the page is compressed too, is asked for each time and has its policy', async () => {
    const { headers } = await raw('/p/harbor/log', { 'accept-encoding': 'br', accept: 'text/html' });
    expect(headers['content-encoding']).toBe('br');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });

  it('data over 1 kB is compressed, what is smaller is not', async () => {
    const { cookie, partnership } = await signedIn();
    const headers = { 'accept-encoding': 'br', cookie, 'x-partnership': partnership };
    const large = {
      query:
        '{ asks: escalationBoard(first: 10) { nodes { id title networkName } } networks(first: 50) { nodes { id name } } }',
    };
    expect((await raw('/graphql', headers, large)).headers).toMatchObject({
      'content-encoding': 'br',
      vary: expect.stringContaining('accept-encoding'),
    });
    const small = await raw('/graphql', headers, { query: '{ me { account { name } } }' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('what holds a session’s token is never compressed, nor is the event stream', async () => {
    const { cookie, partnership } = await signedIn();
    const session = await raw('/api/auth/get-session', { 'accept-encoding': 'br, gzip', cookie });
    expect(session.status).toBe(200);
    expect(session.headers['content-encoding']).toBeUndefined();
    const stream = await raw(`/events?partnership=${partnership}`, { 'accept-encoding': 'br, gzip', cookie });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    expect(stream.headers['content-encoding']).toBeUndefined();
  });
});
