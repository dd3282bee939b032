import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Route } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, type Size, useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { write } from '../support/network.ts';
import { runCommand, type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

const many = 1_000;
const numbers = Array.from({ length: many }, (_, at) => String(at + 1).padStart(4, '0'));
const nameOf = (what: string, number: string): string => `${what} ${number}`;

describe('pickers in a partnership of a thousand places, organizations and indicators', () => {
  let server: ServerProcess;
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-pickers-'));
  const env = { DATA_DIR: dataDir, THROUGHLINE_DEMO: '0' };
  const nora = { email: 'nora@harbor.test', password: 'only-for-this-test' };
  beforeAll(async () => {
    const partnership = ['--name', 'Harbor', '--slug', 'harbor', '--time-zone', 'America/New_York'];
    const director = ['--backbone', 'Backbone', '--director-name', 'Nora', '--director-email', nora.email];
    runCommand(['found', ...partnership, ...director], { ...env, THROUGHLINE_PASSWORD: nora.password });
    server = await startServer(dataDir, env);
    const keeper = await come('desktop');
    const outcomeId = await write(keeper, 'addOutcome', { id: uuid(), name: 'Attendance' });
    await write(keeper, 'addPopulation', { id: uuid(), name: 'Everybody' });
    const indicator = { outcomeId, level: 'core', measureType: 'proportion', direction: 'higher', unit: '%' };
    // The server lets each session write so many rows a minute: each kind is written by one of its own.
    const fill = async (one: (number: string) => [mutation: string, input: Record<string, unknown>]) => {
      const writer = await come('desktop');
      for (let at = 0; at < many; at += 10)
        await Promise.all(numbers.slice(at, at + 10).map((number) => write(writer, ...one(number))));
    };
    await Promise.all([
      fill((number) => ['addOrganization', { id: uuid(), name: nameOf('Partner', number), sector: 'k12' }]),
      fill((number) => ['addPlace', { id: uuid(), name: nameOf('School', number), kind: 'school' }]),
      fill((number) => [
        'addIndicator',
        { ...indicator, id: uuid(), name: nameOf('Measure', number), cadence: 'school_year', definition: 'Children.' },
      ]),
    ]);
  }, 600_000);
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function come(size: Size): Promise<Visitor> {
    const visitor = await visit('stranger', { url: server.url, size });
    const signIn = { data: nora, headers: { origin: server.url } };
    expect((await visitor.context.request.post('/api/auth/sign-in/email', signIn)).ok()).toBe(true);
    return visitor;
  }

  it.each<{ size: Size }>([{ size: 'desktop' }, { size: 'phone' }])(
    'offer what is typed, slowly and quickly, by keyboard, on a $size',
    async ({ size }) => {
      const { page, open } = await come(size);
      const shots = process.env['SCREENSHOTS'];
      await open('/data-requests');
      await page.getByRole('button', { name: 'Request numbers' }).first().click();
      const dialog = page.getByRole('dialog');
      const picker = (label: string) => dialog.getByRole('combobox', { name: new RegExp(`^${label}`) });
      const search = (label: string) => dialog.getByRole('searchbox', { name: `Search: ${label}` });

      // Slowly, letter by letter, each of which is asked for.
      await search('Organization').pressSequentially('partner 0999', { delay: 120 });
      await dialog.getByText('1 found. Enter chooses it.').waitFor();
      await page.keyboard.press('Enter');
      await expect.poll(() => picker('Organization').inputValue()).not.toBe('');
      expect(await dialog.count()).toBe(1);
      // What is chosen stays chosen, and shown, whatever is searched for afterwards.
      await search('Organization').fill('0001');
      await picker('Organization').locator('option', { hasText: 'Partner 0001' }).waitFor({ state: 'attached' });
      expect(await picker('Organization').locator('option:checked').textContent()).toBe('Partner 0999');

      // Quickly, in one go.
      await search('Indicator').fill('0777');
      await picker('Indicator').selectOption({ label: 'Measure 0777' });
      await search('Add a place').fill('SCHOOL 0555');
      await dialog.getByLabel('Add a place', { exact: true }).selectOption({ label: 'School 0555 (School)' });
      await dialog.getByRole('button', { name: 'Remove School 0555' }).waitFor();

      await search('Indicator').fill('no such measure');
      await dialog.getByText('Nothing is called “no such measure”. Try another word.').waitFor();
      if (shots) await page.screenshot({ path: `${shots}/picker-${size}.png`, fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect((await overflow(page)).px).toBe(0);
      await dialog.getByRole('button', { name: 'Request', exact: true }).click();
      await page.getByRole('button', { name: 'Make a link' }).waitFor();
    },
  );

  it('show what was typed last when answers come out of order', async () => {
    const { page, open } = await come('desktop');
    const held: Route[] = [];
    const over: string[] = [];
    for (const event of ['requestfinished', 'requestfailed'] as const)
      page.on(event as 'requestfinished', (request) => {
        if ((request.postData() ?? '').includes('"search":"partner 01"')) over.push(event);
      });
    await page.route('**/graphql', async (route) => {
      const body = route.request().postData() ?? '';
      if (body.includes('"search":"partner 01"')) held.push(route);
      else await route.continue();
    });
    await open('/data-requests');
    await page.getByRole('button', { name: 'Request numbers' }).first().click();
    const dialog = page.getByRole('dialog');
    const search = dialog.getByRole('searchbox', { name: 'Search: Organization' });
    const options = dialog.getByRole('combobox', { name: /^Organization/ }).locator('option');
    await search.fill('partner 01');
    await expect.poll(() => held.length).toBe(1);
    await search.fill('partner 0123');
    await dialog.getByText('1 found. Enter chooses it.').waitFor();
    // The page may have taken its question back; an answer must not matter any more either.
    for (const route of held) await route.continue().catch(() => undefined);
    await expect.poll(() => over).toHaveLength(1);
    expect(await options.filter({ hasText: 'Partner' }).allTextContents()).toEqual(['Partner 0123']);
  });

  it('say what went wrong, and ask again', async () => {
    const visitor = await come('desktop');
    const { page, open } = visitor;
    visitor.expects(/Failed to load resource|net::ERR/);
    await open('/data-requests');
    await page.getByRole('button', { name: 'Request numbers' }).first().click();
    const dialog = page.getByRole('dialog');
    const search = dialog.getByRole('searchbox', { name: 'Search: Organization' });
    await search.waitFor();
    let isBroken = true;
    await page.route('**/graphql', async (route) => {
      const isSearch = (route.request().postData() ?? '').includes('"search":"partner 0042"');
      if (isSearch && isBroken) await route.abort();
      else await route.continue();
    });
    await search.fill('partner 0042');
    await dialog.getByRole('alert').first().waitFor();
    isBroken = false;
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByText('1 found. Enter chooses it.').waitFor();
  });
});
