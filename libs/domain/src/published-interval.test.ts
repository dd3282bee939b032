import { describe, expect, it } from 'vitest';
import { completeInterval, type GivenInterval, intervalsOverlap } from './published-interval.ts';
import type { MeasureType } from './vocabulary.ts';

const nothing: GivenInterval = { margin: null, lower: null, upper: null, level: null };
const complete = (given: Partial<GivenInterval>, value: number, measure: MeasureType = 'proportion', room?: number) =>
  completeInterval({ ...nothing, ...given }, value, measure, room);
const faultOf = (...args: Parameters<typeof complete>) => {
  const completed = complete(...args);
  return completed.ok ? null : `${completed.field} ${completed.why.code}`;
};

describe('a published interval', () => {
  it('is none where nothing is said, and not a level alone', () => {
    expect(complete({}, 12)).toEqual({ ok: true, interval: null });
    expect(complete({ level: 90 }, 12)).toEqual({ ok: true, interval: null });
  });

  it('follows from a margin, without the noise of adding', () => {
    expect(complete({ margin: 0.2, level: 90 }, 0.3, 'mean')).toEqual({
      ok: true,
      interval: { lower: 0.1, upper: 0.5, level: 90 },
    });
  });

  it('ends where the measure ends, when a margin reaches further', () => {
    expect(complete({ margin: 3 }, 2)).toMatchObject({ interval: { lower: 0, upper: 5 } });
    expect(complete({ margin: 3 }, 99)).toMatchObject({ interval: { lower: 96, upper: 100 } });
    expect(complete({ margin: 30 }, 20, 'count')).toMatchObject({ interval: { lower: 0, upper: 50 } });
    expect(complete({ margin: 30 }, 20, 'mean')).toMatchObject({ interval: { lower: -10, upper: 50 } });
  });

  it('takes bounds as they were published', () => {
    expect(complete({ lower: 10.2, upper: 14.9, level: 95 }, 12)).toEqual({
      ok: true,
      interval: { lower: 10.2, upper: 14.9, level: 95 },
    });
    expect(complete({ lower: 12, upper: 12 }, 12)).toMatchObject({ ok: true });
    // Bounds and value rounded differently.
    expect(complete({ lower: 12.4, upper: 14.9 }, 12, 'proportion', 0.5)).toMatchObject({ ok: true });
  });

  it.each<[Partial<GivenInterval>, number, MeasureType, string]>([
    [{ margin: -1 }, 12, 'proportion', 'margin INTERVAL_MARGIN_NEGATIVE'],
    [{ margin: 320 }, 12, 'proportion', 'margin INTERVAL_OUT_OF_RANGE'],
    [{ margin: 1, lower: 11, upper: 13 }, 12, 'proportion', 'margin INTERVAL_TWICE'],
    [{ lower: 11 }, 12, 'proportion', 'upper INTERVAL_HALF'],
    [{ upper: 13 }, 12, 'proportion', 'lower INTERVAL_HALF'],
    [{ lower: 13, upper: 11 }, 12, 'proportion', 'lower INTERVAL_EXCHANGED'],
    [{ lower: -1, upper: 13 }, 12, 'proportion', 'lower INTERVAL_OUT_OF_RANGE'],
    [{ lower: -1, upper: 13 }, 12, 'rate', 'lower INTERVAL_OUT_OF_RANGE'],
    [{ lower: 90, upper: 101 }, 95, 'proportion', 'upper INTERVAL_OUT_OF_RANGE'],
    [{ lower: 12.5, upper: 14 }, 12, 'proportion', 'lower INTERVAL_WITHOUT_VALUE'],
    [{ lower: 10, upper: 11.5 }, 12, 'mean', 'upper INTERVAL_WITHOUT_VALUE'],
    [{ margin: 1, level: 9 }, 12, 'proportion', 'level INTERVAL_LEVEL'],
    [{ margin: 1, level: 100 }, 12, 'proportion', 'level INTERVAL_LEVEL'],
  ])('refuses %j of %d', (given, value, measure, fault) => {
    expect(faultOf(given, value, measure)).toBe(fault);
  });

  it('overlaps with another that has a number in common with it', () => {
    const bounds = (lower: number, upper: number) => ({ lower, upper });
    expect(intervalsOverlap(bounds(1, 3), bounds(3, 5))).toBe(true);
    expect(intervalsOverlap(bounds(1, 9), bounds(3, 5))).toBe(true);
    expect(intervalsOverlap(bounds(1, 2.9), bounds(3, 5))).toBe(false);
    expect(intervalsOverlap(bounds(6, 7), bounds(3, 5))).toBe(false);
  });
});
