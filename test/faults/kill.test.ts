import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningEmbedded } from '../../apps/api/src/embedded/embedded.ts';
import { buildServer, runCommand, type ServerProcess, startServer } from '../support/server-process.ts';
import { password } from '../support/world.ts';

const email = 'director@harbor.test';
const addOrganization = 'mutation ($input: AddOrganizationInput!) { addOrganization(input: $input) { id name } }';

interface Input {
  idempotencyKey: string;
  id: string;
  name: string;
  sector: string;
}

/** The server answered, and its answer is no. */
class Refusal extends Error {}

const newInput = (name: string): Input => ({ idempotencyKey: uuidv7(), id: uuidv7(), name, sector: 'health' });

describe('the built server when it is ended', { timeout: 240_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-kill-'));
  const env = { DATA_DIR: dataDir, THROUGHLINE_DEMO: '0' };
  let partnershipId: string;
  let cookie: string;
  const started: ServerProcess[] = [];

  beforeAll(() => {
    buildServer();
    const words = ['--name', 'Harbor', '--slug', 'harbor', '--time-zone', 'America/New_York', '--backbone', 'Backbone'];
    runCommand(['found', ...words, '--director-name', 'Director', '--director-email', email], {
      ...env,
      THROUGHLINE_PASSWORD: password,
    });
  });
  afterAll(() => {
    for (const server of started) server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<ServerProcess> => {
    const server = await startServer(dataDir, env);
    started.push(server);
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email, password }),
    });
    cookie = answer.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    [{ id: partnershipId }] = (await owner<{ id: string }>('SELECT id FROM partnership')) as [{ id: string }];
    return server;
  };
  const owner = async <T extends object>(text: string): Promise<T[]> => {
    const client = new Client({ connectionString: runningEmbedded(dataDir) });
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const write = async ({ url }: ServerProcess, input: Input): Promise<boolean> => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, 'x-partnership': partnershipId },
      body: JSON.stringify({ query: addOrganization, variables: { input } }),
    });
    const body = (await answer.json()) as { data?: { addOrganization?: { id: string } } };
    if (!body.data) throw new Refusal(JSON.stringify(body));
    return body.data.addOrganization?.id === input.id;
  };

  it('loses no acknowledged write to kill -9, halves none, and does a repeated one once', async () => {
    const first = await start();
    const acknowledged: Input[] = [];
    const unanswered: Input[] = [];
    const writer = async (name: string): Promise<void> => {
      for (let at = 0; ; at += 1) {
        const input = newInput(`${name} ${at}`);
        const isDone = await write(first, input).catch((error: unknown) => {
          if (error instanceof Refusal) throw error;
          return null;
        });
        if (isDone === null) return void unanswered.push(input);
        if (isDone) acknowledged.push(input);
      }
    };
    const writers = ['a', 'b', 'c', 'd'].map(writer);
    const enough = async (): Promise<void> => {
      while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await Promise.race([enough(), Promise.all(writers)]);
    first.kill();
    await Promise.all(writers);
    expect(unanswered).toHaveLength(4);

    const second = await start();
    const organizations = await owner<{ id: string }>('SELECT id FROM organization');
    const ids = new Set(organizations.map(({ id }) => id));
    expect(acknowledged.filter(({ id }) => !ids.has(id))).toEqual([]);
    // One history row, one notice and one kept answer for each organization, or the organization is not there.
    const uneven = await owner(
      `SELECT o.name FROM organization o WHERE o.name <> 'Backbone' AND (
         (SELECT count(*) FROM audit a WHERE a.item_id = o.id) <> 1
         OR (SELECT count(*) FROM outbox b WHERE b.item_id = o.id) <> 1
         OR (SELECT count(*) FROM idempotency i WHERE i.answer ->> 'id' = o.id::text) <> 1)`,
    );
    expect(uneven).toEqual([]);
    const orphans = await owner(
      `SELECT item_id FROM audit a WHERE kind = 'organization' AND NOT EXISTS (SELECT FROM organization o WHERE o.id = a.item_id)`,
    );
    expect(orphans).toEqual([]);

    for (const input of unanswered) {
      expect(await write(second, input)).toBe(true);
      expect(await write(second, input)).toBe(true);
    }
    const times = await owner<{ count: string }>(
      `SELECT count(*) FROM audit WHERE item_id IN (${unanswered.map(({ id }) => `'${id}'`).join()})`,
    );
    expect(Number(times[0]?.count)).toBe(unanswered.length);
    await second.stop();
  });

  it('finishes what is in flight when it is asked to stop, and ends well', async () => {
    const server = await start();
    const input = newInput('In flight');
    // The embedded database runs one transaction at a time: the write waits for this one, in flight.
    const blocker = new Client({ connectionString: runningEmbedded(dataDir) });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT 1');
    const writing = write(server, input);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopping = server.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await blocker.query('COMMIT');
    await blocker.end();
    expect(await writing).toBe(true);
    expect(await stopping).toBe(0);
  });
});
