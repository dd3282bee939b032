// (e) A first visit with a browser that has kept nothing: what it receives, and when the largest part of the screen is painted.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ofServer } from './modules.mjs';
import { startDemo } from './processes.mjs';

/** A slow phone: 1.6 Mbit/s, 150 ms to the server, a processor four times slower than this machine's. */
const slowPhone = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8, slowdown: 4 };
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether this machine has the browser. */
export const hasBrowser = () => existsSync(browserPath);

async function post(context, origin, path, data, headers = {}) {
  const answer = await context.request.post(`${origin}${path}`, { data, headers: { origin, ...headers } });
  if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}`);
  return answer.json();
}

/** A window of a phone in which a member is signed in, and how to ask the server as that member. */
async function signedIn(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' });
  const { demoPeople } = await ofServer('demo/people');
  const { email, password } = demoPeople.find(({ role }) => role === 'member');
  await post(context, origin, '/api/auth/sign-in/email', { email, password });
  const ask = async (query, headers) => (await post(context, origin, '/graphql', { query }, headers)).data;
  const { me } = await ask('{ me { memberships { partnershipId partnershipSlug } } }');
  const [{ partnershipId, partnershipSlug }] = me.memberships;
  return { context, slug: partnershipSlug, ask: (query) => ask(query, { 'x-partnership': partnershipId }) };
}

async function visit(browser, origin, path, profile) {
  const { context, slug } = await signedIn(browser, origin);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  if (profile) {
    const { slowdown, ...line } = profile;
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...line });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  }
  const requestBytes = new Map();
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('data:') && !request.url.includes('/events?')) requestBytes.set(requestId, 0);
  });
  devtools.on('Network.requestServedFromCache', ({ requestId }) => requestBytes.delete(requestId));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (requestBytes.has(requestId)) requestBytes.set(requestId, encodedDataLength);
  });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      globalThis.largestPaint = list.getEntries().at(-1).startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(`${origin}/p/${slug}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(500);
  const paint = await page.evaluate(() => globalThis.largestPaint);
  await context.close();
  const sizes = [...requestBytes.values()];
  return { paint, requests: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Visits of three screens of the demo, each in a new browser context, with and without the slow phone's limits.
 * @returns by screen and profile: bytes and requests, and the median, least and most of the largest paint in ms
 */
export async function measureFirstVisits(times = 7) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-bench-visit-'));
  const server = await startDemo(dataDir);
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const { context, ask } = await signedIn(browser, server.origin);
    const { networks } = await ask('{ networks(first: 20) { nodes { id name } } }');
    await context.close();
    const network = networks.nodes.find(({ name }) => name === 'Kindergarten Readiness Network');
    const screens = { 'log a test': '/log', network: `/networks/${network.id}`, 'my work': '/' };
    const results = [];
    for (const [screen, path] of Object.entries(screens)) {
      for (const profile of [undefined, slowPhone]) {
        const visits = [];
        for (let time = 0; time < times; time += 1) visits.push(await visit(browser, server.origin, path, profile));
        const paints = visits.map(({ paint }) => paint);
        results.push({
          screen,
          slow: profile !== undefined,
          bytes: Math.max(...visits.map(({ bytes }) => bytes)),
          requests: Math.max(...visits.map(({ requests }) => requests)),
          paint: median(paints),
          least: Math.min(...paints),
          most: Math.max(...paints),
        });
      }
    }
    return results;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
