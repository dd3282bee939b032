import { expect, it } from 'vitest';
import { typedNumber } from './typed-number.ts';

it('reads numbers as people who count write them', () => {
  const read = { '1,200': 1200, '12,345,678': 12_345_678, '1,200.5': 1200.5, '1 200': 1200, '12,5': 12.5, '0': 0 };
  for (const [text, number] of Object.entries(read)) expect([text, typedNumber(text)]).toEqual([text, number]);
  expect([typedNumber('1.250', true), typedNumber('1.250.000', true), typedNumber('12.5', true)]).toEqual([
    1250, 1_250_000, 12.5,
  ]);
  expect(typedNumber('1.250')).toBe(1.25);
  expect(typedNumber('')).toBeNull();
  expect(typedNumber('  ')).toBeNull();
  for (const text of ['about 12', '1,20,0', '1.2.3', '12-14'])
    expect([text, typedNumber(text)]).toEqual([text, undefined]);
});
