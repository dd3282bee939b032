import { describe, expect, it } from 'vitest';
import { type Size, useBrowser, visit } from '../support/browser.ts';
import { networkId } from '../support/network.ts';

useBrowser();

describe.each<Size>(['desktop', 'phone'])('the thread on a %s', (size) => {
  it('is a map from the gap to what changed, with what is stuck, walked by keyboard', async () => {
    const visitor = await visit('facilitator', { size });
    const { page, open } = visitor;
    await open(`/networks/${await networkId(visitor)}/thread`);
    for (const column of ['Gap', 'Factors', 'Strategies', 'Actions', 'Tests and decisions', 'Asks', 'Practices']) {
      const items = page.getByRole('region', { name: column, exact: true }).getByRole('link');
      await items.first().waitFor();
    }
    await page.getByText(/items are stuck/).waitFor();
    await page.locator('[data-stuck="true"]', { hasText: 'Blocked' }).first().waitFor();

    const first = page.getByRole('region', { name: 'Factors' }).getByRole('link').first();
    await first.focus();
    const itemOf = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['item']);
    const before = await itemOf();
    await page.keyboard.press('ArrowRight');
    await expect.poll(itemOf).not.toBe(before);
    const after = await itemOf();
    expect(after).toBeTruthy();
    const inStrategies = page.getByRole('region', { name: 'Strategies' }).locator(`[data-item="${after}"]`);
    expect(await inStrategies.count()).toBe(1);
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('region', { name: 'Factors' }).locator('[data-item]:focus').waitFor();
  });

  it('stands on an item as a line that leads on both ways', async () => {
    const visitor = await visit('facilitator', { size });
    const { page, open } = visitor;
    await open(`/networks/${await networkId(visitor)}/thread`);
    const title = 'Arrange a bus to the summer bridge from the East Side';
    await page.getByRole('region', { name: 'Actions' }).getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const line = page.getByRole('navigation', { name: 'Thread' });
    await line.getByRole('link', { name: /Registration help where families are/ }).waitFor();
    await page.getByRole('button', { name: 'Show the whole thread' }).click();
    await line
      .getByRole('link', { name: /Families register late/ })
      .first()
      .waitFor();
    await line.getByRole('link', { name: /Registration help where families are/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Kindergarten Readiness Network' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/plan$/);
  });
});

describe('the command palette', () => {
  it('reaches an item and an action by keyboard alone', async () => {
    const { page, open } = await visit('facilitator');
    await open('/');
    await page.keyboard.press('Control+k');
    const input = page.getByRole('combobox', { name: 'Find an item or an action' });
    await input.waitFor();
    await page.keyboard.type('summer bridge from');
    await page.getByRole('option', { name: /Arrange a bus to the summer bridge/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Arrange a bus to the summer bridge/ }).waitFor();

    await page.keyboard.press('Control+k');
    await page.keyboard.type('go to prac');
    await page.getByRole('option', { name: 'Go to Practices' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Practices' }).waitFor();

    await page.keyboard.press('Control+k');
    await input.waitFor();
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });
});

describe.each<Size>(['desktop', 'phone'])('a practice on a %s', (size) => {
  it('has its sites moved from stage to stage', async () => {
    const { page, open } = await visit('facilitator', { size });
    await open('/practices');
    await page.getByRole('link', { name: 'Registration evening at a branch library' }).click();
    await page.getByRole('heading', { level: 1, name: 'Registration evening at a branch library' }).waitFor();
    const update = page.getByRole('button', { name: /^Update / }).first();
    const site = ((await update.getAttribute('aria-label')) ?? '').replace('Update ', '');
    await update.click();
    const stages = page.getByRole('group', { name: 'Which stage has the site reached?' }).getByRole('button');
    const stage = (await stages.first().textContent())?.trim() ?? '';
    await page.getByLabel('Note').fill('After the second visit.');
    await stages.first().click();
    await stages.first().waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('button', { name: `Update ${site}` }).click();
    await page.getByText('After the second visit.').first().waitFor();
    expect(
      await page
        .getByRole('group', { name: 'Which stage has the site reached?' })
        .getByRole('button', { name: stage, exact: true })
        .count(),
    ).toBe(0);
  });
});
