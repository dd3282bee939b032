import { expect, it } from 'vitest';
import { overflow, useBrowser, violations, visit } from '../support/browser.ts';

useBrowser();

it('shows in the demo what somebody is to hear of, in the bell and in the inbox, at whatever hour', async () => {
  const { page, open } = await visit('director', { size: 'phone' });
  await open('/notifications');
  await page.getByText('Tamika Brooks mentions you').first().waitFor();
  await page.getByRole('link', { name: 'Recruit two Portuguese-speaking volunteers' }).first().waitFor();
  await page.getByRole('link', { name: /^Notifications: \d+ new/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await overflow(page)).px).toBe(0);
  await page.goto(`${new URL(page.url()).origin}/inbox`);
  // Others may have been mailed meanwhile: some first digest is among them.
  const first = page.getByRole('listitem').filter({ hasText: 'things wait for you.' }).first();
  await first.getByText(/^\d+ things for you: Harbor Cradle to Career/).click();
  await first.getByText(/^\d+ things wait for you\./).waitFor();
});
