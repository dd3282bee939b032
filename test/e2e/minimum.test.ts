import { expect, it } from 'vitest';
import { overflow, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

it('says what another minimum would do before it is saved, and the button names it', async () => {
  const { page, open } = await visit('director', { size: 'phone' });
  await open('/people/settings');
  const minimum = page.locator('[name="minimumCell"]');
  await minimum.waitFor();
  expect(await page.getByRole('button', { name: /^Change the minimum to/ }).count()).toBe(0);
  const before = await minimum.inputValue();
  await minimum.selectOption('30');
  await page.getByText('those beside them that were shown once stay in the open').waitFor();
  await page.getByText(/numbers? that (is|are) shown now would be hidden/).waitFor();
  await page.getByRole('button', { name: 'Change the minimum to 30' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await overflow(page)).px).toBe(0);
  // Nobody changes it before the cost is there to be seen, also where another one was looked at before.
  const found = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('MinimumCost')) await found.promise;
    await route.continue();
  });
  await minimum.selectOption('29');
  const change = page.getByRole('button', { name: 'Change the minimum to 29' });
  await change.waitFor();
  expect(await change.isDisabled()).toBe(true);
  expect(await page.getByText(/numbers? that (is|are) shown now would be hidden/).count()).toBe(0);
  found.resolve();
  await expect.poll(() => change.isDisabled()).toBe(false);
  await page.unroute('**/graphql');
  await minimum.selectOption('5');
  await page.getByText('What is shown once cannot be taken back').waitFor();
  // Nothing was saved.
  await minimum.selectOption(before);
  await expect.poll(() => page.getByRole('button', { name: /^Change the minimum to/ }).count()).toBe(0);
});
