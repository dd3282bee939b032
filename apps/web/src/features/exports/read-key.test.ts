import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeReadKey } from './read-key.ts';

it('makes keys that need no escaping, each another, and the hash that the server computes', async () => {
  const made = await Promise.all(Array.from({ length: 200 }, makeReadKey));
  for (const { key, keyHash } of made) {
    expect(key).toMatch(/^tl_[A-Za-z0-9_-]{43}$/);
    expect(keyHash).toBe(createHash('sha256').update(key).digest('hex'));
  }
  expect(new Set(made.map(({ key }) => key)).size).toBe(made.length);
});
