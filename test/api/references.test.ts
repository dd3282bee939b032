import type { Viewer } from '@throughline/domain/viewer';
import { DataSource, type EntityMetadata } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkSql, retiredSql } from '../../apps/api/src/database/entity-facts.ts';
import { declaredWrites, plainInput, type WriteDeclaration } from '../../apps/api/src/kernel/inputs/declare.ts';
import { References } from '../../apps/api/src/writes/references.ts';
import { Writes } from '../../apps/api/src/writes/writes.ts';
import { engines } from '../support/database.ts';
import { fillEveryTable } from '../support/every-table.ts';
import { sampleInput, withValueAt } from '../support/sample-input.ts';
import { copyRows, type Ids } from '../support/twins.ts';
import { createWorld, type World } from '../support/world.ts';

const ChangeAnythingInput = plainInput(
  'ChangeAnythingInput',
  { policy: 'canManagePartnership', description: 'Of this test.' },
  {},
);
const writes = declaredWrites().filter((declaration) => declaration.name !== ChangeAnythingInput.name);
const referredTo = new Set(writes.flatMap(({ references }) => references.map(({ table }) => table)));
const letThrough = 'the write was let through';
const canBeRetired = (metadata: EntityMetadata): boolean => retiredSql(metadata, 'x') !== 'false';

describe.each(engines)('what an input refers to on %s', (engine) => {
  let world: World;
  let ids: Ids;
  let elsewhere: Ids;
  let retired: Ids;
  /** May do everything in the network of `ids`. */
  let viewer: Viewer;
  beforeAll(async () => {
    world = await createWorld(engine);
    ids = await fillEveryTable(world);
    ({ elsewhere, retired } = await copyRows(world, ids, referredTo));
    const networkId = ids.get('network') ?? '';
    viewer = { ...world.director, seats: [{ networkId, tableId: null, role: 'facilitator' }] };
  });
  afterAll(() => world.close());

  /** Whoever may do it: one write is theirs who have a link and no account. */
  const writerOf = ({ policies: [policy] }: WriteDeclaration): Viewer => {
    if (policy !== 'canAnswerDataRequest') return viewer;
    const link = { id: ids.get('data_request_link') ?? '', requestId: ids.get('data_request') ?? '' };
    return { ...viewer, organizationId: ids.get('organization') ?? '', link };
  };

  /** What became of a write whose work does nothing but say that it was let through. */
  const attempt = (declaration: WriteDeclaration, input: unknown): Promise<unknown> =>
    world.app
      .get(Writes)
      .run(writerOf(declaration), declaration, input, () => Promise.reject(new Error(letThrough)))
      .then(
        () => 'done',
        (error: { message: string; extensions?: { fields?: Record<string, string> } }) =>
          error.extensions?.fields ?? error.message,
      );

  it('covers the writes of the API', () => {
    expect(writes.length).toBeGreaterThan(10);
    expect(writes.flatMap(({ references }) => references).length).toBeGreaterThan(10);
  });

  it.each(writes.map((declaration) => [declaration.name, declaration] as const))(
    'of %s is there, of its network and not retired',
    async (_name, declaration) => {
      const sample = sampleInput(declaration, ids);
      expect(await attempt(declaration, sample)).toBe(letThrough);
      for (const { path, table, anywhere, retiredToo } of declaration.references) {
        const at = path.join('.');
        const refusedAt = async (id: string | undefined, words: RegExp): Promise<void> => {
          const answer = await attempt(declaration, withValueAt(sample, path, id));
          const shown = typeof answer === 'object' ? Object.entries(answer ?? {}) : [];
          expect([at, shown.find(([key]) => key.replaceAll(/\.\d+/g, '') === at)?.[1] ?? answer]).toEqual([
            at,
            expect.stringMatching(words),
          ]);
        };
        await refusedAt(uuidv7(), /no such/);
        if (table === 'network') await refusedAt(world.ids.outsideNetwork, /no such/);
        const isHome = new References(declaration, world.app.get(DataSource)).homeField === at;
        const metadata = world.app.get(DataSource).getMetadata(table);
        if (!anywhere && !isHome && networkSql(metadata, 'x') !== null) {
          await refusedAt(elsewhere.get(table), /another network/);
        }
        if (!retiredToo && canBeRetired(metadata)) await refusedAt(retired.get(table), /was retired/);
      }
    },
  );

  it('is changed no more once it was retired, whatever it is', async () => {
    const entities = world.app.get(DataSource).entityMetadatas.filter((metadata) => {
      return (
        canBeRetired(metadata) && metadata.findColumnWithPropertyName('version') && retired.has(metadata.tableName)
      );
    });
    expect(entities.length).toBeGreaterThan(8);
    for (const { target, tableName } of entities) {
      const entity = target as new () => { id: string; version: number };
      const run = world.app
        .get(Writes)
        .run(viewer, ChangeAnythingInput, { idempotencyKey: uuidv7() }, async (tx) =>
          tx.update(entity, await tx.find(entity, retired.get(tableName) ?? ''), {}),
        );
      const answer = await run.then(
        () => 'was changed',
        ({ extensions }: { extensions?: { rule?: string } }) => extensions?.rule,
      );
      expect([tableName, answer]).toEqual([tableName, 'RETIRED']);
    }
  });
});
