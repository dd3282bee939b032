import { linkSecretPattern } from '@throughline/domain/data-requests';
import { expect, it } from 'vitest';
import { newSecret } from './secret.ts';

it('makes secrets of their shape, each another', () => {
  const made = Array.from({ length: 500 }, newSecret);
  for (const secret of made) expect(secret).toMatch(linkSecretPattern);
  expect(new Set(made).size).toBe(500);
});
