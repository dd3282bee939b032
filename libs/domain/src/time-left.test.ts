import { describe, expect, it } from 'vitest';
import { type Pace, paceWith, roundTime, secondsLeft } from './time-left.ts';

const paceOf = (...sightings: [seconds: number, done: number][]): Pace | null =>
  sightings.reduce<Pace | null>((pace, [seconds, done]) => paceWith(pace, { at: seconds * 1000, done }), null);

describe('the time that is left', () => {
  it('is what the rest takes at the pace that was seen', () => {
    expect(secondsLeft(paceOf([0, 0], [10, 250]), 1000)).toBe(30);
    expect(secondsLeft(paceOf([5, 100], [10, 200], [15, 300]), 1000)).toBe(35);
  });

  it('is not said before enough has been seen, nor when nothing is left', () => {
    expect(secondsLeft(null, 1000)).toBeNull();
    expect(secondsLeft(paceOf([0, 100]), 1000)).toBeNull();
    expect(secondsLeft(paceOf([0, 0], [2, 500]), 1000)).toBeNull();
    expect(secondsLeft(paceOf([0, 0], [60, 40]), 1000)).toBeNull();
    expect(secondsLeft(paceOf([0, 0], [60, 1000]), 1000)).toBeNull();
    expect(secondsLeft(paceOf([0, 0], [60, 1100]), 1000)).toBeNull();
  });

  it('begins anew with work that begins anew', () => {
    expect(secondsLeft(paceOf([0, 0], [10, 900], [12, 0], [13, 100]), 1000)).toBeNull();
    expect(secondsLeft(paceOf([0, 0], [10, 900], [12, 0], [16, 100]), 1000)).toBe(36);
  });

  it('is said in steps of five seconds, and in minutes', () => {
    expect(roundTime(0.2)).toEqual({ unit: 'seconds', count: 5 });
    expect(roundTime(21)).toEqual({ unit: 'seconds', count: 25 });
    expect(roundTime(55.5)).toEqual({ unit: 'minutes', count: 1 });
    expect(roundTime(89)).toEqual({ unit: 'minutes', count: 1 });
    expect(roundTime(100)).toEqual({ unit: 'minutes', count: 2 });
  });
});
