import { describe, expect, it } from 'vitest';
import { numberOf } from './number-of.ts';

describe('a typed number', () => {
  it('is read with a decimal point and with a decimal comma', () => {
    expect(numberOf(' 23.6 ')).toBe(23.6);
    expect(numberOf('23,6')).toBe(23.6);
    expect(numberOf('.5')).toBe(0.5);
    expect(numberOf('-3')).toBe(-3);
    expect(numberOf('32.4 %')).toBe(32.4);
    expect(numberOf('0')).toBe(0);
  });

  it('is null for an empty field, and told apart from words', () => {
    expect(numberOf('  ')).toBeNull();
    expect(numberOf('many')).toBeUndefined();
    expect(numberOf('1,000,5')).toBeUndefined();
  });
});
