import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow, type Size, useBrowser, violations, visit } from '../support/browser.ts';
import { runCommand, type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

const director = { email: 'nadia@quarry.test', password: 'a lantern under four bridges' };
const file = [
  'District,School Year,Students,Ready,Percent ready',
  ...[58, 61, 60, 64, 67].map((share, at) => `Quarry Schools,${2019 + at}-${2020 + at},200,${2 * share},${share}`),
].join('\n');

/**
 * What a person does, counted: the command of the operator, each tap, and each group of fields that is filled before a tap.
 * What the screen does by itself is none.
 */
class Actions {
  readonly done: string[] = ['found'];

  constructor(readonly page: Page) {}

  async tap(name: string, target: Locator): Promise<void> {
    await target.click();
    this.done.push(`tap ${name}`);
  }

  async write(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, text] of Object.entries(fields))
      await this.page.getByRole('textbox', { name: label }).fill(text);
    this.done.push(`fill ${Object.keys(fields).join(', ')}`);
  }

  button = (name: string) => this.tap(name, this.page.getByRole('button', { name, exact: true }).last());
  link = (name: string) => this.tap(name, this.page.getByRole('link', { name, exact: true }).first());
}

/** An installation with nothing but a director, whose browser is at the sign-in page. */
function foundPartnership(): (options?: { size?: Size; dark?: boolean }) => Promise<Actions> {
  let folder: string;
  let server: ServerProcess;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tl-first-'));
    const env = { DATA_DIR: folder, THROUGHLINE_DEMO: '0' };
    const named = ['--name', 'Quarry', '--slug', 'quarry', '--backbone', 'Backbone', '--time-zone', 'America/Denver'];
    const who = ['--director-name', 'Nadia', '--director-email', director.email];
    runCommand(['found', ...named, ...who], { ...env, THROUGHLINE_PASSWORD: director.password });
    server = await startServer(folder, env);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (options = {}) => {
    const { page, expects } = await visit('stranger', { ...options, url: server.url });
    expects(/status of 40[14]/);
    const actions = new Actions(page);
    await page.goto('/sign-in');
    await page.getByLabel('Password').fill(director.password);
    await actions.write({ 'E-mail': director.email });
    await actions.button('Sign in');
    await steps(page).waitFor();
    return actions;
  };
}

const steps = (page: Page): Locator => page.getByRole('list', { name: 'First steps' });
const step = (page: Page, name: string): Locator => steps(page).getByRole('listitem').filter({ hasText: name });

describe('the first hour of a partnership with nobody but its director', () => {
  const signedIn = foundPartnership();

  it('comes to the first chart in at most fifteen actions', async () => {
    const actions = await signedIn();
    const { page } = actions;
    await actions.link('Add an outcome');
    await actions.write({ Outcome: 'Children arrive ready for kindergarten' });
    await actions.button('Add it');
    await page.getByRole('dialog', { name: 'Add an indicator' }).waitFor();
    await actions.write({ Name: 'Ready for kindergarten', Definition: 'Children who meet the benchmark in the fall.' });
    await actions.button('Add it');
    await actions.link('Import a file');
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'ready.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    actions.done.push('choose the file');
    // The only indicator is what the file is about.
    await actions.button('Save and check the file');
    for (const list of ['Places that we do not know', 'Groups that we do not know'])
      await page.getByLabel(list).selectOption({ label: 'Add them' });
    actions.done.push('choose to add the new place and group');
    await actions.button('Save and check again');
    await actions.button('Commit');
    await actions.link('Ready for kindergarten');
    await page.locator('main svg[role=img], main figure svg').first().waitFor();
    expect(actions.done.slice(15)).toEqual([]);

    await page.goto('/');
    await step(page, 'An indicator with numbers').getByRole('link', { name: 'See the chart' }).waitFor();
    expect(await steps(page).locator('[data-done=true]').count()).toBe(2);
  });
});

describe('the same hour, with a network first', () => {
  const signedIn = foundPartnership();

  it('comes to the first logged test in at most twelve actions', async () => {
    const actions = await signedIn({ size: 'phone' });
    const { page } = actions;
    await actions.link('Form a network');
    await actions.link('Add an outcome first');
    await actions.write({ Outcome: 'Children arrive ready for kindergarten' });
    await actions.button('Add it');
    await page.getByRole('dialog', { name: 'Form a network' }).waitFor();
    await actions.write({ Name: 'Ready by September' });
    await actions.button('Form the network');
    await page.waitForURL(/\/charter$/);
    await actions.tap('Log', page.getByRole('navigation').getByRole('link', { name: 'Log' }));
    await expect.poll(() => page.getByLabel('Idea that it belongs to').inputValue()).toBe('new');
    await actions.write({ 'What did you try?': 'Called three families', 'What did you expect?': 'Two of them come' });
    await actions.button('Save the test');
    await page.getByText('Ready by September').first().waitFor();
    expect(actions.done.slice(12)).toEqual([]);
  });

  it.each([
    ['phone', false],
    ['phone', true],
    ['desktop', false],
    ['desktop', true],
  ] as const)('shows what is done on a %s, dark: %s, and comes back when it was put away', async (size, dark) => {
    const { page } = await signedIn({ size, dark });
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByRole('button', { name: 'Put away' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => steps(page).count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    await steps(page).waitFor();
  });

  it('drafts the charter and opens the form of an action by one tap each', async () => {
    const { page } = await signedIn();
    await step(page, 'Its charter').getByRole('button', { name: 'Draft the charter' }).click();
    await page.getByRole('button', { name: 'Send to review' }).waitFor();
    await page.goto('/');
    await step(page, 'Its plan').getByRole('link', { name: 'Add an action' }).click();
    await expect.poll(() => page.getByRole('dialog', { name: 'Add an action' }).count()).toBe(1);
  });
});
