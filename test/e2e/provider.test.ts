import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentials, overflow, useBrowser, violations, visit } from '../support/browser.ts';
import { inviteOnScreen } from '../support/invite-on-screen.ts';
import { type ProviderServer, startProvider } from '../support/provider-server.ts';
import { freePort, type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

/** A server of its own, whose settings name a provider of its own. */
describe('signing in at a provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tl-provider-'));
  let provider: ProviderServer;
  let server: ServerProcess;

  beforeAll(async () => {
    const port = await freePort();
    provider = await startProvider(`http://127.0.0.1:${port}`);
    const { issuer, clientId, clientSecret, label } = provider.settings;
    const settings = {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_LABEL: label,
    };
    server = await startServer(folder, settings, port);
  }, 240_000);
  afterAll(async () => {
    await server.stop();
    await provider.shut();
    rmSync(folder, { recursive: true, force: true });
  });

  const answerThere = async (page: Page, name: string, button = 'Continue') => {
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: button, exact: true }).click();
  };
  const goThere = (page: Page) => page.getByRole('button', { name: 'Continue with Harbor Schools' }).click();
  const isAtWork = (page: Page) => page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

  it('leads there and back to the page that was asked for, and says what went wrong', async () => {
    const { page, expects } = await visit('stranger', { size: 'phone', url: server.url });
    expects(/status of (400|401)/);
    provider.people.set('rosa', { email: credentials('facilitator').email, isVerified: true });
    provider.people.set('uma', { email: 'uma@nobody.example', isVerified: true });
    await page.goto('/p/harbor/people');
    await page.getByRole('button', { name: 'Continue with Harbor Schools' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });

    await goThere(page);
    await answerThere(page, '', 'Cancel');
    await page.getByRole('alert').filter({ hasText: 'The sign-in at Harbor Schools was declined' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back' }).click();

    await goThere(page);
    await answerThere(page, 'uma');
    await page.getByRole('alert').filter({ hasText: 'No account here has the address uma@nobody.example' }).waitFor();
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });

    await page.goto('/provider?code=made-up&state=made-up');
    await page.getByRole('alert').filter({ hasText: 'begun in another window' }).waitFor();
    await page.getByRole('link', { name: 'Back' }).click();

    const stranger = await visit('stranger', { size: 'phone', url: server.url });
    await stranger.page.goto('/p/harbor/people');
    await goThere(stranger.page);
    await answerThere(stranger.page, 'rosa');
    await stranger.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(new URL(stranger.page.url()).pathname).toBe('/p/harbor/people');
    stranger.expects(/status of (400|401)/);
  });

  it('answers an invitation without a password', async () => {
    const link = await inviteOnScreen(server.url, folder, 'Wren Ōkubo-Pérez', 'wren@harbor.example.org');

    provider.people.set('wren', { email: 'wren.private@mail.example' });
    const { page, expects } = await visit('stranger', { size: 'phone', url: server.url });
    expects(/status of (400|401)/);
    await page.goto(link);
    await page.getByRole('heading', { name: /^Join / }).waitFor();
    await page.getByRole('button', { name: 'Continue with Harbor Schools' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await goThere(page);
    await answerThere(page, '', 'Cancel');
    await page.getByRole('link', { name: 'Back' }).click();
    await page.getByRole('heading', { name: /^Join / }).waitFor();
    await goThere(page);
    await answerThere(page, 'wren');
    await isAtWork(page);

    await page.goto('/p/harbor/account');
    await page.getByText('Your account at Harbor Schools signs you in here.').waitFor();
    await page.getByText('You sign in without a password.').waitFor();
    expect(await page.getByLabel('Password now').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByRole('button', { name: 'Disconnect Harbor Schools' }).click();
    await page.getByRole('button', { name: 'Disconnect Harbor Schools' }).click();
    await page.getByRole('alert').filter({ hasText: 'your only way to sign in' }).waitFor();
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.getByText('A link is on its way to wren@harbor.example.org').waitFor();
  });

  it('is connected and disconnected on the account page, whatever the address there', async () => {
    provider.people.set('tam', { email: 'tam@elsewhere.example' });
    const { page, open, expects } = await visit('member', { url: server.url });
    expects(/status of 400/);
    await open('/account');
    const { password } = credentials('member');
    const passwordNow = page.locator('form').filter({ hasText: 'Harbor Schools' }).getByLabel('Password now');
    await page.getByRole('button', { name: 'Connect Harbor Schools' }).click();
    await passwordNow.fill('not this one');
    await page.getByRole('button', { name: 'Connect Harbor Schools' }).click();
    await page.getByRole('alert').filter({ hasText: 'This is not your password' }).waitFor();
    await passwordNow.fill(password);
    await page.getByRole('button', { name: 'Connect Harbor Schools' }).click();
    await answerThere(page, 'tam');
    await page.getByText('Your account at Harbor Schools signs you in here.').waitFor();
    expect(await violations(page)).toEqual([]);

    const other = await visit('stranger', { url: server.url });
    other.expects(/status of 401/);
    await other.page.goto('/sign-in');
    await goThere(other.page);
    await answerThere(other.page, 'tam');
    await isAtWork(other.page);

    await page.getByRole('button', { name: 'Disconnect Harbor Schools' }).click();
    await passwordNow.fill(password);
    await page.getByRole('button', { name: 'Disconnect Harbor Schools' }).click();
    await page.getByText('Connect your account at Harbor Schools').waitFor();
  });
});
