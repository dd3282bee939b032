import { describe, expect, it } from 'vitest';
import { readNumber } from './charter-words.ts';

describe('numbers of an aim', () => {
  it('reads a decimal point and a decimal comma', () => {
    expect(readNumber(' 23.6 ')).toBe(23.6);
    expect(readNumber('23,6')).toBe(23.6);
    expect(readNumber('0')).toBe(0);
  });

  it('takes nothing from an empty field or from words', () => {
    expect(readNumber('  ')).toBeNull();
    expect(readNumber('many')).toBeNull();
  });
});
