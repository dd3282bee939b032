import { expect, test } from 'vitest';
import { createFormat } from './format.ts';

const chicago = createFormat('en', 'America/Chicago');

test('a bare day is that day, in every zone, with its weekday', () => {
  expect(chicago.day('2026-03-03')).toBe('Tue, Mar 3, 2026');
  expect(createFormat('es', 'Pacific/Kiritimati').day('2026-03-03')).toBe('mar, 3 mar 2026');
});

test('an instant falls on the partnership’s day, not the reader’s', () => {
  expect(chicago.day('2026-03-04T03:00:00Z')).toBe('Tue, Mar 3, 2026');
  expect(chicago.moment('2026-03-04T03:00:00Z')).toMatch(/^Tue, Mar 3, 2026.*9:00\sPM$/);
});

test('numbers and shares as each language writes them', () => {
  expect(chicago.percent(0.1634)).toBe('16.3%');
  expect(createFormat('es', 'UTC').percent(0.1634)).toBe('16.3%');
  expect(createFormat('es', 'UTC').number(12_345.678)).toBe('12,345.7');
  expect(chicago.number(12_345.678)).toBe('12,345.7');
  expect(chicago.month('2026-03-01')).toBe('Mar 2026');
  expect(createFormat('es', 'UTC').list(['a', 'b', 'c'])).toBe('a, b y c');
});
