import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  credentials,
  overflow,
  people,
  waitUntilLoaded,
  type Size,
  useBrowser,
  violations,
  visit,
} from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

describe.each<Size>(['phone', 'desktop'])('signing in on a %s', (size) => {
  it('takes one click in the demo, for each of its people', async () => {
    const { page, expects } = await visit('stranger', { size });
    expects(/status of 401/);
    await page.goto('/p/harbor/');
    for (const name of Object.values(people)) await page.getByRole('button', { name }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByRole('button', { name: people.facilitator }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/p/harbor/');
  });
});

describe('signing in', () => {
  it('says when e-mail and password do not belong together, and keeps the e-mail', async () => {
    const { page, expects } = await visit('stranger');
    expects(/status of 401/);
    await page.goto('/sign-in');
    const { email, password } = credentials('member');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('not-the-password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  });

  it('leads back to the page that was asked for', async () => {
    const { page, expects } = await visit('stranger');
    expects(/status of 401/);
    await page.goto('/p/harbor/practices');
    await page.getByRole('button', { name: people.member }).click();
    await page.getByRole('heading', { level: 1, name: 'Practices' }).waitFor();
  });

  it('ends with signing out', async () => {
    const { page, open, expects } = await visit('librarian');
    expects(/status of 401/);
    await open('/');
    await page.getByRole('button', { name: `Account of ${people.librarian}` }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.goto('/p/harbor/');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });

  it('shows nothing of a partnership to whom it is not', async () => {
    const { page } = await visit('outsider');
    await page.goto('/p/harbor/networks');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('Kindergarten Readiness Network').count()).toBe(0);
  });
});

describe('outside the demo', () => {
  let server: ServerProcess;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-empty-'));
    server = await startServer(dataDir, { THROUGHLINE_DEMO: '0' });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('offers nobody to sign in as, and knows none of them', async () => {
    const { page, context, expects } = await visit('stranger', { url: server.url });
    expects(/status of 40[14]/);
    const demoAsked = page.waitForResponse('**/demo/people');
    await page.goto('/');
    await waitUntilLoaded(page);
    await demoAsked;
    expect(await page.getByText('Look around as somebody').count()).toBe(0);
    expect(await page.getByRole('button', { name: people.director }).count()).toBe(0);
    expect((await context.request.get('/demo/people')).status()).toBe(404);
    const { email, password } = credentials('director');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor();
  });
});
