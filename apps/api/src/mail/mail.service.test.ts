import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bothEngines, engines } from '../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../test/support/mail-server.ts';
import { createWorld } from '../../../../test/support/world.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Writes } from '../writes/writes.ts';
import type { Letter, WaitingMail } from './letter.ts';
import { MailService, sendMailJob } from './mail.service.ts';

const kind = 'test';
const footer = ['You are a member of Harbor.'];

/** Says its subject's id, and what was sealed with it. */
const letterOf = ({ subjectId, details }: WaitingMail): Letter => ({
  to: { name: 'Ana <Núñez>', address: 'ana@example.org' },
  language: 'en',
  text: {
    subject: `About ${subjectId}`,
    paragraphs: [`<b>${details?.['word'] ?? 'nothing'}</b>`],
    link: { label: 'Open', url: 'https://example.org/#secret' },
    footer,
  },
});

/** A world whose mails of the kind `test` say {@link letterOf}, but for the subjects that are over. */
async function worldWithMail(engine: (typeof engines)[number], changes: Parameters<typeof createWorld>[1]) {
  const world = await createWorld(engine, changes);
  const over = new Set<string>();
  const composed: number[] = [];
  const mail = world.app.get(MailService);
  mail.compose(kind, async (mails) => {
    composed.push(mails.length);
    return new Map(mails.filter((one) => !over.has(one.subjectId)).map((one) => [one.id, letterOf(one)]));
  });
  const order = async (count = 1): Promise<string[]> => {
    const subjects = Array.from({ length: count }, () => uuidv7());
    for (const subjectId of subjects) await mail.order({ kind, subjectId, details: { word: 'sesame' } });
    return subjects;
  };
  return { world, over, composed, mail, order, send: () => world.app.get(Jobs).runNow(sendMailJob) };
}

const soon = `UPDATE mail SET due_at = now()`;
const waiting = `SELECT id FROM mail WHERE sent_at IS NULL AND given_up_at IS NULL`;

describe.each(engines)('mail on %s', (engine) => {
  let server: MailServer;
  let made: Awaited<ReturnType<typeof worldWithMail>>;
  const inspect = <T extends object>(sql: string): Promise<T[]> => made.world.inspect<T>(sql);

  beforeAll(async () => {
    server = await startMailServer();
    made = await worldWithMail(engine, { mail: { kind: 'smtp', url: server.url } });
  });
  afterAll(async () => {
    await made.world.close();
    await server.shut();
  });
  beforeEach(async () => {
    await inspect('DELETE FROM mail');
    server.arrived.length = 0;
    server.answer = () => null;
    made.composed.length = 0;
  });
  afterEach(() => made.over.clear());

  it('sends text and HTML to one person, and forgets what was sealed', async () => {
    const [subject] = await made.order();
    const [before] = await inspect<{ sealed: string }>('SELECT sealed FROM mail');
    expect(before?.sealed).not.toContain('sesame');
    await made.send();
    const [arrived] = server.arrived;
    expect(arrived).toMatchObject({
      subject: `About ${subject}`,
      to: [{ name: 'Ana <Núñez>', address: 'ana@example.org' }],
    });
    expect(arrived?.text).toContain('<b>sesame</b>');
    expect(arrived?.text).toContain('Open:\nhttps://example.org/#secret');
    expect(arrived?.html).toContain('&lt;b&gt;sesame&lt;/b&gt;');
    expect(await inspect('SELECT sealed, failure FROM mail WHERE sent_at IS NOT NULL')).toEqual([
      { sealed: null, failure: null },
    ]);
    await made.send();
    expect(server.arrived).toHaveLength(1);
  });

  it('sends what a write orders if it is committed, and nothing if it is not', async () => {
    const writes = made.world.app.get(Writes);
    const subjectId = uuidv7();
    await writes.byItself(made.world.director, 'order', (tx) => {
      made.mail.orderIn(tx, { kind, subjectId });
    });
    const failing = writes.byItself(made.world.director, 'order', async (tx) => {
      made.mail.orderIn(tx, { kind, subjectId: uuidv7() });
      await tx.waitForStatements();
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    expect(await inspect('SELECT subject_id, tenant_id FROM mail')).toEqual([
      { subject_id: subjectId, tenant_id: made.world.director.partnershipId },
    ]);
  });

  it('cannot be read by the role that works for tenants', async () => {
    await made.order();
    const reading = made.world.app
      .get(Writes)
      .byItself(made.world.director, 'read', (tx) => tx.rows('SELECT id FROM mail', []));
    await expect(reading).rejects.toThrow(/permission denied/);
  });

  it('sends nothing about what is over', async () => {
    const [subject] = await made.order();
    made.over.add(subject ?? '');
    await made.send();
    expect(server.arrived).toHaveLength(0);
    expect(await inspect(waiting)).toEqual([]);
  });

  it('composes batches with one call each, however many mails there are', async () => {
    await made.order(45);
    await made.send();
    expect(made.composed).toEqual([20, 20, 5]);
    expect(server.arrived).toHaveLength(45);
    expect(new Set(server.arrived.map(({ messageId }) => messageId)).size).toBe(45);
  });

  it('waits while the mail server is away, and loses nothing', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await made.order(25);
    await server.shut();
    await made.send();
    expect(await inspect(waiting)).toHaveLength(25);
    await inspect(soon);
    await made.send();
    // Whoever runs the server hears of it once, and of what to look at.
    expect(log.mock.calls.flat().filter((line) => String(line).startsWith('Mail waits'))).toEqual([
      expect.stringContaining('SMTP_URL'),
    ]);
    log.mockRestore();
    await server.open();
    await inspect(soon);
    await made.send();
    expect(server.arrived).toHaveLength(25);
  });

  it('tries a mail again that was refused for now, later and later, and gives up one that never will be taken', async () => {
    const [busy, unknown] = await made.order(2);
    server.answer = (mail) =>
      mail.subject?.includes(busy ?? '')
        ? { code: 451, text: 'try again, ana@example.org' }
        : { code: 550, text: 'no such person, ana@example.org' };
    await made.send();
    const failures = await inspect<{ subject_id: string; failure: string; minutes: number; over: boolean }>(
      `SELECT subject_id, failure, round(extract(epoch FROM due_at - now()) / 60)::int AS minutes,
         given_up_at IS NOT NULL AS over FROM mail ORDER BY id`,
    );
    expect(failures).toEqual([
      { subject_id: busy, failure: 'the mail server did not take it: 451', minutes: 1, over: false },
      { subject_id: unknown, failure: 'the mail server refused it: 550', minutes: expect.anything(), over: true },
    ]);
    await inspect(soon);
    await made.send();
    expect(
      await inspect(
        `SELECT round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM mail WHERE given_up_at IS NULL`,
      ),
    ).toEqual([{ minutes: 3 }]);
  });

  it('sends a mail again whose server was killed between sending and marking, under the same id, and no third time', async () => {
    await made.order();
    const killed = `UPDATE mail SET begun_at = now() - interval '6 minutes', sent_at = NULL`;
    await made.send();
    await inspect(killed);
    await made.send();
    expect(server.arrived.map(({ messageId }) => messageId)).toEqual(Array(2).fill(server.arrived[0]?.messageId));
    await inspect(killed);
    await made.send();
    expect(server.arrived).toHaveLength(2);
    expect(await inspect('SELECT failure FROM mail WHERE given_up_at IS NOT NULL')).toEqual([
      { failure: 'the server stopped while it was sent' },
    ]);
  });

  it('leaves a mail alone that another node has begun', async () => {
    await made.order();
    await inspect('UPDATE mail SET begun_at = now()');
    await made.send();
    expect(server.arrived).toHaveLength(0);
  });

  it('lets one kind fail without holding up another', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await made.mail.order({ kind: 'of nobody', subjectId: uuidv7() });
    await made.order();
    await made.send();
    expect(server.arrived).toHaveLength(1);
    expect(await inspect(`SELECT failure FROM mail WHERE kind = 'of nobody'`)).toEqual([
      { failure: 'it could not be composed' },
    ]);
    expect(printed).toHaveBeenCalledOnce();
    printed.mockRestore();
  });
});

describe.each(bothEngines)('the job that sends mail on %s', (engine) => {
  it('runs by itself, and without a mail server lays mail into a folder', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mail-'));
    const settings = { dataDir, ...(engine === 'postgres' && { database: { kind: 'postgres' as const, url: '' } }) };
    const made = await worldWithMail(engine, settings);
    try {
      await made.world.app.get(Jobs).start();
      const [subject] = await made.order();
      await expect.poll(async () => made.world.inspect(waiting), { timeout: 30_000 }).toEqual([]);
      const files = readdirSync(join(dataDir, 'mail'));
      expect(files).toHaveLength(1);
      expect(readFileSync(join(dataDir, 'mail', files[0] ?? ''), 'utf8')).toContain(`Subject: About ${subject}`);
    } finally {
      await made.world.close();
    }
  });

  it('ends in order where the server is told to stop while it begins', async () => {
    const world = await createWorld(engine);
    const jobs = world.app.get(Jobs);
    const beginning = jobs.start();
    await world.close();
    await expect(beginning).resolves.toBeUndefined();
    await expect(jobs.start()).resolves.toBeUndefined();
  });
});
