import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { waitUntilLoaded, useBrowser, visit, type Visitor } from '../support/browser.ts';
import { cycleIn, inDays, mark, networkId, readCycle, write } from '../support/network.ts';

useBrowser();

/** An ask of the schools that waits for its answer. */
async function askOfSchools(facilitator: Visitor): Promise<{ id: string; title: string }> {
  const { organizations } = await facilitator.ask<{ organizations: { nodes: { id: string; name: string }[] } }>(
    '{ organizations(first: 50) { nodes { id name } } }',
  );
  const schools = organizations.nodes.find(({ name }) => name === 'Harbor City Schools');
  const title = `Lend us one aide on Tuesdays ${mark()}`;
  const id = await write(facilitator, 'raiseEscalation', {
    id: uuid(),
    networkId: await networkId(facilitator),
    kind: 'barrier',
    category: 'operational',
    title,
    ask: 'One aide on Tuesdays.',
    respondBy: inDays(9),
    toOrganizationId: schools?.id,
  });
  return { id, title };
}

const line = 'that you typed';
const promise = 'One aide, on Tuesdays\nbut not in May.';

/** The leader begins to commit and has not sent it. */
async function beginToCommit({ page, open }: Visitor, id: string): Promise<void> {
  await open(`/asks/${id}`);
  await page.getByRole('button', { name: 'Commit', exact: true }).click();
  await page.getByLabel('What you will do').fill(promise);
  await page.getByText('Draft kept on this device').waitFor();
  expect(await page.getByText(line).count()).toBe(0);
}

describe('text whose form disappears', () => {
  it('is in sight when somebody else answered the ask meanwhile, until its author throws it away', async () => {
    const facilitator = await visit('facilitator');
    const leader = await visit('schoolLeader', { size: 'phone' });
    const { id, title } = await askOfSchools(facilitator);
    await beginToCommit(leader, id);
    await write(facilitator, 'withdrawEscalation', { id, version: 1, text: 'The room was found elsewhere.' });

    const { page } = leader;
    await page.getByText('1 text that you typed is not sent yet.').waitFor();
    expect(await page.getByLabel('What you will do').count()).toBe(0);
    await leader.open('/networks');
    await page.getByRole('button', { name: 'Look at it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Typed and not sent' });
    await dialog.getByText(title).waitFor();
    expect(await dialog.locator('blockquote').first().innerText()).toBe(promise);
    await dialog.getByRole('button', { name: 'Throw it away' }).click();
    await dialog.getByRole('button', { name: 'Yes, throw it away' }).click();
    await dialog.getByText('Nothing is left.').waitFor();
    await page.reload();
    await waitUntilLoaded(page);
    expect(await page.getByText(line).count()).toBe(0);
  });

  it('is in sight though its page stays, when the test was voided under its author', async () => {
    const facilitator = await visit('facilitator');
    const member = await visit('member', { size: 'phone' });
    const id = await cycleIn(facilitator, 'study', `Count with buttons ${mark()}`);
    await member.open(`/cycles/${id}`);
    const { page } = member;
    await page.getByLabel('What was learned').fill('Buttons are counted sooner than beads.');
    await page.getByText('Draft kept on this device').waitFor();
    const { version } = await readCycle(facilitator, id);
    await write(facilitator, 'voidCycle', { id, version, reason: 'Logged twice.' });
    await page.getByText('1 text that you typed is not sent yet.').waitFor();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('dialog').getByText('Buttons are counted sooner than beads.').waitFor();
    expect(await page.getByLabel('What was learned').count()).toBe(0);
    await write(facilitator, 'restoreCycle', { id, version: version + 1 });
    await page.getByText(line).first().waitFor({ state: 'hidden' });
  });

  it('is found again after a reload, where it was typed, and is no longer named once it is sent', async () => {
    const facilitator = await visit('facilitator');
    const leader = await visit('schoolLeader');
    const { id, title } = await askOfSchools(facilitator);
    await beginToCommit(leader, id);
    const { page } = leader;
    await leader.open('/');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('link', { name: 'Go there' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('button', { name: 'Commit', exact: true }).click();
    await page.getByText(line).waitFor({ state: 'hidden' });
    expect(await page.getByLabel('What you will do').inputValue()).toBe(promise);
    await page.getByLabel('By which day').fill(inDays(5));
    await page.getByRole('button', { name: 'Commit to this' }).click();
    await page.getByText(/Ellen Kowalski committed for Harbor City Schools/).waitFor();
    expect(await page.getByText(line).count()).toBe(0);
  });

  it('can be read where there is no network', async () => {
    const facilitator = await visit('facilitator');
    const leader = await visit('schoolLeader', { size: 'phone' });
    const { id } = await askOfSchools(facilitator);
    await beginToCommit(leader, id);
    const { page } = leader;
    await leader.open('/');
    const isKept = () => page.evaluate(async () => (await caches.match('/offline-files.json')) !== undefined);
    await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
    await leader.cutNetwork();
    await page.getByRole('button', { name: 'Look at it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Typed and not sent' });
    expect(await dialog.locator('blockquote').first().innerText()).toBe(promise);
    await dialog.getByRole('button', { name: 'Throw it away' }).click();
    await dialog.getByRole('button', { name: 'Yes, throw it away' }).click();
    await dialog.getByText('Nothing is left.').waitFor();
  });
});
