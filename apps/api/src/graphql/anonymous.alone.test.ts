import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heapNow } from '../../../../test/support/heap.ts';
import { createWorld, type World } from '../../../../test/support/world.ts';
import { CompiledQueries } from './compiled-queries.ts';

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
    const compiling = vi.spyOn(CompiledQueries.prototype, 'queryFor');
    const before = heapNow();
    for (let at = 0; at < 300; at += 1) {
      const { data, errors } = await world.graphql(null, largeDocument(`Anonymous${at}`));
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([{ message: 'Sign in to go on.', extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect(compiling).not.toHaveBeenCalled();
    // Compiled, they took about 1 GB.
    expect(heapNow() - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('learn nothing of the schema, of what is valid, or of what exists', async () => {
    const questions = [
      '{ __schema { types { name } } }',
      '{ noSuchField }',
      '{ networks(first: 1) { totalCount } }',
      '{ {',
    ];
    for (const query of questions) {
      const { errors } = await world.graphql(null, query);
      expect(errors).toEqual([{ message: 'Sign in to go on.', extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('are told apart from members, whose documents are compiled once for all', async () => {
    const compiling = vi.spyOn(CompiledQueries.prototype, 'queryFor');
    const query = 'query Once { me { account { id } } }';
    for (const viewer of [world.member, world.director, null]) await world.graphql(viewer, query);
    const compiled = compiling.mock.results.map(({ value }) => value as unknown);
    expect(compiled).toHaveLength(2);
    expect(compiled[0]).toBe(compiled[1]);
  });
});
