import { expect, it } from 'vitest';
import { overflow, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

it('says on a phone what goes and what stays before somebody is forgotten, and refuses the last director', async () => {
  const { page, open, expects } = await visit('director', { size: 'phone' });
  await open('/account');
  await page.getByRole('button', { name: 'What would be erased?' }).click();
  await page.getByText('You would leave: Harbor Cradle to Career.').waitFor();
  await page.getByText('What goes for good: your name and address').waitFor();
  await page.getByText('What stays: that somebody did what you did').waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await overflow(page)).px).toBe(0);
  const section = page
    .getByRole('region', { name: 'Be forgotten' })
    .or(page.locator('section', { hasText: 'Be forgotten' }))
    .last();
  expects(/422|409|400|403/);
  await section.getByLabel('Password now').fill('not this one');
  await section.getByRole('button', { name: 'Erase my name and my account' }).click();
  await section.getByRole('alert').waitFor();
  await section.getByLabel('Password now').fill('throughline-demo');
  await section.getByRole('button', { name: 'Erase my name and my account' }).click();
  await section.getByText('Nobody but you directs Harbor Cradle to Career').waitFor();
  await section.getByRole('button', { name: 'Keep my account' }).click();
});
