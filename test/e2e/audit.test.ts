import { expect, it } from 'vitest';
import { overflow, people, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

it('tells the director who did what in sentences, narrowed by who and what, on a phone', async () => {
  const { page, open } = await visit('director', { size: 'phone' });
  await open('/people');
  await page.getByRole('link', { name: 'Who did what' }).click();
  const entries = page.getByRole('list', { name: 'Entries' });
  await entries
    .getByText(/ signed in$/)
    .first()
    .waitFor();
  await page.getByLabel('What').selectOption('people');
  await entries.getByText(`${people.director} added the member “${people.member}”`).waitFor();
  expect(await entries.getByText(/ signed in$/).count()).toBe(0);
  await page.getByLabel('What').selectOption('settings');
  await entries.getByText('founded the partnership').first().waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download these entries (CSV)' }).click();
  expect((await download).suggestedFilename()).toBe('audit.csv');
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toEqual({ px: 0, elements: [] });
  await page.getByLabel('From').fill('2001-01-01');
  await page.getByLabel('To', { exact: true }).fill('2001-01-02');
  await page.getByText('Nothing of this kind was done in these days').waitFor();
});

it('is no page of anybody else', async () => {
  const { page, open, expects } = await visit('member');
  expects(/status of 4\d\d/);
  await open('/people');
  expect(await page.getByRole('link', { name: 'Who did what' }).count()).toBe(0);
  await open('/audit');
  await page.getByText('Only the director sees this page').waitFor();
  expect(await page.getByRole('list', { name: 'Entries' }).count()).toBe(0);
});
