import { describe, expect, it } from 'vitest';
import { waitUntilKept, waitUntilLoaded, type Size, useBrowser, visit } from '../support/browser.ts';
import { addAction, choosePlace, mark, memberId, networkId, write } from '../support/network.ts';

useBrowser();

describe.each<Size>(['phone', 'desktop'])('with the network gone, on a %s', (size) => {
  it('a quick log and an update of an action are kept through a reload, and sent once', async () => {
    const facilitator = await visit('facilitator');
    const member = await visit('member', { size });
    const { page, open } = member;
    const [title, tried] = [`Ask the aides to count ${mark()}`, `Counting with beads ${mark()}`];
    const actionId = await addAction(facilitator, await memberId(member), title);
    await open('/log');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await open('/log');
    await page.getByRole('link', { name: 'My work', exact: true }).filter({ visible: true }).click();
    await page.getByRole('button', { name: `Start: ${title}` }).waitFor();

    await member.cutNetwork();
    await page.getByRole('button', { name: `Start: ${title}` }).click();
    await page.getByLabel('Anything to say about it?').fill('Asked two of them.');
    await page.getByRole('button', { name: 'Say it is started' }).click();
    await page.getByText('1 entry is kept on this device').waitFor();
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });
    await row.getByText('Waiting for the network').waitFor();

    await page.getByRole('link', { name: 'Log a test' }).filter({ visible: true }).first().click();
    await page.getByLabel('What did you try?').fill(tried);
    await page.getByLabel('What did you expect?').fill('Eight count to ten');
    await choosePlace(member);
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByRole('heading', { level: 1, name: 'The test is kept here' }).waitFor();
    await page.getByText('2 entries are kept on this device').waitFor();

    await page.reload();
    await page.getByText('2 entries are kept on this device').waitFor();
    await waitUntilLoaded(page);

    await member.restoreNetwork();
    await page.getByText('on this device and go').waitFor({ state: 'hidden' });
    // Whoever would send it a second time has had the time to.
    await page.waitForTimeout(1_500);
    const network = await networkId(facilitator);
    const { actionUpdates, cycles } = await facilitator.ask<{
      actionUpdates: { nodes: { note: string }[] };
      cycles: { nodes: { title: string }[] };
    }>(
      `query Sent($actionId: Uuid!, $network: Uuid!) {
        actionUpdates(actionId: $actionId) { nodes { note } }
        cycles(networkId: $network, first: 200) { nodes { title } }
      }`,
      { actionId, network },
    );
    expect(actionUpdates.nodes.map(({ note }) => note)).toEqual(['Asked two of them.']);
    expect(cycles.nodes.filter((cycle) => cycle.title === tried)).toHaveLength(1);
  });
});

describe('one test after another', () => {
  /** The stages of the tests with each of these titles. */
  async function stagesOf(titles: readonly string[]) {
    const visitor = await visit('facilitator');
    const { cycles } = await visitor.ask<{ cycles: { nodes: { title: string; stage: string }[] } }>(
      'query Sent($id: Uuid!) { cycles(networkId: $id, first: 200) { nodes { title stage } } }',
      { id: await networkId(visitor) },
    );
    return titles.map((title) => cycles.nodes.filter((cycle) => cycle.title === title).map(({ stage }) => stage));
  }

  it('logged with no network: the second begins blank, and both arrive', async () => {
    const [first, second] = [`Beads in a cup ${mark()}`, `Beads on a string ${mark()}`];
    const member = await visit('member', { size: 'phone' });
    const { page, open } = member;
    await open('/log');
    await choosePlace(member);
    await member.cutNetwork();
    await page.getByLabel('What did you try?').fill(first);
    await page.getByLabel('What happened?').fill('Four counted to ten');
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByRole('button', { name: 'Log another test' }).click();
    for (const name of ['What did you try?', 'What happened?'])
      expect(await page.getByLabel(name).inputValue()).toBe('');
    await page.getByLabel('What did you try?').fill(second);
    await choosePlace(member);
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByText('2 entries are kept on this device').waitFor();

    await member.restoreNetwork();
    await page.getByText('2 entries are kept').waitFor({ state: 'hidden' });
    await page.getByText('is kept on this device').waitFor({ state: 'hidden' });
    expect(await stagesOf([first, second])).toEqual([['study'], ['do']]);
  });

  it('from one draft in two tabs: what the second tab says is a test of its own', async () => {
    const [first, second] = [`Dice after lunch ${mark()}`, `Dice before lunch ${mark()}`];
    const member = await visit('librarian');
    const { page, context, open } = member;
    await open('/log');
    await page.getByLabel('What did you try?').fill(first);
    await page.getByText('Draft kept on this device').waitFor();
    const other = await context.newPage();
    await other.goto('/p/harbor/log');
    await other.getByRole('button', { name: 'Use that one' }).click();
    for (const [tab, text] of [
      [other, first],
      [page, second],
    ] as const) {
      await tab.getByLabel('What did you try?').fill(text);
      await choosePlace({ ...member, page: tab });
      await tab.getByRole('button', { name: 'Save the test' }).click();
      await tab.getByRole('heading', { level: 1, name: 'The test is logged' }).waitFor();
    }
    expect(await stagesOf([first, second])).toEqual([['do'], ['do']]);
  });
});

describe('what could not be saved after it had waited', () => {
  it('is shown with every word of it, and with the way back to its place', async () => {
    const facilitator = await visit('facilitator');
    const member = await visit('member', { size: 'phone' });
    const { page, open } = member;
    const title = `Carry the shelves ${mark()}`;
    const id = await addAction(facilitator, await memberId(member), title);
    await open(`/actions/${id}`);
    await member.cutNetwork();
    await page.getByRole('button', { name: `Blocked: ${title}` }).click();
    await page.getByLabel('What blocks it?').fill('Lluvia');
    await page.getByRole('button', { name: 'Say it is blocked' }).click();
    await page.getByText('1 entry is kept on this device').waitFor();
    await write(facilitator, 'updateAction', { id, verb: 'complete', note: 'Done by somebody else' });

    await member.restoreNetwork();
    member.expects(/ACTION_CLOSED/);
    await page.getByRole('button', { name: 'Look at it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Needs your decision' });
    await dialog.locator('figure', { hasText: 'What blocks it?' }).getByText('Lluvia', { exact: true }).waitFor();
    expect(await dialog.getByRole('link', { name: 'Go there' }).getAttribute('href')).toBe(`/p/harbor/actions/${id}`);
    await dialog.getByRole('button', { name: 'Throw it away' }).click();
    await dialog.getByRole('button', { name: 'Yes, throw it away' }).click();
  });
});

describe('a half-written text', () => {
  it('survives a reload', async () => {
    const { page, open } = await visit('librarian', { size: 'phone' });
    await open('/log');
    await page.getByLabel('What did you try?').fill('Story time in the laundromat');
    await page.getByText('Draft kept on this device').waitFor();
    await waitUntilKept(page, 'Story time in the laundromat');
    await page.reload();
    await waitUntilLoaded(page);
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Story time in the laundromat');
    expect(await page.getByLabel('What did you try?').inputValue()).toBe('Story time in the laundromat');
  });
});
