import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from './engine.ts';
import { poolConfig } from '../database/pool.ts';
import { openPool } from '../../../../test/support/pool.ts';

let folder: string;
let engine: Engine;
let pool: Pool;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  engine = await startEngine('memory://', folder, { idleTransactionMs: 500 });
  pool = openPool({ url: engine.url, size: 4 });
  await pool.query('create table kept (id serial primary key, label text)');
  await pool.query('create role reader nologin');
});

afterAll(async () => {
  await pool.end();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

async function connect(): Promise<Client> {
  const client = new Client(poolConfig({ url: engine.url, size: 1 }));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function labels(label: string): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as n from kept where label = $1', [label]);
  return rows[0].n;
}

describe('the embedded database', () => {
  it('keeps the statements of many clients apart', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => pool.query('select $1::int as n', [index])),
    );
    expect(answers.map(({ rows }) => rows[0].n)).toEqual(Array.from({ length: 200 }, (_, index) => index));
  });

  it('lets two clients prepare different statements under the same name', async () => {
    const [one, two] = await Promise.all([connect(), connect()]);
    for (let round = 0; round < 3; round += 1) {
      const [first, second] = await Promise.all([
        one.query({ name: 'same', text: 'select 1 as n' }),
        two.query({ name: 'same', text: 'select 2 as n, $1::text as t', values: ['x'] }),
      ]);
      expect([first.rows[0].n, second.rows[0].n]).toEqual([1, 2]);
    }
    await one.end();
    await two.end();
    const later = await connect();
    expect((await later.query({ name: 'same', text: 'select 3 as n' })).rows[0].n).toBe(3);
    await later.end();
  });

  it('runs transactions of several clients one after the other', async () => {
    await pool.query('create table counter (n int)');
    await pool.query('insert into counter values (0)');
    const increment = async (): Promise<void> => {
      const client = await pool.connect();
      await client.query('begin');
      const { rows } = await client.query('select n from counter');
      await sleep(5);
      await client.query('update counter set n = $1', [rows[0].n + 1]);
      await client.query('commit');
      client.release();
    };
    await Promise.all(Array.from({ length: 12 }, increment));
    expect((await pool.query('select n from counter')).rows[0].n).toBe(12);
  });

  it('recovers from an error inside and outside a transaction', async () => {
    const client = await connect();
    await expect(client.query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await client.query('begin');
    await client.query('insert into kept (label) values ($1)', ['undone']);
    await client.query('savepoint before');
    await expect(client.query('select nothing_here')).rejects.toMatchObject({ code: '42703' });
    await expect(client.query('select 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('rollback to before');
    expect((await client.query('select 1 as n')).rows[0].n).toBe(1);
    await client.query('rollback');
    await client.end();
    expect(await labels('undone')).toBe(0);
  });

  it('rolls back what a client leaves open when it goes away', async () => {
    const client = await connect();
    await client.query('begin');
    await client.query('insert into kept (label) values ($1)', ['orphan']);
    const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
    expect(await labels('orphan')).toBe(0);
    expect(await labels('orphan')).toBe(0);
  });

  it('cuts off a client that holds a transaction in silence while others wait', async () => {
    const silent = await connect();
    await silent.query('begin');
    await silent.query('insert into kept (label) values ($1)', ['silent']);
    expect(await labels('silent')).toBe(0);
    await expect(silent.query('commit')).rejects.toThrow(/terminat|closed|not queryable/i);
  });

  it('ends role and settings of a session with its transaction, so that no other client inherits them', async () => {
    const client = await connect();
    await client.query('set session authorization reader');
    await client.query("begin; set application_name = 'left behind'; set role reader");
    expect((await client.query('select current_user as who')).rows[0].who).toBe('reader');
    await client.query('commit');
    const { rows } = await pool.query("select current_user as who, current_setting('application_name') as name");
    expect(rows[0].who).toBe('postgres');
    expect(rows[0].name).not.toBe('left behind');
    await client.end();
  });

  it('keeps SET LOCAL ROLE inside its transaction', async () => {
    const client = await pool.connect();
    await client.query('begin; set local role reader');
    expect((await client.query('select current_user as who')).rows[0].who).toBe('reader');
    await expect(client.query('select * from kept')).rejects.toMatchObject({ code: '42501' });
    await client.query('rollback');
    expect((await client.query('select current_user as who')).rows[0].who).toBe('postgres');
    client.release();
  });

  it('carries large results and large parameters', async () => {
    const { rows } = await pool.query("select repeat('x', 1000) as text from generate_series(1, 20000)");
    expect(rows).toHaveLength(20_000);
    const large = 'é'.repeat(2_000_000);
    expect((await pool.query('select $1::text as text', [large])).rows[0].text).toBe(large);
  });

  it('takes rows through COPY, and refuses bad ones without ending', async () => {
    const client = await connect();
    await client.query('create table copied (a int, b text)');
    const rows = Array.from({ length: 50_000 }, (_, index) => `${index}\trow ${index}\n`);
    await pipeline(Readable.from(rows), client.query(copyFrom('copy copied from stdin')));
    expect((await client.query('select count(*)::int as n from copied')).rows[0].n).toBe(50_000);
    await expect(
      pipeline(Readable.from(['1\tfine\n', 'not a number\tx\n']), client.query(copyFrom('copy copied from stdin'))),
    ).rejects.toMatchObject({ code: '22P02' });
    await expect(
      pipeline(Readable.from(['1\tx\n']), client.query(copyFrom('copy missing from stdin'))),
    ).rejects.toMatchObject({ code: '42P01' });
    expect((await client.query('select count(*)::int as n from copied')).rows[0].n).toBe(50_000);
    await client.end();
  });

  it('survives the forms of COPY that it cannot feed', async () => {
    const client = await connect();
    await client.query('create temp table fed (a int)');
    await expect(client.query('select 1; copy fed from stdin')).rejects.toThrow('stands alone');
    await expect(client.query({ name: 'c', text: 'copy fed from stdin' })).rejects.toMatchObject({ code: '42601' });
    expect((await client.query("select 'copy fed from stdin' as t")).rows[0].t).toBe('copy fed from stdin');
    await client.end();
  });

  it('reads dates as they are written, instants as Date and large whole numbers exactly or not at all', async () => {
    const { rows } = await pool.query(
      "select date '2024-02-29' as d, 9007199254740991 as n, array[1, null]::int8[] as ns, array[date '2024-01-01'] as ds, timestamptz '2024-01-01T00:00Z' as t",
    );
    expect(rows[0]).toEqual({
      d: '2024-02-29',
      n: 9_007_199_254_740_991,
      ns: [1, null],
      ds: ['2024-01-01'],
      t: new Date('2024-01-01T00:00:00Z'),
    });
    await expect(pool.query('select 9007199254740992 as n')).rejects.toThrow(RangeError);
  });

  it('does not hold up the event loop of the server', async () => {
    let turns = 0;
    let next: NodeJS.Immediate;
    const turn = (): void => {
      turns += 1;
      next = setImmediate(turn);
    };
    next = setImmediate(turn);
    await pool.query('select count(*) from generate_series(1, 3000000)');
    clearImmediate(next);
    // On the loop itself the statement would let it turn a few times, before and after.
    expect(turns).toBeGreaterThan(1_000);
  });
});
