import { readFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { heapAfter } from '../../../../test/support/heap.ts';
import { CompiledQueries } from './compiled-queries.ts';
import { asksOnlyFor, DocumentStore } from './documents.ts';
import { countFields } from './limits.ts';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

/** A valid document of about 1,200 fields that no other has. */
function largeDocument(name: string): string {
  const accounts = Array.from({ length: 50 }, (_, at) => `a${at}: account { id name }`).join(' ');
  return `query ${name} { ${Array.from({ length: 8 }, (_, at) => `r${at}: me { ${accounts} }`).join(' ')} }`;
}
const megabyte = 1024 * 1024;

describe('compiled queries', () => {
  it('are kept by bytes, one by one, so that a flood leaves what is in use', () => {
    const compiled = new CompiledQueries();
    const inUse = parse('query InUse { me { account { id } } }');
    const query = compiled.queryFor(schema, 'in-use', inUse, 'InUse');
    const grown = heapAfter(() => {
      for (let at = 0; at < 150; at += 1) {
        compiled.queryFor(schema, `hash ${at}`, parse(largeDocument(`Flood${at}`)), null);
        expect(compiled.queryFor(schema, 'in-use', inUse, 'InUse')).toBe(query);
      }
    });
    // 150 of them take about 400 MB when all are kept.
    expect(grown).toBeLessThan(160 * megabyte);
    expect(compiled.size).toBeLessThan(40);
    expect(compiled.size).toBeGreaterThan(10);
  });

  it('count a fragment wherever it is spread, as graphql-jit writes it out', () => {
    const twice = 'fragment A on Me { account { id name } } { one: me { ...A } two: me { ...A } }';
    expect(countFields(parse(twice))).toBe(8);
    expect(countFields(parse(largeDocument('Large')))).toBe(8 * (1 + 50 * 3));
  });
});

describe('the store of documents', () => {
  it('is bounded by bytes', async () => {
    const store = new DocumentStore();
    const grown = heapAfter(() => {
      for (let at = 0; at < 600; at += 1) void store.set(`hash ${at}`, parse(largeDocument(`Flood${at}`)));
    });
    // 600 of them take about 500 MB when all are kept.
    expect(grown).toBeLessThan(80 * megabyte);
    expect(await store.get('hash 0')).toBeUndefined();
    expect(await store.get('hash 599')).toBeDefined();
  });
});

describe('what somebody unknown asks for', () => {
  const open = new Set(['reportCard']);
  it.each([
    ['an open field', '{ reportCard { id } }', true],
    ['an open field under another name', '{ mine: reportCard { id } }', true],
    ['an open and another field', '{ reportCard { id } me { account { id } } }', false],
    ['another field under an open name', '{ reportCard: me { account { id } } }', false],
    ['a second operation that is not open', 'query A { reportCard { id } } query B { me { account { id } } }', false],
    ['a fragment', 'fragment F on Query { me { account { id } } } query { ...F }', false],
    ['the schema', '{ __schema { types { name } } }', false],
    ['no document', 'nonsense {', false],
    ['nothing', undefined, false],
  ])('%s', (_name, source, isOpen) => {
    expect(asksOnlyFor(open, source)).toBe(isOpen);
  });
  it('is nothing while nothing is open', () => {
    expect(asksOnlyFor(new Set(), '{ reportCard { id } }')).toBe(false);
  });
});
