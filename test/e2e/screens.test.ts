import { beforeAll, describe, expect, it } from 'vitest';
import { overflow, type Person, type Size, useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { networkId } from '../support/network.ts';

useBrowser();

const tabs = ['data', 'thread', 'charter', 'plan', 'tests', 'asks', 'people'];

/** One row of everything that has a screen of its own. */
interface Rows {
  practices: { nodes: { id: string }[] };
  indicators: { nodes: { id: string }[] };
  escalations: { nodes: { id: string }[] };
  actions: { nodes: { id: string }[] };
  imports: { nodes: { id: string }[] };
  dataRequests: { nodes: { id: string }[] };
}

const rowsQuery = `query Rows {
  practices(first: 1) { nodes { id } }
  indicators(first: 1) { nodes { id } }
  escalations(first: 1) { nodes { id } }
  actions(first: 1, filter: { states: [blocked] }) { nodes { id } }
  imports(first: 1) { nodes { id } }
  dataRequests(first: 1, view: in_review) { nodes { id } }
}`;

const screens: { name: string; who: Person; path: string }[] = [
  { name: 'my work', who: 'member', path: '/' },
  { name: 'partnership', who: 'director', path: '/partnership' },
  { name: 'networks', who: 'facilitator', path: '/networks' },
  ...tabs.map((tab) => ({ name: `network, ${tab}`, who: 'facilitator' as const, path: `/networks/:network/${tab}` })),
  { name: 'cycle', who: 'facilitator', path: '/cycles/:cycle' },
  { name: 'quick log', who: 'facilitator', path: '/log' },
  { name: 'asks', who: 'schoolLeader', path: '/asks' },
  { name: 'ask', who: 'schoolLeader', path: '/asks/:ask' },
  { name: 'new ask', who: 'facilitator', path: '/asks/new' },
  { name: 'practices', who: 'facilitator', path: '/practices' },
  { name: 'practice', who: 'facilitator', path: '/practices/:practice' },
  { name: 'indicators', who: 'dataManager', path: '/indicators' },
  { name: 'indicator', who: 'dataManager', path: '/indicators/:indicator' },
  { name: 'populations', who: 'dataManager', path: '/populations' },
  { name: 'places', who: 'dataManager', path: '/places' },
  { name: 'data for analysis', who: 'member', path: '/data' },
  { name: 'imports', who: 'dataManager', path: '/imports' },
  { name: 'import', who: 'dataManager', path: '/imports/:import' },
  { name: 'data requests', who: 'facilitator', path: '/data-requests' },
  { name: 'data request', who: 'dataManager', path: '/data-requests/:request' },
  { name: 'action', who: 'facilitator', path: '/actions/:action' },
  ...['members', 'organizations', 'tables', 'settings'].map((part) => ({
    name: `people, ${part}`,
    who: 'director' as const,
    path: `/people/${part}`,
  })),
  { name: 'who did what', who: 'director', path: '/audit' },
  { name: 'invite a list', who: 'director', path: '/people/invite' },
  { name: 'no such page', who: 'member', path: '/nowhere' },
];

const ids = new Map<string, string>();
beforeAll(async () => {
  const visitor = await visit('dataManager');
  const { ask } = visitor;
  const rows = await ask<Rows>(rowsQuery);
  // By its name: other tests found networks in the same demo.
  const network = await networkId(visitor);
  const { cycles } = await ask<{ cycles: { nodes: { id: string }[] } }>(
    'query Cycles($networkId: Uuid!) { cycles(networkId: $networkId, first: 1) { nodes { id } } }',
    { networkId: network },
  );
  const found = {
    network,
    cycle: cycles.nodes[0]?.id,
    ask: rows.escalations.nodes[0]?.id,
    practice: rows.practices.nodes[0]?.id,
    indicator: rows.indicators.nodes[0]?.id,
    import: rows.imports.nodes[0]?.id,
    request: rows.dataRequests.nodes[0]?.id,
    action: rows.actions.nodes[0]?.id,
  };
  for (const [name, id] of Object.entries(found)) ids.set(name, id ?? '');
});

const fillPath = (path: string): string =>
  path.replace(/:(\w+)/, (_, name: string) => {
    const id = ids.get(name);
    if (!id) throw new Error(`the demo has no ${name} to show`);
    return id;
  });

/** What the screen still owes to everybody: one heading, room for itself, WCAG 2.2 A and AA. */
async function faultsOf({ page }: Visitor): Promise<string[]> {
  const headings = await page.getByRole('heading', { level: 1 }).allTextContents();
  const { px, elements } = await overflow(page);
  return [
    ...(headings.length === 1 && headings[0]?.trim() ? [] : [`headings of the first level: ${headings.join(' | ')}`]),
    ...((await page.title()).includes('Throughline') ? [] : ['no title']),
    ...(px === 0 ? [] : [`${px} px wider than the window: ${elements.join(' ')}`]),
    ...(await violations(page)),
  ];
}

// Light on the phone and dark on the desktop: colours come from the same tokens at both sizes.
describe.each<{ size: Size; dark: boolean }>([
  { size: 'phone', dark: false },
  { size: 'desktop', dark: true },
])('on a $size (dark: $dark)', (how) => {
  const windows = new Map<Person, Visitor>();

  it.each(screens)('$name opens without an error, for everybody', async ({ who, path }) => {
    const visitor = windows.get(who) ?? (await visit(who, { ...how, stays: true }));
    windows.set(who, visitor);
    await visitor.open(fillPath(path));
    expect(await faultsOf(visitor)).toEqual([]);
  });
});

describe('what judges a screen', () => {
  it('finds what is wrong with it', async () => {
    const { page } = await visit('stranger');
    await page.setContent('<main><h1>Hm</h1><img src="data:,"><p style="color:#bbb">Hard to read</p></main>');
    const found = (await violations(page)).map((line) => line.split(' ')[0]);
    expect(found).toEqual(expect.arrayContaining(['color-contrast', 'document-title', 'html-has-lang', 'image-alt']));
  });
});

describe('what is in the other light', () => {
  it.each([
    {
      name: 'network',
      who: 'facilitator' as const,
      path: '/networks/:network',
      how: { size: 'phone', dark: true } as const,
    },
    {
      name: 'indicator',
      who: 'dataManager' as const,
      path: '/indicators/:indicator',
      how: { size: 'desktop', dark: false } as const,
    },
  ])('$name', async ({ who, path, how }) => {
    const visitor = await visit(who, how);
    await visitor.open(fillPath(path));
    expect(await faultsOf(visitor)).toEqual([]);
  });
});

describe('a screen', () => {
  it('is in Spanish when the person asks for it', async () => {
    const { page, open } = await visit('member');
    await open('/');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByLabel('Language').selectOption('es');
    await page.getByRole('heading', { level: 1, name: 'Mi trabajo' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  });

  it('says so when a thing is of another partnership, and shows none of it', async () => {
    const { page, expects } = await visit('outsider');
    expects(/status of 40[0-9]/);
    await page.goto(`/p/valley/networks/${ids.get('network')}`);
    await page.getByText('This is not here.').first().waitFor();
    expect(await page.getByText('Kindergarten Readiness Network').count()).toBe(0);
  });
});
