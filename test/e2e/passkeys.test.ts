import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentials, overflow, useBrowser, violations, visit } from '../support/browser.ts';
import { inviteOnScreen } from '../support/invite-on-screen.ts';
import { freePort, type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

/** A server of its own, under a name: browsers make no passkey for an address of numbers. */
describe('a passkey', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tl-passkeys-'));
  let server: ServerProcess;
  let url = '';

  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    server = await startServer(folder, { PUBLIC_URL: url }, port);
  }, 240_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Gives the window a device that is unlocked by whoever is asked, or is not. */
  const giveDevice = async (page: Page, isUserVerified = true) => {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
    return {
      lock: () => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
      unlock: () => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true }),
    };
  };
  const isAtWork = (page: Page) => page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

  it('is added on the account page, signs in on the same device, and is removed', async () => {
    const { page, expects } = await visit('stranger', { size: 'phone', url });
    expects(/status of (400|401)/);
    const { lock, unlock } = await giveDevice(page);
    const { email, password } = credentials('member');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isAtWork(page);

    await page.goto('/p/harbor/account');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Its name').fill('The phone of a very long name that somebody gave it');
    const passwordNow = page
      .locator('form')
      .filter({ hasText: /Its name|Remove The phone/ })
      .getByLabel('Password now');
    await passwordNow.fill(password);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByText('The phone of a very long name').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });

    await page.context().clearCookies();
    await page.goto('/p/harbor/people');
    await lock();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('alert').filter({ hasText: 'Nothing was done' }).waitFor();
    await unlock();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();

    await page.goto('/p/harbor/account');
    await page.getByText('Last used').first().waitFor();
    await page.getByRole('button', { name: 'Remove The phone' }).click();
    await passwordNow.fill(password);
    await page.locator('form').getByRole('button', { name: 'Remove The phone' }).click();
    await page.getByRole('button', { name: 'Add a passkey' }).waitFor();
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('alert').filter({ hasText: 'No account here has this passkey' }).waitFor();
  });

  it('answers an invitation instead of a password', async () => {
    const link = await inviteOnScreen(url, folder, 'Wren Ōkubo-Pérez', 'wren@harbor.example.org');

    const { page, expects } = await visit('stranger', { size: 'phone', url });
    expects(/status of (400|401|404)/);
    await giveDevice(page);
    await page.goto(link);
    await page.getByRole('button', { name: 'Join with a passkey instead' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByRole('button', { name: 'Join with a passkey instead' }).click();
    await isAtWork(page);
    await page.goto('/p/harbor/account');
    await page.getByText('The device I joined with').waitFor();
    await page.getByText('You sign in without a password.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await isAtWork(page);
  });
});
