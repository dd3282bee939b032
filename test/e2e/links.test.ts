import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ItemKind, itemKinds } from '@throughline/domain/vocabulary';
import { waitUntilLoaded, useBrowser, visit, type Visitor } from '../support/browser.ts';
import { mark, write } from '../support/network.ts';

useBrowser();

interface Hit {
  id: string;
  kind: ItemKind;
  title: string;
}

/** The kinds that have a page of their own, on which the item is the heading. */
const ownPage: readonly ItemKind[] = ['indicator', 'network', 'action', 'cycle', 'escalation', 'practice'];

/** One item of each kind in the demo, found as the search finds it. */
async function oneOfEach(visitor: Visitor): Promise<Map<ItemKind, Hit>> {
  const found = new Map<ItemKind, Hit>();
  for (const text of ['a', 'e', 'i', 'o', 'u']) {
    const { search } = await visitor.ask<{ search: Hit[] }>(
      'query Find($text: String!) { search(text: $text, first: 100) { id kind title } }',
      { text },
    );
    for (const hit of search) if (!found.has(hit.kind)) found.set(hit.kind, hit);
  }
  return found;
}

/** Waits until the item stands in view with the focus and the mark. */
async function isLedTo({ page }: Visitor, id: string): Promise<void> {
  const target = page.locator(`[id="${id}"]`);
  await target.waitFor();
  await expect.poll(() => target.getAttribute('data-link-target')).toBe('');
  await expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true);
  await waitUntilLoaded(page);
  const { top, height } = await target.evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { top: box.top, height: box.height };
  });
  const room = page.viewportSize()?.height ?? 0;
  expect(top).toBeLessThan(room);
  expect(top + height).toBeGreaterThan(0);
}

describe('a link and the search lead to the item itself', () => {
  let visitor: Visitor;
  let items: Map<ItemKind, Hit>;
  beforeAll(async () => {
    visitor = await visit('director', { stays: true });
    items = await oneOfEach(visitor);
  });

  it.each(itemKinds)('for %s', async (kind) => {
    const item = items.get(kind);
    if (!item) throw new Error(`the demo has no ${kind}`);
    const { page, open } = visitor;
    await open('/asks');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find an item or an action' }).fill(item.title);
    await page.locator(`[role="option"][value="${item.id}"]`).click();
    if (ownPage.includes(kind)) await page.getByRole('heading', { level: 1, name: item.title }).waitFor();
    else await isLedTo(visitor, item.id);
    expect(page.url()).toContain(item.id);
  });
});

describe('an item that does not lie open', () => {
  it('is led to on a later page, in a folded part, and by itself once it is retired', async () => {
    const visitor = await visit('director');
    const { page, open } = visitor;
    const { outcomes } = await visitor.ask<{ outcomes: { nodes: { id: string }[] } }>(
      '{ outcomes(first: 1) { nodes { id } } }',
    );
    const network = await write(visitor, 'createNetwork', {
      id: uuid(),
      outcomeId: outcomes.nodes[0]?.id,
      name: `Network of links ${mark()}`,
    });
    const ideas: string[] = [];
    for (let number = 0; number < 23; number += 1) {
      const title = `Idea ${number}`;
      ideas.push(await write(visitor, 'addChangeIdea', { id: uuid(), networkId: network, title }));
    }
    const { ramps } = await visitor.ask<{ ramps: { nodes: { id: string }[] } }>(
      'query Ramps($network: Uuid!) { ramps(networkId: $network, first: 100) { nodes { id } } }',
      { network },
    );
    const last = ramps.nodes.at(-1)?.id ?? '';
    await open(`/networks/${network}/tests#${last}`);
    await isLedTo(visitor, last);

    const charter = await write(visitor, 'draftCharter', { id: uuid(), networkId: network });
    await write(visitor, 'retireCharter', { id: charter, version: 1, reason: 'Begun too early.' });
    await open(`/networks/${network}/charter#${charter}`);
    await isLedTo(visitor, charter);
    expect(await page.locator(`details[id="${charter}"]`).evaluate((part) => (part as HTMLDetailsElement).open)).toBe(
      true,
    );

    const title = `Families move often ${mark()}`;
    const factor = await write(visitor, 'addFactor', { id: uuid(), networkId: network, kind: 'gap', title });
    await open(`/networks/${network}/plan#${factor}`);
    await isLedTo(visitor, factor);
    await write(visitor, 'retireFactor', { id: factor, version: 1, reason: 'Not so any more.' });
    await open(`/networks/${network}/plan#${factor}`);
    await page.getByText(`Factor “${title}” no longer stands on this page.`).waitFor();
    await page.getByRole('link', { name: 'See it by itself' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  });
});
