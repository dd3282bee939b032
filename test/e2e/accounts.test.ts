import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { credentials, overflow, useBrowser, violations, visit } from '../support/browser.ts';
import { setUpSecondFactor } from '../support/second-factor.ts';
import { totpOf } from '../support/totp.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

/** A server of its own: passwords that change are nobody else's. */
describe('an account', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tl-accounts-'));
  const fresh = 'a lantern under four bridges';
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServer(folder);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const newestMail = async (): Promise<string> => {
    const path = join(folder, 'mail');
    const files = readdirSync(path)
      .filter((name) => name.endsWith('.eml'))
      .toSorted();
    return (await PostalMime.parse(readFileSync(join(path, files.at(-1) ?? '')))).text ?? '';
  };

  it('gets a new password by mail, on a phone, and shows where it is signed in', async () => {
    const { page, expects } = await visit('stranger', { size: 'phone', url: server.url });
    expects(/status of (400|401)/);
    const { email } = credentials('member');
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill(email);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText(`If ${email} belongs to an account`).waitFor();
    await expect.poll(newestMail, { timeout: 60_000 }).toContain('/reset#');
    const link = /\/reset#\S+/.exec(await newestMail())?.[0] ?? '';

    await page.goto(link);
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Choose this password' }).click();
    await page.getByRole('alert').filter({ hasText: 'guessed quickly' }).waitFor();
    await page.getByLabel('New password').fill(fresh);
    await page.getByRole('button', { name: 'Choose this password' }).click();
    await page.getByText('Your password is changed').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('link', { name: 'To the sign-in page' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(fresh);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    await page.goto(link);
    await page.reload();
    await page.getByLabel('New password').fill('another lantern over bridges');
    await page.getByRole('button', { name: 'Choose this password' }).click();
    await page.getByText('This link no longer works').waitFor();

    await page.goto('/p/harbor/account');
    await page.getByText('This device, now').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByLabel('Password now').first().fill('not the one');
    await page.getByLabel('New password').fill('six green kettles in march');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('alert').filter({ hasText: 'is not right' }).waitFor();
    await page.getByLabel('Password now').first().fill(fresh);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Every other device was signed out').waitFor();
  });

  it('is made by an invitation: the director adds somebody, who joins on a phone', async () => {
    const director = await visit('director', { url: server.url });
    await director.open('/people');
    await director.page.getByRole('button', { name: 'Add a member' }).click();
    const dialog = director.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Wren Ōkubo-Pérez');
    await dialog.getByLabel('E-mail').fill('wren@harbor.example.org');
    await dialog.getByRole('button', { name: 'Add a member' }).click();
    await dialog.waitFor({ state: 'detached' });
    await director.page.getByText('Invited, has not joined yet').first().waitFor();
    await director.page.getByRole('button', { name: 'Invitation of Wren Ōkubo-Pérez' }).click();
    await director.page.getByText('Hand the link to Wren Ōkubo-Pérez yourself').waitFor();
    expect(await violations(director.page)).toEqual([]);

    await expect.poll(newestMail, { timeout: 60_000 }).toContain('/join#');
    const link = /\/join#\S+/.exec(await newestMail())?.[0] ?? '';
    const { page, expects } = await visit('stranger', { size: 'phone', url: server.url });
    expects(/status of (401|404|422)/);
    await page.goto(link);
    await page.getByRole('heading', { name: /^Join / }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await page.getByLabel('Choose a password').fill('wren@harbor.example.org');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByText('guessed quickly').waitFor();
    await page.getByLabel('Choose a password').fill(fresh);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    const other = await visit('stranger', { url: server.url });
    other.expects(/status of (401|404)/);
    await other.page.goto(link);
    await other.page.getByText('This invitation no longer works').waitFor();
  });

  it('is made for many by a pasted list, whose lines are corrected before anything is written', async () => {
    const { page, open, ask } = await visit('director', { url: server.url });
    await open('/people');
    await page.getByRole('link', { name: 'Invite a list' }).click();
    const list = [
      'Name\tE-mail\tRole\tOrganization\tNetwork',
      'Ana Díaz\tana.diaz@list.example\tfacilitator\tTidewater Library\tkindergarten readiness NETWORK (chair)',
      'Bo Ek\tbo.ek@list\tmember\tTidewater Library\tChoir',
      '\tcy.moon@list.example\twizard\t\t',
      'Twice\tana.diaz@list.example\t\t\t',
      `Rosa\t${credentials('facilitator').email}\t\t\t`,
    ].join('\n');
    await page.getByLabel('The list').fill(list);
    await page.getByRole('button', { name: 'Show what it means' }).click();
    await page
      .getByText('2 people can be invited. 1 line needs to be corrected. 2 names are not known here.')
      .waitFor();
    await page.getByText('Rosa Delgado is a member already').waitFor();
    await page.getByText('“wizard” is no role here').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    const invite = page.getByRole('button', { name: /^Invite \d/ });
    expect(await invite.isDisabled()).toBe(true);
    await page.getByLabel('Tidewater Library').selectOption('add:community');
    await page.getByLabel('Choir', { exact: true }).selectOption('none');
    await page.getByLabel('E-mail').fill('bo.ek@list.example');
    await page.getByText('3 people can be invited.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Invite 3 people' }).click();
    await page.getByText('3 people are members now.').waitFor();
    expect(await violations(page)).toEqual([]);

    type Found = { members: { nodes: { name: string; role: string; organizationName: string | null }[] } };
    const membersNamed = async (search: string) =>
      (await ask<Found>(`{ members(first: 5, search: "${search}") { nodes { name role organizationName } } }`)).members;
    expect((await membersNamed('Ana Díaz')).nodes).toEqual([
      { name: 'Ana Díaz', role: 'facilitator', organizationName: 'Tidewater Library' },
    ]);
    expect((await membersNamed('Cy Moon')).nodes).toEqual([
      { name: 'Cy Moon', role: 'member', organizationName: null },
    ]);
  });

  it('is signed in to by a mailed link, and left a partnership of by itself', async () => {
    // Of this test alone: whoever joined by the invitation above.
    const email = 'wren@harbor.example.org';
    const { page } = await visit('stranger', { size: 'phone', url: server.url });
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Sign in with a link by e-mail' }).click();
    await page.getByLabel('E-mail').fill(email);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText(`If ${email} belongs to an account`).waitFor();
    await expect.poll(newestMail, { timeout: 60_000 }).toContain('/enter#');
    const link = /\/enter#\S+/.exec(await newestMail())?.[0] ?? '';
    await page.goto(link);
    // Only the part after the # has changed.
    await page.reload();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    await page.goto('/p/harbor/account');
    await page.getByLabel('New e-mail').fill('wren@elsewhere.example.org');
    await page.getByLabel('Password now').last().fill(fresh);
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByText('If wren@elsewhere.example.org is free').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual({ px: 0, elements: [] });
    await expect.poll(newestMail, { timeout: 60_000 }).toContain('/email#');
    await page.goto(/\/email#\S+/.exec(await newestMail())?.[0] ?? '');
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('You sign in with wren@elsewhere.example.org from now on.').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.goto('/p/harbor/account');
    await page.getByRole('button', { name: 'Leave this partnership' }).click();
    await page.getByLabel('Why').fill('Moved away');
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    const memberships = async (): Promise<unknown> => {
      const query = '{ me { memberships { partnershipId } } }';
      const answer = await page.request.post('/graphql', { data: { query }, headers: { origin: server.url } });
      return ((await answer.json()) as { data: { me: { memberships: unknown } } }).data.me.memberships;
    };
    await expect.poll(memberships).toEqual([]);
  });

  // The last one: from then on a password alone does not sign the director in.
  it('has a second factor, which a partnership can ask for before it shows anything', async () => {
    const onPhone = { url: server.url, size: 'phone' } as const;
    const director = await visit('stranger', onPhone);
    director.expects(/status of 401/);
    const { page } = director;
    const enterPassword = async (where: Page, who: 'director' | 'dataManager') => {
      await where.goto('/sign-in');
      await where.getByLabel('E-mail').fill(credentials(who).email);
      await where.getByLabel('Password').fill(credentials(who).password);
      await where.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    await enterPassword(page, 'director');
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    await page.goto('/p/harbor/people/settings');
    await page.getByLabel('Directors and data managers need a second factor').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Set up a second factor for your own account first').waitFor();
    await page.goto('/p/harbor/account');
    await page.getByRole('button', { name: 'Set up a second factor' }).click();
    const { secret, recoveryCodes } = await setUpSecondFactor(page, credentials('director').password);
    await page.getByText('Signing in takes a code of your app').waitFor();
    await page.goto('/p/harbor/people/settings');
    await page.getByLabel('Directors and data managers need a second factor').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();

    const manager = await visit('stranger', { url: server.url });
    manager.expects(/status of 401/);
    await enterPassword(manager.page, 'dataManager');
    await manager.page.getByText('lets you in as Data manager with a second factor only').waitFor();
    expect(await violations(manager.page)).toEqual([]);
    await setUpSecondFactor(manager.page, credentials('dataManager').password);
    await manager.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    const again = await visit('stranger', onPhone);
    again.expects(/status of 401/);
    await enterPassword(again.page, 'director');
    await again.page.getByText('Your password is right').waitFor();
    expect(await violations(again.page)).toEqual([]);
    expect(await overflow(again.page)).toEqual({ px: 0, elements: [] });
    await again.page.getByLabel('Six digits of your app').fill(totpOf(secret));
    await again.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await again.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    const lost = await visit('stranger', onPhone);
    lost.expects(/status of 401/);
    await enterPassword(lost.page, 'director');
    await lost.page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await lost.page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
    await lost.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await lost.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  });
});
