import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, type PrivatePostgres, startPostgres } from '../../scripts/postgres.mjs';
import { buildServer, runCommand, type ServerProcess, startServer } from '../support/server-process.ts';
import { password } from '../support/world.ts';

const bin = findPostgres();
const email = 'director@harbor.test';
const addOrganization = 'mutation ($input: AddOrganizationInput!) { addOrganization(input: $input) { id } }';
const readNetworks = '{ networks(first: 5) { totalCount } }';

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const newInput = () => ({ idempotencyKey: uuidv7(), id: uuidv7(), name: `Organization ${uuidv7()}`, sector: 'health' });
type Input = ReturnType<typeof newInput>;

describe.skipIf(bin === undefined)('the built server while its PostgreSQL restarts', { timeout: 240_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-restart-'));
  let postgres: PrivatePostgres;
  let server: ServerProcess;
  let headers: Record<string, string>;

  const superuser = async <T extends object>(text: string, database = 'throughline'): Promise<T[]> => {
    const client = new Client({ connectionString: postgres.url.replace('/postgres?', `/${database}?`) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const post = async (query: string, variables: object = {}): Promise<Answer> => {
    const body = JSON.stringify({ query, variables });
    const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    return (await answer.json()) as Answer;
  };

  beforeAll(async () => {
    buildServer();
    postgres = startPostgres(bin ?? '');
    const env = {
      DATABASE_URL: postgres.url.replace('/postgres?', '/throughline?').replace('user=postgres', 'user=throughline'),
      AUTH_SECRET: 'only-for-tests-only-for-tests-only',
      DATA_DIR: dataDir,
      THROUGHLINE_DEMO: '0',
    };
    await superuser('CREATE ROLE throughline LOGIN CREATEROLE', 'postgres');
    await superuser('CREATE DATABASE throughline OWNER throughline', 'postgres');
    const words = ['--name', 'Harbor', '--slug', 'harbor', '--time-zone', 'America/New_York', '--backbone', 'Backbone'];
    runCommand(['found', ...words, '--director-name', 'Director', '--director-email', email], {
      ...env,
      THROUGHLINE_PASSWORD: password,
    });
    server = await startServer(dataDir, env);
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email, password }),
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const [partnership] = await superuser<{ id: string }>('SELECT id FROM partnership');
    headers = { 'content-type': 'application/json', cookie, 'x-partnership': partnership?.id ?? '' };
  });
  afterAll(() => {
    server?.kill();
    postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const interruptions: [string, () => Promise<unknown>][] = [
    ['at once', () => postgres.restart('immediate')],
    ['as an operator does', () => postgres.restart('fast')],
    [
      'by ending every connection',
      () =>
        superuser(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'throughline' AND pid <> pg_backend_pid()`,
        ),
    ],
  ];

  it.each(interruptions)('lives on, says what happened, and serves again: %s', async (_how, interrupt) => {
    const unanswered: Input[] = [];
    const codes = new Set<string>();
    const messages = new Set<string>();
    let done = 0;
    const over = new AbortController();
    const note = ({ errors }: Answer): void => {
      for (const { message, extensions } of errors ?? []) {
        codes.add(extensions.code);
        messages.add(message);
      }
    };
    const writer = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const input = newInput();
        const answer = await post(addOrganization, { input });
        note(answer);
        if (answer.data) done += 1;
        else {
          unanswered.push(input);
          await pause(200);
        }
      }
    };
    const reader = async (): Promise<void> => {
      while (!over.signal.aborted) {
        note(await post(readNetworks));
        await pause(50);
      }
    };
    const load = Promise.all([...Array.from({ length: 8 }, writer), ...Array.from({ length: 2 }, reader)]);
    const until = async (condition: () => boolean): Promise<void> => {
      while (!condition()) await pause(5);
    };
    try {
      for (let round = 0; round < 2; round += 1) {
        const before = done;
        await Promise.race([until(() => done > before + 15), load]);
        await interrupt();
      }
      const before = done;
      await Promise.race([until(() => done > before + 15), load]);
    } finally {
      over.abort();
    }
    await load;

    expect(server.isAlive()).toBe(true);
    expect(unanswered.length).toBeGreaterThan(0);
    expect([...codes]).toEqual(['UNAVAILABLE']);
    expect([...messages]).toEqual(['The server cannot reach its database just now. Try again in a moment.']);
    // Whether it got through is unknown to whoever sent it: sent again with its key it is done once.
    for (const input of unanswered) expect((await post(addOrganization, { input })).data).toBeTruthy();
    const ids = unanswered.map(({ id }) => `'${id}'`).join();
    const [{ audits }] = (await superuser(`SELECT count(*)::int AS audits FROM audit WHERE item_id IN (${ids})`)) as [
      { audits: number },
    ];
    expect(audits).toBe(unanswered.length);
  });

  it('answers 503 outside GraphQL too', async () => {
    await postgres.pause();
    try {
      const ready = await fetch(`${server.url}/readyz`);
      expect(ready.status).toBe(503);
      const signIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.url },
        body: JSON.stringify({ email, password }),
      });
      expect([signIn.status, await signIn.json()]).toMatchObject([503, { code: 'UNAVAILABLE' }]);
    } finally {
      await postgres.resume();
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});
