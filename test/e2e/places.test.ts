import { describe, expect, it } from 'vitest';
import { overflow, useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { mark } from '../support/network.ts';

useBrowser();

/** Nobody else of these tests has places in the partnership of the outsider, who begins with none. */
async function add({ page }: Visitor, name: string, kind: string, within?: string, code?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a place' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a place' });
  await dialog.getByLabel('Name', { exact: false }).first().fill(name);
  await dialog.getByLabel('What it is').selectOption({ label: kind });
  if (within) {
    const lies = dialog.getByLabel('It lies in', { exact: true });
    const option = lies.locator('option', { hasText: within });
    await option.waitFor({ state: 'attached' });
    await lies.selectOption((await option.getAttribute('value')) ?? '');
  }
  if (code) await dialog.getByLabel('Code', { exact: true }).fill(code);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('the places of a partnership that has none yet', () => {
  it('are added, told apart, moved, merged and found, on a phone and by keyboard', async () => {
    const visitor = await visit('outsider', { size: 'phone' });
    const { page, open } = visitor;
    const [here, there] = [`Essex ${mark()}`, `Kent ${mark()}`];
    const school = `Lincoln ${mark()}`;
    await open('/places');
    await page.locator('[data-way="above"]').waitFor();
    expect(await violations(page)).toEqual([]);
    await add(visitor, here, 'District');
    await add(visitor, there, 'District');
    await add(visitor, school, 'School', here);
    await add(visitor, school, 'School', there, '0042');
    const rows = page.getByRole('list', { name: 'Places' }).getByRole('listitem');
    await expect.poll(() => rows.filter({ hasText: `${school} · ${here}` }).count()).toBe(1);
    await expect.poll(() => rows.filter({ hasText: `${school} · ${there}` }).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    expect((await overflow(page)).px).toBe(0);

    await page.getByRole('searchbox', { name: 'Search places' }).fill('0042');
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('searchbox', { name: 'Search places' }).fill(here);
    await expect.poll(() => rows.filter({ hasText: there }).count()).toBe(0);
    const merge = page.getByRole('button', { name: `Merge ${here} into another place` });
    await page.getByRole('button', { name: `Change ${here}` }).click();
    await merge.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `${here} is another place` });
    const into = dialog.locator('[name="intoId"]');
    const other = into.locator('option', { hasText: new RegExp(`^${there} `) });
    await other.waitFor({ state: 'attached' });
    await into.selectOption((await other.getAttribute('value')) ?? '');
    await dialog.getByRole('button', { name: 'Merge them' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByLabel('Show retired ones instead').check();
    await expect.poll(() => rows.filter({ hasText: `merged into ${there}` }).count()).toBe(1);
    await page.getByLabel('Show retired ones instead').uncheck();
    // The name of the one that went is another name of the one that stays, and what lay in it lies there.
    await expect.poll(() => rows.filter({ hasText: there }).count()).toBeGreaterThan(0);
    await page.getByRole('searchbox', { name: 'Search places' }).fill(school);
    await expect.poll(() => rows.filter({ hasText: `in ${there}` }).count()).toBe(2);

    // Several are put elsewhere at once, and what that would hide is said before.
    for (const box of await page.getByRole('checkbox', { name: `Choose ${school}` }).all()) await box.check();
    await page.getByText('2 places are chosen').waitFor();
    await page.getByRole('button', { name: 'Put them into another place' }).click();
    const moving = page.getByRole('dialog', { name: 'Where 2 places lie' });
    await moving.getByText('Readers go on seeing everything that they see now.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect((await overflow(page)).px).toBe(0);
    await moving.getByRole('button', { name: 'Put them there' }).click();
    await moving.waitFor({ state: 'detached' });
    await expect.poll(() => rows.filter({ hasText: `in ${there}` }).count()).toBe(0);
    await expect.poll(() => page.getByText('2 places are chosen').count()).toBe(0);
  });

  it('are read by members, who cannot change them', async () => {
    const { page, open } = await visit('librarian');
    await open('/places');
    await page.getByRole('list', { name: 'Places' }).getByText('Bridgeport School District').waitFor();
    expect(await page.getByRole('button', { name: 'Add a place' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Edit / }).count()).toBe(0);
    await page.getByRole('button', { name: 'Codes and names of Bridgeport School District' }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Codes' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Remember it' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});
