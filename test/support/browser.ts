import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { demoPeople } from '../../apps/api/src/demo/people.ts';
import { serverIsReady } from './server-process.ts';

/** The sizes at which every screen must work: a phone in the hand and a screen in a meeting room. */
export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
export type Size = keyof typeof sizes;

/** The demo's people by what they do; the names are those of `apps/api/src/demo/people.ts`. */
export const people = {
  director: 'Dana Whitfield',
  dataManager: 'Marcus Oyelaran',
  facilitator: 'Rosa Delgado',
  member: 'Tamika Brooks',
  librarian: 'Luis Ferreira',
  schoolLeader: 'Ellen Kowalski',
  clinicLeader: 'Samir Patel',
  outsider: 'Nora Lindqvist',
} as const;
export type Person = keyof typeof people;

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const quiet = ['disable-gpu', 'disable-background-networking', 'disable-component-update', 'disable-sync'];
/**
 * What a window of Chromium does besides its page. The first two draw the suggestions of an address bar that nobody
 * sees, with a process for each window that takes twice the time of the page itself; the others are those that
 * Playwright turns off and that matter here, since a second list of features takes the place of its own.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];
const patienceMs = 20_000;

/** What Chromium writes into the console without a network; the last when it looks for a newer service worker. */
const withoutNetwork = [
  /ERR_INTERNET_DISCONNECTED/,
  /Failed to load resource/,
  /Failed to fetch/,
  /unknown error occurred when fetching the script/,
];

/** Somebody with a browser of their own. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Answers of the server, errors of the page or the console that this test means to cause: not counted as faults. */
  expects(fault: RegExp): void;
  /** Cuts this window's network; what the browser says of it in its console is no fault. */
  cutNetwork(): Promise<void>;
  /** Gives this window its network back. */
  restoreNetwork(): Promise<void>;
  /** Opens a path inside the partnership and waits until the screen shows what it has. */
  open(path: string): Promise<void>;
  /** Asks the server as this person, without the screen. @throws with the server's errors. */
  ask<Data = Record<string, never>>(query: string, variables?: Record<string, unknown>): Promise<Data>;
}

interface VisitOptions {
  size?: Size;
  dark?: boolean;
  /** The server to visit; the one with the demo unless said otherwise. */
  url?: string;
  /** Keeps the window open for the tests that follow in the file; a fault still fails the test in which it happened. */
  stays?: boolean;
}

interface Guest extends Visitor {
  readonly faults: string[];
  readonly expected: RegExp[];
  readonly stays: boolean;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

let browser: Browser | undefined;
let guests: Guest[] = [];
const cookies = new Map<Person, Cookies>();

/** Opens a browser for the tests of a file; after each test everybody leaves, and a fault on any page fails it. */
export function useBrowser(): void {
  beforeAll(async () => {
    await serverIsReady(inject('serverUrl'));
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    const flags = ['no-sandbox', 'no-first-run', ...quiet, `disable-features=${withoutFeatures.join(',')}`];
    const args = flags.map((flag) => `--${flag}`);
    browser = await chromium.launch({ executablePath, args });
  });
  afterEach(leave);
  afterAll(async () => {
    await browser?.close();
    browser = undefined;
    guests = [];
  });
}

async function leave(): Promise<void> {
  const faults = guests.flatMap((guest) =>
    guest.faults.splice(0).filter((fault) => !guest.expected.some((pattern) => pattern.test(fault))),
  );
  const gone = guests.filter(({ stays }) => !stays);
  guests = guests.filter(({ stays }) => stays);
  await Promise.all(gone.map(({ context }) => context.close()));
  expect(faults.join('\n'), 'errors on the page or in its console').toBe('');
}

/** A browser window of somebody who is signed in already, or of a stranger. */
export async function visit(who: Person | 'stranger', options: VisitOptions = {}): Promise<Visitor> {
  if (!browser) throw new Error('useBrowser() was not called in this file');
  const { size = 'desktop', dark = false, url = inject('serverUrl'), stays = false } = options;
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    baseURL: url,
  });
  if (who !== 'stranger') await signIn(context, who, url);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  const expected: RegExp[] = [];
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  const slug = who === 'outsider' ? 'valley' : 'harbor';
  let partnership: Promise<string> | undefined;
  const guest: Guest = {
    page,
    context,
    faults,
    expected,
    stays,
    expects: (fault) => void expected.push(fault),
    cutNetwork: () => {
      expected.push(...withoutNetwork);
      return context.setOffline(true);
    },
    restoreNetwork: () => context.setOffline(false),
    open: async (path) => {
      await page.goto(`/p/${slug}${path}`);
      await waitUntilLoaded(page);
    },
    ask: async (query, variables = {}) => {
      partnership ??= partnershipOf(context, url);
      return ask(context, url, await partnership, query, variables);
    },
  };
  guests.push(guest);
  return guest;
}

async function signIn(context: BrowserContext, who: Person, url: string): Promise<void> {
  const known = cookies.get(who);
  if (known) return context.addCookies(known);
  const { email, password } = credentials(who);
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`signing in as ${who} was answered with ${answer.status()}`);
  cookies.set(who, await context.cookies());
}

/** E-mail and password of one of the demo's people. */
export function credentials(who: Person): { email: string; password: string } {
  const found = demoPeople.find(({ name }) => name === people[who]);
  if (!found) throw new Error(`the demo has nobody called ${people[who]}`);
  return found;
}

interface Answer {
  data?: unknown;
  errors?: unknown;
}

/** Sends a document to the server with the cookies of a window. */
async function send(
  context: BrowserContext,
  url: string,
  body: { query: string; variables?: Record<string, unknown> },
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await context.request.post('/graphql', { data: body, headers: { origin: url, ...headers } });
  return (await answer.json()) as Answer;
}

/** The partnership of who sits at a window. */
async function partnershipOf(context: BrowserContext, url: string): Promise<string> {
  const { data } = await send(context, url, { query: '{ me { memberships { partnershipId } } }' });
  const { memberships } = (data as { me: { memberships: { partnershipId: string }[] } }).me;
  return memberships[0]?.partnershipId ?? '';
}

async function ask<Data>(
  context: BrowserContext,
  url: string,
  partnership: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Data> {
  const answer = await send(context, url, { query, variables }, { 'x-partnership': partnership });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data as Data;
}

/** Waits until the screen has its heading and nothing on it is still being fetched. */
export async function waitUntilLoaded(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  // Charts measure their room once before they are drawn.
  await page.waitForTimeout(100);
}

/** Waits until a text that was typed is on the device, where a reload finds it again. */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  const isKept = () =>
    page.evaluate(async (typed) => {
      const name = 'throughline-forms';
      // To open what is not there yet would make it.
      if (!(await indexedDB.databases()).some((database) => database.name === name)) return false;
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error(name)));
        });
      const database = await answer(indexedDB.open(name));
      const drafts = await answer(database.transaction('drafts').objectStore('drafts').getAll());
      database.close();
      return JSON.stringify(drafts).includes(JSON.stringify(typed).slice(1, -1));
    }, text);
  await expect.poll(isKept).toBe(true);
}

/** Lets what sticks to an edge stand where it belongs: a target that it covers halfway now is free a turn of the wheel later. */
async function unstick(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('main *, nav, header'))
      if (['sticky', 'fixed'].includes(getComputedStyle(element).position)) element.style.position = 'static';
  });
}

/** What axe finds against WCAG 2.2 A and AA on the page as it is, one line for each rule and place. */
export async function violations(page: Page): Promise<string[]> {
  await unstick(page);
  // What passes is not described node by node, and no second page is opened to join frames: there are none.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(wcag)
    .setLegacyMode();
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${impact}): ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}

/** How many pixels the page is wider than the window, and what sticks out; 0 where nobody must scroll sideways. */
export async function overflow(page: Page): Promise<{ px: number; elements: string[] }> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const px = Math.max(0, document.documentElement.scrollWidth - room);
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > room + 1,
    );
    return { px, elements: px === 0 ? [] : wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)) };
  });
}
