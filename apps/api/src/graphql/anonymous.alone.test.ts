import { compileQuery } from 'graphql-jit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heapNow } from '../../../../test/support/heap.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';

vi.mock('graphql-jit', async (original) => {
  const real = await original<typeof import('graphql-jit')>();
  return { ...real, compileQuery: vi.fn<typeof compileQuery>(real.compileQuery) };
});

/** A valid document that nobody sent before. */
function largeDocument(name: string): string {
  const accounts = Array.from({ length: 50 }, (_, at) => `a${at}: account { id name }`).join(' ');
  return `query ${name} { ${Array.from({ length: 8 }, (_, at) => `r${at}: me { ${accounts} }`).join(' ')} }`;
}

describe('callers who are not signed in', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld('embedded');
  });
  afterAll(() => world.close());

  it('cost no memory, whatever they send', async () => {
    const before = heapNow();
    for (let at = 0; at < 300; at += 1) {
      const { data, errors } = await world.graphql(null, largeDocument(`Anonymous${at}`));
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([{ message: 'Sign in to go on.', extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect(compileQuery).not.toHaveBeenCalled();
    // Compiled, they took about 1 GB.
    expect(heapNow() - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('learn nothing of the schema, of what is valid, or of what exists', async () => {
    const asked = [
      '{ __schema { types { name } } }',
      '{ noSuchField }',
      '{ networks(first: 1) { totalCount } }',
      '{ {',
    ];
    for (const query of asked) {
      const { errors } = await world.graphql(null, query);
      expect(errors).toEqual([{ message: 'Sign in to go on.', extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('are told apart from members, whose documents are compiled once each', async () => {
    const query = 'query Once { me { account { id } } }';
    vi.mocked(compileQuery).mockClear();
    await world.graphql(world.member, query);
    await world.graphql(world.director, query);
    await world.graphql(null, query);
    expect(compileQuery).toHaveBeenCalledTimes(1);
  });
});
