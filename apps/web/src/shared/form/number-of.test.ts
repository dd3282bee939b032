import { describe, expect, it } from 'vitest';
import { numberOf, shownNumber } from './number-of.ts';

describe('a typed number', () => {
  it('is read with a decimal point and with a decimal comma', () => {
    expect(numberOf(' 23.6 ')).toBe(23.6);
    expect(numberOf('23,6')).toBe(23.6);
    expect(numberOf('.5')).toBe(0.5);
    expect(numberOf('-3')).toBe(-3);
    expect(numberOf('32.4 %')).toBe(32.4);
    expect(numberOf('0')).toBe(0);
  });

  it('is read as people who count write it, with a sign between thousands', () => {
    const read = { '1,200': 1200, '12,345,678': 12_345_678, '1,200.5': 1200.5, '1 200': 1200, '12,5': 12.5 };
    for (const [text, number] of Object.entries(read)) expect([text, numberOf(text)]).toEqual([text, number]);
    expect([numberOf('1.250', true), numberOf('1.250.000', true), numberOf('12.5', true)]).toEqual([
      1250, 1_250_000, 12.5,
    ]);
    expect(numberOf('1.250')).toBe(1.25);
  });

  it('is read again as the number that was shown', () => {
    for (const number of [1.234, 12.5, 1234, 0.001, -2.125]) expect(numberOf(shownNumber(number), true)).toBe(number);
  });

  it('is null for an empty field, and told apart from words', () => {
    expect(numberOf('  ')).toBeNull();
    expect(numberOf('many')).toBeUndefined();
    for (const text of ['1,000,5', 'about 12', '1,20,0', '1.2.3', '12-14'])
      expect([text, numberOf(text)]).toEqual([text, undefined]);
  });
});
