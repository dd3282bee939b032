import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser, visit } from '../support/browser.ts';

useBrowser();

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const boxOf = (element: Locator): Promise<Box> =>
  element.evaluate((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { left, right, top, bottom };
  });

describe('what belongs together stands together', () => {
  it('on the list of people at 1440 px: filters and buttons in one line, each column under itself', async () => {
    const { page, open } = await visit('director');
    await open('/people');
    const main = page.getByRole('main');
    const line = [
      main.getByLabel('Find somebody by name'),
      main.getByRole('button', { name: 'Ended memberships' }),
      main.getByRole('link', { name: 'Invite a list' }),
      main.getByRole('button', { name: 'Add a member' }),
    ];
    const bottoms = await Promise.all(line.map(async (one) => Math.round((await boxOf(one)).bottom)));
    expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThanOrEqual(2);
    const rows = page.getByRole('list', { name: 'Members' }).getByRole('listitem');
    const lefts = await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].slice(0, 3).map((cell) => Math.round(cell.getBoundingClientRect().left))),
    );
    expect(lefts.length).toBeGreaterThan(3);
    expect(lefts).toEqual(lefts.map(() => lefts[0]));
  });

  it('on the list of people on a phone: the first of them in the first view, whole words', async () => {
    const { page, open } = await visit('director', { size: 'phone' });
    await open('/people');
    const first = page.getByRole('list', { name: 'Members' }).getByRole('listitem').first();
    const room = await boxOf(page.getByRole('navigation').last());
    expect((await boxOf(first)).bottom).toBeLessThan(room.top);
    const cells = await first.evaluate((row) =>
      [...row.children].slice(1, 3).map((cell) => cell.getBoundingClientRect().height),
    );
    expect(Math.max(...cells)).toBeLessThan(30);
  });

  it('in a dialog on a phone: its buttons share one line, as wide as the dialog', async () => {
    const { page, open } = await visit('director', { size: 'phone' });
    await open('/people');
    await page.getByRole('button', { name: 'Add a member' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Somebody with a draft');
    await dialog.getByText('Draft kept on this device').waitFor();
    const [close, save] = await Promise.all([
      boxOf(dialog.getByRole('button', { name: 'Close' }).last()),
      boxOf(dialog.getByRole('button', { name: 'Add a member' })),
    ]);
    expect(close.top).toBe(save.top);
    const around = await boxOf(dialog);
    expect(close.left - around.left).toBeLessThan(32);
    expect(around.right - save.right).toBeLessThan(32);
  });

  it('on a network on a phone: what is open takes one line', async () => {
    const { page, open } = await visit('facilitator', { size: 'phone' });
    await open('/networks');
    await page.getByRole('link', { name: 'Kindergarten Readiness Network' }).first().click();
    const parts = page.getByRole('list', { name: 'What is open' }).getByRole('listitem');
    await parts.first().waitFor();
    const tops = await parts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops)).toEqual(new Set([tops[0]]));
  });
});
