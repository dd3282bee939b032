import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

describe('BoundedCache', () => {
  it('makes room one by one, beginning with what was unused for longest', () => {
    const cache = new BoundedCache<string>(3);
    for (const key of ['a', 'b', 'c']) cache.set(key, key, 1);
    cache.get('a');
    cache.set('d', 'd', 1);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd']);
  });

  it('keeps nothing that is heavier than everything together may be', () => {
    const cache = new BoundedCache<string>(3);
    cache.set('a', 'a', 1);
    cache.set('heavy', 'heavy', 4);
    expect([cache.get('heavy'), cache.get('a'), cache.weight]).toEqual([undefined, 'a', 1]);
  });

  it('is never heavier than it may be, and counts what it holds', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      weight: fc.nat(12),
      isDelete: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = new BoundedCache<number>(10);
        for (const { key, weight, isDelete } of steps) {
          if (isDelete) cache.delete(key);
          else cache.set(key, weight, weight);
          expect(cache.weight).toBeLessThanOrEqual(10);
          const held = ['a', 'b', 'c', 'd', 'e'].map((each) => cache.get(each)).filter((each) => each !== undefined);
          expect(cache.size).toBe(held.length);
          expect(cache.weight).toBe(held.reduce((sum, each) => sum + each, 0));
        }
      }),
    );
  });
});
