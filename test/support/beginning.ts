import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Email } from 'postal-mime';
import { expect } from 'vitest';
import { type PrivatePostgres, startPostgres } from '../../scripts/postgres.mjs';
import { type MailServer, startMailServer } from './mail-server.ts';
import { runCommand, type ServerProcess, startServer } from './server-process.ts';

/** Who directs the partnership that is founded. */
export const founder = {
  name: 'Inés Duarte',
  email: 'ines@cascadia.example',
  password: 'a lantern under four bridges',
};

/** An installation with one partnership, Cascadia, and its director: nothing else was ever written to it. */
export interface Beginning {
  /** The server's address, which stays the same through a restart. */
  readonly url: string;
  readonly mails: MailServer;
  /** Ends the server as an operator would; {@link Beginning.start} begins it anew at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Waits for a mail to an address with a text in it; the newest. */
  mailTo(address: string, text: RegExp): Promise<Email>;
  /** Waits for such a mail and answers what in it fits: the path of its link. */
  linkTo(address: string, link: RegExp): Promise<string>;
  /** Ends all of it. */
  end(): Promise<void>;
}

/** Zones whose days cover the clock; a partnership may be anywhere. */
const zones = ['America/Los_Angeles', 'America/New_York', 'Europe/Madrid', 'Asia/Dubai', 'Pacific/Guam'];

/** A zone where it is day for hours to come, so that no mail waits for the morning whenever a test runs. */
function zoneInDaytime(): string {
  const hour = (timeZone: string): number =>
    Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format());
  return zones.find((zone) => hour(zone) >= 9 && hour(zone) < 17) ?? 'UTC';
}

/** Founds Cascadia by the command on an empty PostgreSQL, and starts a server that sends mail. End it in `afterAll`. */
export async function beginWithNothing(postgresBin: string): Promise<Beginning> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-nothing-'));
  const postgres = startPostgres(postgresBin);
  await makeDatabase(postgres);
  const mails = await startMailServer();
  const env = {
    DATABASE_URL: postgres.url.replace('/postgres?', '/throughline?').replace('user=postgres', 'user=throughline'),
    AUTH_SECRET: 'only-for-tests-only-for-tests-only',
    DATA_DIR: dataDir,
    THROUGHLINE_DEMO: '0',
    SMTP_URL: mails.url,
    MAIL_FROM: 'Cascadia <workspace@cascadia.example>',
  };
  const words = ['--name', 'Cascadia Early Years', '--slug', 'cascadia', '--time-zone', zoneInDaytime()];
  const who = ['--director-name', founder.name, '--director-email', founder.email];
  runCommand(['found', ...words, '--backbone', 'River Foundation', ...who], {
    ...env,
    THROUGHLINE_PASSWORD: founder.password,
  });
  let server: ServerProcess = await startServer(dataDir, env);
  const { url } = server;
  const mailTo = async (address: string, text: RegExp): Promise<Email> => {
    const mine = (): Email[] =>
      mails.arrived.filter((mail) => mail.to?.some((each) => each.address === address) && text.test(mail.text ?? ''));
    const message = `a mail to ${address} with ${text}`;
    await expect.poll(() => mine().length, { timeout: 90_000, message }).toBeGreaterThan(0);
    return mine().at(-1) as Email;
  };
  return {
    url,
    mails,
    stop: async () => void (await server.stop()),
    start: async () => {
      server = await startServer(dataDir, env, Number(new URL(url).port));
    },
    mailTo,
    linkTo: async (address, link) => link.exec((await mailTo(address, link)).text ?? '')?.[0] ?? '',
    end: async () => {
      server.kill();
      await mails.shut();
      postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeDatabase({ url }: PrivatePostgres): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query('CREATE ROLE throughline LOGIN CREATEROLE');
  await owner.query('CREATE DATABASE throughline OWNER throughline');
  await owner.end();
}
