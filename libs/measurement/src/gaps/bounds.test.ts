import { describe, expect, it } from 'vitest';
import { differenceBounds, exactly, ratioBounds, readBounds, within, type Bounds } from './bounds.ts';

const known = (text: string): Bounds => {
  const bounds = readBounds(text);
  if (bounds === null) throw new Error(text);
  return bounds;
};

describe('readBounds', () => {
  it.each([
    ['60-79', 60, 79, false, false],
    ['GE95', 95, null, false, false],
    ['LE5', null, 5, false, false],
    ['<5', null, 5, false, true],
    ['> 99 %', 99, null, true, false],
    ['≥95', 95, null, false, false],
    ['12.5', 12.5, 12.5, false, false],
    ['20–29%', 20, 29, false, false],
  ])('%s', (text, lower, upper, lowerOpen, upperOpen) => {
    expect(readBounds(text)).toEqual({ lower, upper, lowerOpen, upperOpen });
  });

  it.each(['', '*', 'PS', 'n/a', '79-60', 'GE', '1-2-3'])('finds none in %j', (text) => {
    expect(readBounds(text)).toBeNull();
  });
});

describe('what is known of a comparison', () => {
  it('is the widest pair of differences and ratios', () => {
    expect(differenceBounds(known('60-79'), exactly(50))).toMatchObject({ lower: 10, upper: 29 });
    expect(differenceBounds(exactly(50), known('GE95'))).toMatchObject({ lower: null, upper: -45 });
    expect(differenceBounds(exactly(50), within(known('GE95'), 0, 100))).toMatchObject({ lower: -50, upper: -45 });
    expect(ratioBounds(known('60-80'), known('20-40'))).toMatchObject({ lower: 1.5, upper: 4 });
    expect(ratioBounds(exactly(10), known('<5'))).toMatchObject({ lower: 2, upper: null, lowerOpen: true });
  });
});
