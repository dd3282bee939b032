import { describe, expect, it } from 'vitest';
import { people, waitUntilLoaded, useBrowser, visit, type Visitor } from '../support/browser.ts';
import { addAction, choosePlace, mark, memberId, networkId } from '../support/network.ts';

useBrowser();

const network = 'Kindergarten Readiness Network';
/** What the browser itself says of requests that found no network. */

const patience = { timeout: 30_000 };

/** The operations whose last answers this browser keeps, each with its variables. */
async function keptAnswers({ page }: Visitor): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'throughline-seen')) return [];
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('throughline-seen');
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const asking = database.transaction('answers').objectStore('answers').getAllKeys();
      asking.addEventListener('success', () => resolve(asking.result));
    });
    database.close();
    return keys.map((key) => String(key).split(':').slice(2).join(':'));
  });
}

/** Waits until the app, left alone, has kept its code and these answers (`Operation`, or `Operation id`). */
async function keeps(visitor: Visitor, ...operations: string[]): Promise<void> {
  await expect
    .poll(() => visitor.page.evaluate(async () => (await caches.match('/offline-files.json')) !== undefined), patience)
    .toBe(true);
  const missing = async () => {
    const answers = await keptAnswers(visitor);
    return operations.filter((wanted) => !answers.some((one) => wanted.split(' ').every((part) => one.includes(part))));
  };
  await expect.poll(missing, patience).toEqual([]);
}

interface Titles {
  nodes: { title: string }[];
}

async function signInOnTheScreen(): Promise<Visitor> {
  const visitor = await visit('stranger', { size: 'phone' });
  visitor.expects(/status of 401/);
  await visitor.page.goto('/sign-in');
  await visitor.page.getByRole('button', { name: people.member }).click();
  await visitor.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  return visitor;
}

describe('after one visit, with no network', () => {
  it('a test can be logged on a screen that was never opened, and arrives later', async () => {
    const tried = `Counting with buttons ${mark()}`;
    const visitor = await signInOnTheScreen();
    const { page } = visitor;
    await keeps(visitor, 'NetworksToLog', 'IdeasToLog');
    await visitor.cutNetwork();
    await page.getByRole('link', { name: 'Log a test' }).filter({ visible: true }).first().click();
    await page.getByLabel('What did you try?').fill(tried);
    await choosePlace(visitor);
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByRole('heading', { level: 1, name: 'The test is kept here' }).waitFor();

    await visitor.restoreNetwork();
    await page.getByText('1 entry is kept on this device').waitFor({ state: 'hidden' });
    const id = await networkId(visitor, network);
    const { cycles } = await visitor.ask<{ cycles: { nodes: { title: string }[] } }>(
      'query Sent($id: Uuid!) { cycles(networkId: $id, first: 200) { nodes { title } } }',
      { id },
    );
    expect(cycles.nodes.filter(({ title }) => title === tried)).toHaveLength(1);
  });

  it('one’s work, asks, plan and tests open as they were last seen, with the time, in both languages', async () => {
    const title = `Lend the number cards ${mark()}`;
    const facilitator = await visit('facilitator');
    const visitor = await visit('member', { size: 'phone' });
    const { page, open } = visitor;
    await addAction(facilitator, await memberId(visitor), title);
    const id = await networkId(visitor, network);
    const { ramps, escalationBoard } = await visitor.ask<Record<'ramps', Titles> & Record<'escalationBoard', Titles[]>>(
      `query Shown($id: Uuid!) {
        ramps(networkId: $id, first: 1) { nodes { title } }
        escalationBoard(first: 1) { nodes { title } }
      }`,
      { id },
    );
    const escalationTitle = escalationBoard.flatMap(({ nodes }) => nodes)[0]?.title ?? 'no ask';
    await open('/');
    const ofNetwork = ['NetworkPage', 'NetworkPlan', 'PlanActions', 'Ramps', 'FidelityCounts'];
    await keeps(visitor, 'MyWork', 'EscalationBoard', 'EscalationsToUs', ...ofNetwork.map((name) => `${name} ${id}`));
    await visitor.cutNetwork();

    for (const [path, shown] of [
      ['/', title],
      ['/asks', escalationTitle],
      [`/networks/${id}/plan`, title],
      [`/networks/${id}/tests`, ramps.nodes[0]?.title ?? 'no test'],
    ] as const) {
      await open(path);
      await page.reload();
      await waitUntilLoaded(page);
      await page.getByText(/This is how it stood on \w+, \w+ \d+, \d{4}/).waitFor();
      await page.getByRole('main').getByText(shown).first().waitFor();
      expect(await page.getByText(/cannot be reached|Something went wrong/).count()).toBe(0);
    }

    await page.evaluate(() => localStorage.setItem('throughline-language', 'es'));
    await open('/');
    await page.getByRole('heading', { level: 1, name: 'Mi trabajo' }).waitFor();
    await page.getByText('El servidor no responde. Así estaba el').waitFor();
    await open('/log');
    await page.getByRole('heading', { level: 1, name: 'Registrar una prueba' }).waitFor();
    await page.evaluate(() => localStorage.removeItem('throughline-language'));

    await open('/');
    await visitor.restoreNetwork();
    await page.getByText('This is how it stood').waitFor({ state: 'hidden' });
  });

  it('nothing is left of it on the device once somebody has signed out', async () => {
    const visitor = await signInOnTheScreen();
    await keeps(visitor, 'MyWork', 'NetworksToLog');
    await visitor.page.getByRole('button', { name: /Tamika Brooks/ }).click();
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.page.getByLabel('E-mail').waitFor();
    expect(await keptAnswers(visitor)).toEqual([]);
  });

  it('somebody signs out: what was not sent is asked about, the device forgets, and the server is told later', async () => {
    const visitor = await signInOnTheScreen();
    const { page, context } = visitor;
    await keeps(visitor, 'MyWork', 'NetworksToLog');
    await visitor.cutNetwork();
    await page.getByRole('link', { name: 'Log a test' }).filter({ visible: true }).first().click();
    await page.getByLabel('What did you try?').fill('Never to be sent');
    await page.getByText('Draft kept on this device').waitFor();
    await page.getByRole('button', { name: /Tamika Brooks/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    const question = page.getByRole('dialog', { name: 'Not everything is sent' });
    await question.getByText('1 text on this device was not sent yet.').waitFor();
    await question.getByRole('button', { name: 'Stay signed in' }).click();
    expect(await page.getByLabel('What did you try?').inputValue()).toBe('Never to be sent');

    await page.getByRole('button', { name: /Tamika Brooks/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await question.getByRole('button', { name: 'Sign out and throw it away' }).click();
    await page.getByLabel('E-mail').waitFor();
    expect(await keptAnswers(visitor)).toEqual([]);
    await page.goto('/p/harbor/log');
    await page.getByLabel('E-mail').waitFor();
    expect(await context.cookies()).not.toEqual([]);

    await visitor.restoreNetwork();
    await expect.poll(async () => (await context.cookies()).filter(({ name }) => /session/.test(name))).toEqual([]);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: people.member }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    await page.getByRole('link', { name: 'Log a test' }).filter({ visible: true }).first().click();
    expect(await page.getByLabel('What did you try?').inputValue()).toBe('');
  });
});
