import { describe, expect, it } from 'vitest';
import { defaultQuietHours } from './mail-choices.ts';
import { isMailDue, isQuiet } from './mail-times.ts';

/** A Wednesday. */
const wednesday = '2026-11-25';
const at = (day: string, hour: number) => ({ day, hour });

describe('quiet hours', () => {
  it('may lie over midnight, within a day, or not be', () => {
    const night = { from: 20, until: 7 };
    expect([19, 20, 23, 0, 6, 7].map((hour) => isQuiet(hour, night))).toEqual([false, true, true, true, true, false]);
    expect([8, 9, 16, 17].map((hour) => isQuiet(hour, { from: 9, until: 17 }))).toEqual([false, true, true, false]);
    expect([isQuiet(3, null), isQuiet(3, { from: 5, until: 5 })]).toEqual([false, false]);
  });
});

describe('a mail is due', () => {
  it('at once, but for quiet hours and for who wants none', () => {
    const due = (hour: number, cadence: 'at_once' | 'nothing' = 'at_once') =>
      isMailDue(cadence, defaultQuietHours, at(wednesday, hour), at(wednesday, hour));
    expect([due(12), due(21), due(12, 'nothing')]).toEqual([true, false, false]);
    expect(isMailDue('at_once', defaultQuietHours, at(wednesday, 21), at('2026-11-26', 7))).toBe(true);
  });

  it('with the first daily digest after the notification, and with a late one when its hour was missed', () => {
    const due = (came: ReturnType<typeof at>, now: ReturnType<typeof at>) => isMailDue('daily', null, came, now);
    expect(due(at(wednesday, 6), at(wednesday, 7))).toBe(true);
    expect(due(at(wednesday, 7), at(wednesday, 7))).toBe(false);
    expect(due(at(wednesday, 7), at(wednesday, 23))).toBe(false);
    expect(due(at(wednesday, 7), at('2026-11-26', 6))).toBe(false);
    expect(due(at(wednesday, 7), at('2026-11-26', 7))).toBe(true);
    expect(due(at(wednesday, 7), at('2026-11-27', 3))).toBe(true);
  });

  it('with the weekly digest on Monday', () => {
    const due = (came: ReturnType<typeof at>, now: ReturnType<typeof at>) => isMailDue('weekly', null, came, now);
    expect(due(at(wednesday, 9), at('2026-11-29', 23))).toBe(false);
    expect(due(at(wednesday, 9), at('2026-11-30', 6))).toBe(false);
    expect(due(at(wednesday, 9), at('2026-11-30', 7))).toBe(true);
    expect(due(at('2026-11-30', 8), at('2026-12-06', 12))).toBe(false);
    expect(due(at('2026-11-30', 8), at('2026-12-07', 7))).toBe(true);
    expect(due(at(wednesday, 9), at('2026-12-02', 12))).toBe(true);
  });
});
