import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres } from '../../scripts/postgres.mjs';
import { type Beginning, beginWithNothing, founder } from '../support/beginning.ts';
import {
  overflow,
  type Size,
  useBrowser,
  violations,
  visit,
  type Visitor,
  waitUntilKept,
  waitUntilLoaded,
} from '../support/browser.ts';
import { inDays } from '../support/network.ts';
import { type SecondFactor, setUpSecondFactor } from '../support/second-factor.ts';
import { totpOf } from '../support/totp.ts';

const bin = findPostgres();

const people = {
  kofi: { email: 'kofi@school.example', password: 'two herons over the mill' },
  dora: { email: 'dora@river.example', password: 'a wet violin in the attic' },
  ada: { email: 'ada@clinic.example', password: 'nine slow herons at low tide' },
  mo: { email: 'mo@library.example', password: 'three otters on a jetty' },
} as const;
/** Leads Pine School, hears by mail, and never opens an account. */
const lena = 'lena@school.example';
const list = [
  `Kofi Anan-Reyes <${people.kofi.email}>, facilitator, Pine School`,
  `Lena Bright <${lena}>, partner leader, Pine School`,
  `Dora Vance <${people.dora.email}>, data manager`,
  `Ada Whitehorse <${people.ada.email}>`,
  people.mo.email,
].join('\n');

const shares = [58, 61, 60, 64, 67];
const file = [
  'District,School Year,Students,Ready,Percent ready',
  ...shares.map((share, at) => `Cascadia Schools,${2019 + at}-${2020 + at},200,${2 * share},${share}`),
].join('\n');

useBrowser();

/** A keyboard, key by key, as a thumb on glass. */
const typeSlowly = (page: Page, label: string, text: string): Promise<void> =>
  page.getByLabel(label).pressSequentially(text, { delay: 60 });

/** Looked at again while something still fades. */
async function expectFitToShow({ page }: Visitor): Promise<void> {
  await expect.poll(() => violations(page)).toEqual([]);
  expect(await overflow(page)).toEqual({ px: 0, elements: [] });
}

/** An empty PostgreSQL, a server that sends mail, and nothing but browsers and what arrives. Each part goes on with the one before. */
describe.skipIf(bin === undefined)('a partnership that begins with nothing', { timeout: 240_000 }, () => {
  let world: Beginning;
  let director: Visitor;
  let kofi: Visitor;
  let mo: Visitor;
  let factor: SecondFactor;
  let networkPath: string;

  beforeAll(async () => {
    world = await beginWithNothing(bin ?? '');
  }, 240_000);
  afterAll(() => world?.end());

  /** A browser of somebody's own. What its console says while the server is away or a sign-in fails is no fault. */
  const comes = async (size: Size = 'desktop', stays = false): Promise<Visitor> => {
    const visitor = await visit('stranger', { size, url: world.url, stays });
    visitor.expects(/status of (401|404|422|502|503)|Failed to load resource: net::ERR_/);
    return visitor;
  };
  const open = async ({ page }: Visitor, path: string): Promise<void> => {
    await page.goto(`/p/cascadia${path}`);
    await waitUntilLoaded(page);
  };
  const isAtWork = ({ page }: Visitor): Promise<void> =>
    page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  const enterPassword = async ({ page }: Visitor, email: string, password: string): Promise<void> => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  const join = async (visitor: Visitor, { email, password }: { email: string; password: string }): Promise<void> => {
    const { page } = visitor;
    await page.goto(await world.linkTo(email, /\/join#\S+/));
    await page.getByRole('heading', { name: 'Join Cascadia Early Years' }).waitFor();
    await page.getByLabel('Choose a password').fill(password);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
  };

  it('lets its director in by a second factor, whose recovery codes work once', async () => {
    director = await comes('desktop', true);
    await enterPassword(director, founder.email, founder.password);
    await isAtWork(director);
    await expectFitToShow(director);
    await open(director, '/account');
    await director.page.getByRole('button', { name: 'Set up a second factor' }).click();
    factor = await setUpSecondFactor(director.page, founder.password);
    await director.page.getByText('Signing in takes a code of your app').waitFor();
    await expectFitToShow(director);
    await open(director, '/people/settings');
    await director.page.getByLabel('Directors and data managers need a second factor').check();
    await director.page.getByRole('button', { name: 'Save' }).click();
    await director.page.getByText('Saved').waitFor();
    await expectFitToShow(director);

    const phone = await comes('phone');
    await enterPassword(phone, founder.email, founder.password);
    await phone.page.getByText('Your password is right').waitFor();
    await typeSlowly(phone.page, 'Six digits of your app', totpOf(factor.secret));
    await phone.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isAtWork(phone);

    const [code = ''] = factor.recoveryCodes;
    const enterRecovery = async (visitor: Visitor): Promise<void> => {
      await enterPassword(visitor, founder.email, founder.password);
      await visitor.page.getByRole('button', { name: 'Use a recovery code instead' }).click();
      await visitor.page.getByLabel('Recovery code').fill(code);
      await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    const borrowed = await comes('phone');
    await enterRecovery(borrowed);
    await isAtWork(borrowed);
    const again = await comes('phone');
    await enterRecovery(again);
    await again.page
      .getByRole('alert')
      .filter({ hasText: 'This recovery code is not right, or it was used before' })
      .waitFor();
    await expectFitToShow(again);
  });

  it('invites a pasted list, of whom one joins on a phone, and forgets the password', async () => {
    const { page } = director;
    await open(director, '/people');
    await expectFitToShow(director);
    await page.getByRole('link', { name: 'Invite a list' }).click();
    await page.getByLabel('The list').fill(list);
    await page.getByRole('button', { name: 'Show what it means' }).click();
    await page.getByLabel('Pine School').selectOption('add:early_childhood');
    await expectFitToShow(director);
    await page.getByRole('button', { name: 'Invite 5 people' }).click();
    await page.getByText('5 people are members now.').waitFor();
    await expectFitToShow(director);
    await open(director, '/people');
    await expectFitToShow(director);

    const { email, password } = people.ada;
    const phone = await comes('phone');
    await phone.page.goto(await world.linkTo(email, /\/join#\S+/));
    await phone.page.getByRole('heading', { name: 'Join Cascadia Early Years' }).waitFor();
    await expectFitToShow(phone);
    await typeSlowly(phone.page, 'Choose a password', 'six green kettles in march');
    await phone.page.getByRole('button', { name: 'Join', exact: true }).click();
    await isAtWork(phone);
    await expectFitToShow(phone);

    const later = await comes('phone');
    await later.page.goto('/sign-in');
    await later.page.getByRole('link', { name: 'Forgot your password?' }).click();
    await later.page.getByLabel('E-mail').fill(email);
    await later.page.getByRole('button', { name: 'Send the link' }).click();
    await later.page.goto(await world.linkTo(email, /\/reset#\S+/));
    await later.page.getByLabel('New password').fill(password);
    await later.page.getByRole('button', { name: 'Choose this password' }).click();
    await later.page.getByText('Your password is changed').waitFor();
    await enterPassword(later, email, password);
    await isAtWork(later);
    // The phone from before is signed out.
    await phone.page.goto('/p/cascadia/people');
    await phone.page.getByLabel('Password').waitFor();
  });

  it('comes to its first chart by a file that the data manager brings in, who needs a second factor as well', async () => {
    const dora = await comes();
    await join(dora, people.dora);
    await dora.page.getByText('lets you in as Data manager with a second factor only').waitFor();
    await expectFitToShow(dora);
    await setUpSecondFactor(dora.page, people.dora.password);
    await isAtWork(dora);
    await expectFitToShow(dora);

    const { page } = director;
    await page.goto('/p/cascadia/');
    await page.getByRole('link', { name: 'Add an outcome' }).click();
    await page.getByRole('textbox', { name: 'Outcome' }).fill('Children arrive ready for kindergarten');
    await page.getByRole('button', { name: 'Add it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an indicator' });
    await dialog.getByLabel('Name').fill('Ready for kindergarten');
    await dialog.getByLabel('Definition').fill('Children who meet the benchmark in the fall.');
    await expectFitToShow(director);
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectFitToShow(director);

    await open(dora, '/imports');
    await expectFitToShow(dora);
    await dora.page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'ready.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await dora.page.getByRole('button', { name: 'Save and check the file' }).click();
    for (const names of ['Places that we do not know', 'Groups that we do not know'])
      await dora.page.getByLabel(names).selectOption({ label: 'Add them' });
    await expectFitToShow(dora);
    await dora.page.getByRole('button', { name: 'Save and check again' }).click();
    await dora.page.getByRole('button', { name: 'Commit', exact: true }).waitFor();
    await expectFitToShow(dora);
    await dora.page.getByRole('button', { name: 'Commit', exact: true }).click();
    await dora.page.getByRole('heading', { name: 'This file is in' }).waitFor();
    await expectFitToShow(dora);
    await dora.page.getByRole('link', { name: 'Ready for kindergarten', exact: true }).first().click();
    await dora.page.locator('main svg[role=img], main figure svg').first().waitFor();
    await expectFitToShow(dora);
  });

  it('charters a network while two write its charter and the server restarts', async () => {
    const { page } = director;
    await open(director, '/networks');
    await expectFitToShow(director);
    await page.getByRole('button', { name: 'Form a network' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Ready by September');
    await dialog.getByLabel('Indicator to watch first').selectOption({ label: 'Ready for kindergarten' });
    await expectFitToShow(director);
    await dialog.getByRole('button', { name: 'Form the network' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ready by September' }).waitFor();
    await page.waitForURL(/\/charter$/);
    networkPath = /\/networks\/[^/]+/.exec(page.url())?.[0] ?? '';
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    for (const name of ['Kofi Anan-Reyes', 'Mo']) {
      await page.getByRole('button', { name: 'Give a seat' }).first().click();
      const who = dialog.locator('[name="memberId"]');
      const option = who.locator('option', { hasText: name });
      await option.waitFor({ state: 'attached' });
      await who.selectOption((await option.getAttribute('value')) ?? '');
      await expectFitToShow(director);
      await dialog.getByRole('button', { name: 'Give the seat' }).click();
      await page.getByRole('button', { name: `Change the seat of ${name}` }).waitFor();
    }
    await expectFitToShow(director);

    await page.getByRole('tab', { name: 'Charter', exact: true }).click();
    await page.getByRole('button', { name: 'Draft the charter' }).click();
    await page.getByLabel('What should be better').selectOption({ label: 'Ready for kindergarten' });
    await page.getByLabel('From', { exact: true }).fill('67');
    await page.getByLabel('Baseline until').fill('2024-06-30');
    await page.getByLabel('To', { exact: true }).fill('80');
    await page.getByLabel('By', { exact: true }).fill(inDays(700));
    await expectFitToShow(director);
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('Saved').waitFor();

    kofi = await comes('desktop', true);
    await join(kofi, people.kofi);
    await isAtWork(kofi);
    await open(kofi, `${networkPath}/charter`);
    // Both begin from the same version; one writes on while the server goes away and comes back.
    await typeSlowly(kofi.page, 'How we work together', 'One number, one date, one name.');
    await page.getByLabel('Scope').fill('Children who enter kindergarten next fall.');
    await waitUntilKept(page, 'Children who enter kindergarten next fall.');
    await world.stop();
    await kofi.page.getByLabel('How we work together').press('End');
    await kofi.page.getByLabel('How we work together').pressSequentially(' We meet on Mondays.', { delay: 40 });
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('is kept on this device').waitFor();
    await expectFitToShow(director);
    await world.start();
    await page.getByText('is kept on this device').waitFor({ state: 'hidden', timeout: 60_000 });
    await kofi.page.getByRole('button', { name: 'Send to review' }).click();
    await kofi.page.getByRole('heading', { name: 'Version 1: In review' }).waitFor();
    for (const text of ['Children who enter kindergarten next fall.', 'One name. We meet on Mondays.'])
      await kofi.page.getByText(text).waitFor();
    await expectFitToShow(kofi);
    await kofi.page.getByRole('button', { name: 'I agree' }).click();
    await page.getByRole('button', { name: 'Adopt', exact: true }).click();
    await kofi.page.getByRole('heading', { name: 'Version 1: Adopted' }).waitFor();
    await expectFitToShow(kofi);
  });

  it('logs its first test on a phone that has no network just then', async () => {
    mo = await comes('phone', true);
    await join(mo, people.mo);
    await isAtWork(mo);
    const { page } = mo;
    await page.getByRole('link', { name: 'Log a test' }).filter({ visible: true }).first().click();
    await expect.poll(() => page.getByLabel('Idea that it belongs to').inputValue()).toBe('new');
    await expectFitToShow(mo);
    await mo.cutNetwork();
    await typeSlowly(page, 'What did you try?', 'Called three families');
    await page.getByLabel('What did you expect?').fill('Two of them come');
    await waitUntilKept(page, 'Two of them come');
    await page.getByRole('button', { name: 'Save the test' }).click();
    await page.getByRole('heading', { level: 1, name: 'The test is kept here' }).waitFor();
    await expectFitToShow(mo);
    await mo.restoreNetwork();
    await page.getByRole('heading', { level: 1, name: 'The test is logged' }).waitFor({ timeout: 60_000 });
    await expectFitToShow(mo);
    await open(kofi, `${networkPath}/tests`);
    await kofi.page.getByText('Called three families').first().waitFor();
    await expectFitToShow(kofi);
    await open(director, '/');
    await expectFitToShow(director);
  });

  it('has its ask answered from a mail by a partner without an account, and tells who asked', async () => {
    const { page } = mo;
    await page.goto(`/p/cascadia/asks/new?network=${networkPath.split('/').at(-1)}`);
    await page.getByLabel('In one line').fill('Send us the list of new families');
    await page.getByLabel('Asked of').selectOption({ label: 'Pine School' });
    await page.getByLabel('What exactly you ask for').fill('The names of each Monday, by noon.');
    await page.getByLabel('Category').selectOption({ index: 1 });
    await expectFitToShow(mo);
    await page.getByRole('button', { name: 'Raise the ask' }).click();
    await page.getByRole('heading', { level: 1, name: 'Send us the list of new families' }).waitFor();
    await expectFitToShow(mo);

    const link = await world.linkTo(lena, /\/t#\S+/);
    const answer = 'Every Monday by nine, from next week on.';
    const phone = await comes('phone');
    await phone.page.goto(link);
    await phone.page.getByRole('heading', { level: 1, name: 'Send us the list of new families' }).waitFor();
    await expectFitToShow(phone);
    await typeSlowly(phone.page, 'Note', answer);
    await phone.page.getByLabel('By when').fill(inDays(10));
    await phone.cutNetwork();
    await phone.page.getByRole('button', { name: 'Yes, we will' }).click();
    await phone.page.getByRole('alert').filter({ hasText: 'The server cannot be reached' }).waitFor();
    await expectFitToShow(phone);
    // Somebody puts the phone away and opens the mail again: what was typed is still there.
    await phone.restoreNetwork();
    await phone.page.reload();
    await expect.poll(() => phone.page.getByLabel('Note').inputValue()).toBe(answer);
    await phone.page.getByRole('button', { name: 'Yes, we will' }).click();
    const thanks = phone.page.getByText('Thank you. It is written down, and whoever asked hears of it.');
    await thanks.waitFor();
    expect(await thanks.evaluate((element) => element === document.activeElement)).toBe(true);
    await expectFitToShow(phone);

    await page.getByText('Lena Bright committed for Pine School').waitFor();
    await page.getByRole('link', { name: /^Notifications: 1 new/ }).click();
    await page.getByText('Answered by Lena Bright').waitFor();
    await expectFitToShow(mo);
    const mail = await world.mailTo(people.mo.email, /Send us the list of new families/);
    expect(mail.text).toContain('Lena Bright');
    await page.getByRole('link', { name: 'Send us the list of new families' }).click();
    await page.getByText(answer).first().waitFor();
  });

  it('lets an action be finished from its mail in two taps, by somebody who is not signed in', async () => {
    const title = 'Put forty picture books into the laundromat';
    const { page } = kofi;
    await open(kofi, `${networkPath}/plan?form=action`);
    const dialog = page.getByRole('dialog', { name: 'Add an action' });
    await dialog.getByLabel('What is to be done').fill(title);
    const who = dialog.locator('[name="ownerMemberId"]');
    const option = who.locator('option', { hasText: 'Mo' });
    await option.waitFor({ state: 'attached' });
    await who.selectOption((await option.getAttribute('value')) ?? '');
    await dialog.getByLabel('By when').fill(inDays(9));
    await expectFitToShow(kofi);
    await dialog.getByRole('button', { name: 'Add the action' }).click();
    await dialog.waitFor({ state: 'detached' });

    const mail = await world.mailTo(people.mo.email, new RegExp(`${title}[^]*/t#`));
    const link = /\/t#\S+/.exec(mail.text ?? '')?.[0] ?? '';
    const phone = await comes('phone');
    await phone.page.goto(link);
    await phone.page.getByText(title).first().waitFor();
    await expectFitToShow(phone);
    await phone.page.getByRole('button', { name: 'Done', exact: true }).click();
    await phone.page.getByText('There is nothing left to do here').waitFor();
    await open(director, '/audit');
    await director.page.getByText(title).first().waitFor();
    await expectFitToShow(director);

    await open(mo, '/notifications/mail');
    await expectFitToShow(mo);
    await mo.page.getByRole('button', { name: 'End these links' }).click();
    await mo.page.getByText('No link is open.').waitFor();
    await phone.page.goto('/');
    await phone.page.goto(link);
    await phone.page.getByRole('heading', { name: 'This link is over' }).waitFor();
    await expectFitToShow(phone);
  });
});
