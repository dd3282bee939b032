import { Logger } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Database } from '../../apps/api/src/database/database.ts';
import { bothEngines } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

const secret = 'Zq7-a-value-that-must-not-leave';
/** A question of the schema that goes `levels` types down. */
const deep = (levels: number): string =>
  `{ __schema { types { fields { type { ${'ofType { '.repeat(levels)} name ${'} '.repeat(levels)} } } } } }`;

describe.each(bothEngines)('limits and errors on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => world.close());

  const refusalOf = async (query: string): Promise<unknown> => {
    const { data, errors } = await world.graphql(world.member, query);
    expect(data ?? null).toBeNull();
    return errors?.map(({ extensions }) => extensions.code);
  };

  it('refuses what asks for too much, before anything runs', async () => {
    const aliases = Array.from({ length: 61 }, (_, at) => `a${at}: id`).join(' ');
    const tokens = `{ me { account { ${'id '.repeat(4_100)} } } }`;
    expect(await refusalOf(deep(8))).toEqual(['INVALID']);
    expect((await world.graphql(world.member, deep(4))).errors).toBeUndefined();
    expect(await refusalOf(`{ me { account { ${aliases} } } }`)).toEqual(['INVALID']);
    expect(await refusalOf(tokens)).toEqual(['INVALID']);
    const roots = Array.from({ length: 13 }, (_, at) => `r${at}: me { account { id } }`).join(' ');
    expect(await refusalOf(`{ ${roots} }`)).toEqual(['INVALID']);
    // However they are written: in a fragment, in fragments of fragments, or some here and some there.
    expect(await refusalOf(`{ ... on Query { ${roots} } }`)).toEqual(['INVALID']);
    expect(await refusalOf(`{ ...A } fragment A on Query { ...B } fragment B on Query { ${roots} }`)).toEqual([
      'INVALID',
    ]);
    expect(
      await refusalOf(`{ ...A b: me { account { id } } } fragment A on Query { ${roots.split(' r12')[0]} }`),
    ).toEqual(['INVALID']);
    expect(await refusalOf(`mutation { ... on Mutation { ${roots.replaceAll('me {', 'addAction {')} } }`)).toContain(
      'INVALID',
    );
    expect(
      (await world.graphql(world.member, `{ ... on Query { ${roots.split(' r12')[0]} } }`)).errors,
    ).toBeUndefined();
    expect(
      (await world.graphql(world.member, `{ me { account { ${aliases.split(' a60')[0]} } } }`)).errors,
    ).toBeUndefined();
  });

  it('takes any text, without what no database can hold', async () => {
    const add = `mutation ($input: AddFactorInput!) { addFactor(input: $input) { title description } }`;
    const input = {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'gap',
      title: 'From a\u0000 terminal',
      description: 'Half a smile \ud83d, and a whole one 🙂',
    };
    expect(await world.graphql(world.member, add, { input })).toMatchObject({
      data: { addFactor: { title: 'From a terminal', description: 'Half a smile \ufffd, and a whole one 🙂' } },
    });
    const search = '{ search(text: "a\\u0000 terminal") { title } members(search: "\\u0000") { totalCount } }';
    const { data, errors } = await world.graphql<{ search: object[] }>(world.member, search);
    expect(errors).toBeUndefined();
    expect(data?.search).toEqual([{ title: 'From a terminal' }]);
  });

  it('says nothing of its schema in production', async () => {
    const introspect = '{ __schema { types { name } } }';
    expect((await world.graphql(world.member, introspect)).errors).toBeUndefined();
    const production = await createWorld('embedded', { production: true });
    try {
      const closed = await production.graphql(production.member, introspect);
      expect(closed.data ?? null).toBeNull();
      expect(closed.errors?.[0]?.extensions.code).toBe('INVALID');
      const typo = await production.graphql(production.member, '{ netwrks { totalCount } }');
      expect(JSON.stringify(typo)).not.toContain('networks');
    } finally {
      await production.close();
    }
  });

  it('keeps a value out of the answer and the log when the database fails', async () => {
    const printed: string[] = [];
    const keep = (...parts: unknown[]): undefined => {
      printed.push(parts.map(String).join(' '));
    };
    for (const level of ['error', 'warn', 'log'] as const) vi.spyOn(Logger.prototype, level).mockImplementation(keep);
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        keep(text);
        return true;
      });
    }
    // A rule of the database that nobody has translated: its message repeats the value.
    await world.app.get(Database).pool.query(
      `CREATE FUNCTION fail_loudly() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'no place for %', NEW.title USING DETAIL = NEW.title, ERRCODE = 'XX001'; END $$;
       CREATE TRIGGER fail_loudly BEFORE INSERT ON factor FOR EACH ROW EXECUTE FUNCTION fail_loudly()`,
    );
    const input = { idempotencyKey: uuidv7(), id: uuidv7(), networkId: world.ids.network, kind: 'gap', title: secret };
    const mutation = 'mutation ($input: AddFactorInput!) { addFactor(input: $input) { id } }';
    const answer = await world.graphql(world.member, mutation, { input });
    const log = printed.join('\n');
    vi.restoreAllMocks();
    expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(log).toContain('XX001');
    expect(log).not.toContain(secret);
  });

  it('keeps a value out of the answer when a unique name is taken', async () => {
    const mutation = 'mutation ($input: AddOrganizationInput!) { addOrganization(input: $input) { id } }';
    const id = uuidv7();
    const ask = (name: string) =>
      world.graphql(world.director, mutation, { input: { idempotencyKey: uuidv7(), id, name, sector: 'health' } });
    expect((await ask(secret)).errors).toBeUndefined();
    const { errors } = await ask('Another name under the same id');
    expect(errors?.[0]?.extensions.code).toBe('REFUSED');
    expect(JSON.stringify(errors)).not.toContain(secret);
  });
});
