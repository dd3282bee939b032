import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { overflow, useBrowser, violations, visit, type Visitor, waitUntilKept } from '../support/browser.ts';
import { addAction, inDays, mark, memberId, networkId, write } from '../support/network.ts';

useBrowser();

/** Goes on with the Tab key until something has the focus, as far as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let times = 0; times < 40; times += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('the Tab key does not lead there');
}

async function expectFitToShow({ page }: Visitor): Promise<void> {
  await expect.poll(() => violations(page)).toEqual([]);
  expect(await overflow(page)).toEqual({ px: 0, elements: [] });
}

/** An ask of the librarian's organization, raised without the screen. */
async function raise(visitor: Visitor, title: string): Promise<void> {
  const { organizations } = await visitor.ask<{ organizations: { nodes: { id: string; name: string }[] } }>(
    '{ organizations(first: 100) { nodes { id name } } }',
  );
  await write(visitor, 'raiseEscalation', {
    id: uuid(),
    networkId: await networkId(visitor),
    kind: 'barrier',
    category: 'operational',
    title,
    ask: 'The gym on two evenings.',
    respondBy: inDays(10),
    toOrganizationId: organizations.nodes.find(({ name }) => name === 'Harbor Community Health')?.id,
  });
}

describe.each([false, true])('what one is to hear of, on a phone, dark: %s', (dark) => {
  it('is in the bell at once, read and marked by the keyboard alone', async () => {
    const leader = await visit('clinicLeader', { size: 'phone', dark });
    const { page, open } = leader;
    await open('/notifications');
    const bell = page.getByRole('link', { name: /^Notifications/ });
    const title = `Lend the gym, with a name that is longer than a phone is wide ${mark()}`;
    const member = await visit('member');
    await raise(member, title);
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.getByText('New').waitFor();
    await row.getByText('Asked of you by').waitFor();
    await page.getByRole('link', { name: /^Notifications: \d+ new/ }).waitFor();
    await expectFitToShow(leader);

    await open('/');
    await tabTo(page, bell);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
    await tabTo(page, row.getByRole('link', { name: title }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.goBack();
    await expect.poll(() => row.getByText('New').count()).toBe(0);
    const all = page.getByRole('button', { name: 'Mark all as read' });
    await raise(member, `${title}, once more`);
    await all.waitFor();
    await all.focus();
    await page.keyboard.press('Enter');
    await all.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor();
    await expectFitToShow(leader);
  });

  it('is mailed as one chooses, by the keyboard, with a choice that survives a phone without a network', async () => {
    const librarian = await visit('librarian', { size: 'phone', dark });
    const { page, open } = librarian;
    await open('/notifications');
    await tabTo(page, page.getByRole('link', { name: 'Choose what is mailed to you' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Mail' }).waitFor();
    const late = page.getByLabel('Something of yours is late');
    await late.waitFor();
    await expectFitToShow(librarian);
    const wanted = dark ? 'Once a week' : 'Not by mail';
    await tabTo(page, late);
    await late.selectOption({ label: wanted });
    await librarian.cutNetwork();
    await page.getByLabel('Language of the mails').selectOption({ label: dark ? 'English' : 'Español' });
    await waitUntilKept(page, dark ? 'en' : 'es');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('Waiting for the network').waitFor();
    await expectFitToShow(librarian);
    await librarian.restoreNetwork();
    await page.getByText('Saved', { exact: true }).waitFor({ timeout: 60_000 });
    await open('/notifications/mail');
    await expect.poll(() => late.locator('option:checked').textContent()).toBe(wanted);
  });
});

describe('a notification of what was done meanwhile', () => {
  it('says so, and is no news', async () => {
    const facilitator = await visit('facilitator');
    const member = await visit('member', { size: 'phone' });
    const title = `Fold the letters ${mark()}`;
    const id = await addAction(facilitator, await memberId(member), title);
    await member.open('/notifications');
    const row = member.page.getByRole('listitem').filter({ hasText: title });
    await row.getByText('Given to you by').waitFor();
    await write(facilitator, 'updateAction', { id, verb: 'complete', note: '' });
    await row.getByText('Done meanwhile').waitFor();
    expect(await row.getByText('New').count()).toBe(0);
  });
});
