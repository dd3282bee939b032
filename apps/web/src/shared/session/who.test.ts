import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { meQuery } from './who.ts';

test('the page asks who is here as the app does', () => {
  const start = readFileSync(new URL('../../../public/start.js', import.meta.url), 'utf8');
  expect(start).toContain(`'${meQuery}'`);
});
