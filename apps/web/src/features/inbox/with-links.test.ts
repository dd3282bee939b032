import { expect, test } from 'vitest';
import { withLinks } from './with-links.ts';

test('a text is cut round its addresses, and nothing of it is lost', () => {
  const text = 'Open:\nhttp://127.0.0.1:4100/t#a.b_c-d\n\nMore: https://example.org/x';
  const pieces = withLinks(text);
  expect(pieces.flatMap(({ url }) => url ?? [])).toEqual(['http://127.0.0.1:4100/t#a.b_c-d', 'https://example.org/x']);
  expect(pieces.map(({ words }) => words).join('')).toBe(text);
  expect(pieces.every(({ at, words }) => text.startsWith(words, at))).toBe(true);
  expect(withLinks('javascript:alert(1)').map(({ url }) => url)).toEqual([null]);
});
