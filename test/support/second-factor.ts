import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { overflow, violations } from './browser.ts';
import { totpOf } from './totp.ts';

/** What somebody's app and their drawer hold after a second factor was set up. */
export interface SecondFactor {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Sets up a second factor where the screen asks for the password: a wrong code first, then the right one. */
export async function setUpSecondFactor(page: Page, password: string): Promise<SecondFactor> {
  await page.getByLabel('Password now').last().fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  const secret = (await page.locator('code').first().textContent()) ?? '';
  await page.getByLabel('Six digits of your app').fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('alert').filter({ hasText: 'This code is not right' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toEqual({ px: 0, elements: [] });
  await page.getByLabel('Six digits of your app').fill(totpOf(secret));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect.poll(() => codes.count()).toBe(10);
  expect(await violations(page)).toEqual([]);
  const recoveryCodes = await codes.allTextContents();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { secret, recoveryCodes };
}
