import { expect, test } from 'vitest';
import { backOff, readNotice } from './event-stream.ts';
import { shows } from './live-queries.ts';

test('an answer shows a row wherever it stands in it', () => {
  const data = { network: { id: 'n', actions: { nodes: [{ id: 'a' }, { id: 'b', owner: null }] } } };
  expect(shows(data, 'b')).toBe(true);
  expect(shows(data, 'c')).toBe(false);
  expect(shows(undefined, 'c')).toBe(false);
});

test('reads a notice and lets everything else pass', () => {
  expect(readNotice('{"seq":"9","kind":"action","id":"x","version":3}')).toEqual({ kind: 'action', id: 'x' });
  expect(readNotice('{"seq":"9"}')).toBeUndefined();
  expect(readNotice('ping')).toBeUndefined();
});

test('waits twice as long each time, a minute at most, never all at once', () => {
  expect([0, 1, 2].map((attempt) => backOff(attempt, 0.5))).toEqual([1000, 2000, 4000]);
  expect(backOff(20, 0.5)).toBe(60_000);
  expect(backOff(0, 0)).toBeLessThan(backOff(0, 1));
});
