import { beforeAll, describe, expect, it } from 'vitest';
import { type Size, useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { makeNetwork } from '../support/forms/steps.ts';

useBrowser();

/** How the empty parts of a screen go on: `lead` for who is led to what is missing, `ask` for who is told whom to ask. */
async function waysOn({ page }: Visitor): Promise<string[]> {
  const empty = page.locator('[data-way]');
  await empty.first().waitFor();
  const ways = await empty.evaluateAll((all) => {
    /** What can be pressed or takes a file, and is in sight. */
    const pressable = [
      ...document.querySelectorAll<HTMLElement>('main :is(a[href], button:enabled, input[type=file])'),
    ];
    const leads = pressable.filter(
      (each) => each.closest('nav') === null && (each.checkVisibility() || each.matches('input')),
    );
    const wayFrom: Record<string, (one: Element) => string> = {
      lead: (one) => (leads.some((each) => one.contains(each)) ? 'lead' : 'lead, nothing to press'),
      // Beside the page's title, which the code names last.
      above: (one) => (leads.some((each) => !one.contains(each)) ? 'lead' : 'lead, nothing above'),
      ask: (one) => (/\bAsk\b|\bsend it to\b/.test(one.textContent ?? '') ? 'ask' : 'ask, nobody named'),
    };
    return all.map((one) => {
      const way = one.getAttribute('data-way') ?? '';
      return wayFrom[way]?.(one) ?? way;
    });
  });
  return [...new Set(ways)].toSorted();
}

const ofPartnership = [
  '/partnership',
  '/networks',
  '/log',
  '/asks',
  '/asks/new',
  '/indicators',
  '/imports',
  '/data-requests',
  '/people/tables',
] as const;

describe.each<Size>(['phone', 'desktop'])('the director of an empty partnership on a %s', (size) => {
  it.each(ofPartnership)('is led on from %s', async (path) => {
    const visitor = await visit('outsider', { size });
    await visitor.open(path);
    expect(await waysOn(visitor)).toEqual(['lead']);
    expect(await violations(visitor.page)).toEqual([]);
  });

  it('comes from a log without a network to the form of an outcome', async () => {
    const { page, open } = await visit('outsider', { size });
    await open('/log');
    await page.getByRole('link', { name: 'Form the first network' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Add an outcome first' }).click();
    await expect.poll(() => page.getByRole('dialog', { name: 'Add an outcome' }).count()).toBe(1);
  });
});

describe('a network with nothing in it', () => {
  let network: string;
  beforeAll(async () => {
    network = await makeNetwork(await visit('director'));
  });

  it.each<[tab: string, forDirector: string[], forOthers: string[]]>([
    ['data', ['lead'], ['lead']],
    ['thread', ['lead'], ['lead']],
    ['charter', ['lead'], ['ask']],
    ['plan', ['lead'], ['ask']],
    ['tests', ['lead'], ['ask']],
    ['people', ['lead'], ['ask']],
  ])('leads from its %s who may, and tells others whom to ask', async (tab, forDirector, forOthers) => {
    const director = await visit('director');
    const bystander = await visit('librarian');
    for (const [visitor, expected] of [
      [director, forDirector],
      [bystander, forOthers],
    ] as const) {
      await visitor.open(`/networks/${network}/${tab}`);
      await expect.poll(() => waysOn(visitor)).toEqual(expected);
    }
  });
});

describe('who may not bring in files', () => {
  it('is told to whom they go', async () => {
    const visitor = await visit('librarian');
    await visitor.open('/imports');
    expect(await waysOn(visitor)).toEqual(['ask']);
  });
});
