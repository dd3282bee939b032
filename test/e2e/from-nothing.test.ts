import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Client } from 'pg';
import type { Email } from 'postal-mime';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, type PrivatePostgres, startPostgres } from '../../scripts/postgres.mjs';
import { useBrowser, violations, visit } from '../support/browser.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { inDays, memberId, write } from '../support/network.ts';
import { runCommand, type ServerProcess, startServer } from '../support/server-process.ts';

const bin = findPostgres();
const [directorMail, directorPassword] = ['ines@cascadia.example', 'a lantern under four bridges'];
const words = ['--name', 'Cascadia Early Years', '--slug', 'cascadia', '--time-zone', 'America/Los_Angeles'];

useBrowser();

/** An empty PostgreSQL, a server that sends mail, and nothing but browsers and what arrives. */
describe.skipIf(bin === undefined)('a partnership that begins with nothing', { timeout: 240_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-nothing-'));
  let postgres: PrivatePostgres;
  let server: ServerProcess;
  let mails: MailServer;

  beforeAll(async () => {
    postgres = startPostgres(bin ?? '');
    const owner = new Client({ connectionString: postgres.url });
    await owner.connect();
    await owner.query('CREATE ROLE throughline LOGIN CREATEROLE');
    await owner.query('CREATE DATABASE throughline OWNER throughline');
    await owner.end();
    mails = await startMailServer();
    const env = {
      DATABASE_URL: postgres.url.replace('/postgres?', '/throughline?').replace('user=postgres', 'user=throughline'),
      AUTH_SECRET: 'only-for-tests-only-for-tests-only',
      DATA_DIR: dataDir,
      THROUGHLINE_DEMO: '0',
      SMTP_URL: mails.url,
      MAIL_FROM: 'Cascadia <workspace@cascadia.example>',
    };
    runCommand(
      [
        'found',
        ...words,
        '--backbone',
        'River Foundation',
        '--director-name',
        'Inés Duarte',
        '--director-email',
        directorMail,
      ],
      { ...env, THROUGHLINE_PASSWORD: directorPassword },
    );
    server = await startServer(dataDir, env);
  }, 240_000);
  afterAll(async () => {
    server?.kill();
    await mails?.shut();
    postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** The newest mail to an address that holds such a link; the link's path. */
  const linkFor = async (address: string, pattern: RegExp): Promise<string> => {
    const mine = (): Email[] =>
      mails.arrived.filter(({ to, text }) => to?.some((each) => each.address === address) && pattern.test(text ?? ''));
    await expect.poll(() => mine().length, { timeout: 60_000, message: `mail to ${address}` }).toBeGreaterThan(0);
    return pattern.exec(mine().at(-1)?.text ?? '')?.[0] ?? '';
  };
  const signIn = async (page: Page, email: string, password: string): Promise<void> => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  };

  it('invites a pasted list, of whom one joins on a phone, and forgets the password', async () => {
    const director = await visit('stranger', { url: server.url });
    director.expects(/status of (401|404)/);
    await signIn(director.page, directorMail, directorPassword);
    await director.page.goto('/p/cascadia/people');
    await director.page.getByRole('link', { name: 'Invite a list' }).click();
    const list = [
      'Kofi Anan-Reyes <kofi@school.example>, facilitator, Pine School',
      'Ada Whitehorse <ada@clinic.example>',
      'mo@library.example',
    ].join('\n');
    await director.page.getByLabel('The list').fill(list);
    await director.page.getByRole('button', { name: 'Show what it means' }).click();
    await director.page.getByLabel('Pine School').selectOption('add:early_childhood');
    await director.page.getByRole('button', { name: 'Invite 3 people' }).click();
    await director.page.getByText('3 people are members now.').waitFor();
    expect(await violations(director.page)).toEqual([]);

    const phone = await visit('stranger', { size: 'phone', url: server.url });
    phone.expects(/status of (401|404|422)/);
    await phone.page.goto(await linkFor('ada@clinic.example', /\/join#\S+/));
    await phone.page.getByRole('heading', { name: /^Join Cascadia Early Years/ }).waitFor();
    await phone.page.getByLabel('Choose a password').fill('six green kettles in march');
    await phone.page.getByRole('button', { name: 'Join', exact: true }).click();
    await phone.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    const later = await visit('stranger', { size: 'phone', url: server.url });
    later.expects(/status of (401|404)/);
    await later.page.goto('/sign-in');
    await later.page.getByRole('link', { name: 'Forgot your password?' }).click();
    await later.page.getByLabel('E-mail').fill('ada@clinic.example');
    await later.page.getByRole('button', { name: 'Send the link' }).click();
    await later.page.goto(await linkFor('ada@clinic.example', /\/reset#\S+/));
    await later.page.getByLabel('New password').fill('nine slow herons at low tide');
    await later.page.getByRole('button', { name: 'Choose this password' }).click();
    await later.page.getByText('Your password is changed').waitFor();
    await signIn(later.page, 'ada@clinic.example', 'nine slow herons at low tide');
    // The phone from before is signed out.
    await phone.page.goto('/p/cascadia/people');
    await phone.page.getByLabel('Password').waitFor();
  });

  it('lets an action be finished from its mail in two taps, by somebody who is not signed in', async () => {
    const director = await visit('stranger', { url: server.url });
    director.expects(/status of (401|404)/);
    await signIn(director.page, directorMail, directorPassword);
    const mo = await visit('stranger', { size: 'phone', url: server.url });
    mo.expects(/status of (401|404|422)/);
    await mo.page.goto(await linkFor('mo@library.example', /\/join#\S+/));
    await mo.page.getByLabel('Choose a password').fill('three otters on a jetty');
    await mo.page.getByRole('button', { name: 'Join', exact: true }).click();
    await mo.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    // At whatever hour this runs: nobody is woken unless they say so.
    const atOnce = { ask: 'at_once', answer: 'at_once', assignment: 'at_once', mention: 'at_once', signOff: 'at_once' };
    await write(mo, 'chooseNotifications', {
      ...atOnce,
      dueSoon: 'nothing',
      overdue: 'nothing',
      language: 'en',
      quietFrom: null,
      quietUntil: null,
    });

    const outcomeId = await write(director, 'addOutcome', { id: uuid(), name: 'Read to every day' });
    const networkId = await write(director, 'createNetwork', {
      id: uuid(),
      name: 'Story time',
      purpose: '',
      outcomeId,
    });
    const title = 'Put forty picture books into the laundromat';
    const ownerMemberId = await memberId(mo);
    await write(director, 'addAction', { id: uuid(), networkId, title, ownerMemberId, dueOn: inDays(9) });

    const phone = await visit('stranger', { size: 'phone', url: server.url });
    phone.expects(/status of 40[14]/);
    const link = await linkFor('mo@library.example', /\/t#\S+/);
    expect(mails.arrived.at(-1)?.text).toContain(title);
    await phone.page.goto(link);
    await phone.page.getByText(title).first().waitFor();
    expect(await violations(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: 'Done', exact: true }).click();
    await phone.page.getByText('There is nothing left to do here').waitFor();
    await director.page.goto(`/p/cascadia/audit`);
    await director.page.getByText(title).first().waitFor();

    await mo.page.goto('/p/cascadia/notifications/mail');
    await mo.page.getByRole('button', { name: 'End these links' }).click();
    await mo.page.getByText('No link is open.').waitFor();
    await phone.page.goto('/');
    await phone.page.goto(link);
    await phone.page.getByRole('heading', { name: 'This link is over' }).waitFor();
  });
});
