import { describe, expect, it } from 'vitest';
import { addDays, dayIn, dayNumber, daysBetween, isDay, makeDay, nextDayBegins } from './dates.ts';
import { daysLate } from './due.ts';
import { escalationRounds, escalationClock, medianResponseDays, type EscalationMove } from './escalation-clock.ts';

describe('days', () => {
  it('know the calendar', () => {
    expect(makeDay(2016, 2, 29)).toBe('2016-02-29');
    expect(makeDay(2015, 2, 29)).toBeNull();
    expect(makeDay(2015, 2, 1.5)).toBeNull();
    expect(isDay('2015-02-30')).toBe(false);
    expect(isDay('2015-2-3')).toBe(false);
    expect(addDays('2015-12-31', 1)).toBe('2016-01-01');
    expect(daysBetween('2016-03-01', '2016-02-28')).toBe(-2);
    expect(() => dayNumber('soon')).toThrow(RangeError);
  });

  it('depend on the time zone', () => {
    expect(dayIn('America/Chicago', '2026-03-01T05:30:00Z')).toBe('2026-02-28');
    expect(dayIn('UTC', '2026-03-01T05:30:00Z')).toBe('2026-03-01');
  });
});

describe('the next day', () => {
  it.each(['America/New_York', 'Pacific/Apia', 'America/Asuncion', 'Asia/Kathmandu', 'UTC'])(
    'begins in %s at its first moment',
    (zone) => {
      // Every seventh hour of years in which clocks change, midnight itself is left out, and Apia left out a whole day.
      for (let at = Date.parse('2011-11-20T00:00:00Z'); at < Date.parse('2012-11-20T00:00:00Z'); at += 7 * 3_600_000) {
        const begins = nextDayBegins(zone, at);
        const day = dayIn(zone, new Date(begins));
        expect(begins).toBeGreaterThan(at);
        expect(dayIn(zone, new Date(begins - 1))).toBe(dayIn(zone, new Date(at)));
        expect(day > dayIn(zone, new Date(at))).toBe(true);
      }
    },
  );
});

describe('due', () => {
  it('counts late days', () => {
    expect(daysLate('2026-01-10', '2026-01-15')).toBe(5);
    expect(daysLate('2026-01-20', '2026-01-15')).toBe(0);
    expect(daysLate(null, '2026-01-15')).toBe(0);
  });
});

describe('the escalation clock', () => {
  const zone = 'America/New_York';
  const raise: EscalationMove = { verb: 'raise', at: '2026-01-05T15:00:00Z' };
  const clock = (moves: EscalationMove[], now: string, promisedOn: string | null = null) =>
    escalationClock({ moves, respondBy: '2026-01-19', promisedOn }, now, zone);

  it('runs while nobody answers, and an acknowledgement is no answer', () => {
    const moves: EscalationMove[] = [raise, { verb: 'acknowledge', at: '2026-01-06T15:00:00Z' }];
    expect(clock(moves, '2026-01-19T20:00:00Z')).toMatchObject({ daysWaiting: 14, daysOverdue: 0, responseDays: [] });
    // 03:00 UTC on the 20th is still the 19th in New York: in time.
    expect(clock(moves, '2026-01-20T03:00:00Z')).toMatchObject({ daysOverdue: 0 });
    expect(clock(moves, '2026-01-22T20:00:00Z')).toMatchObject({ daysWaiting: 17, daysOverdue: 3 });
  });

  it('stops with the answer and then watches the promise', () => {
    const moves: EscalationMove[] = [raise, { verb: 'commit', at: '2026-01-09T15:00:00Z' }];
    expect(clock(moves, '2026-02-20T15:00:00Z', '2026-02-15')).toEqual({
      daysWaiting: null,
      daysOverdue: 0,
      daysPastPromise: 5,
      responseDays: [4],
    });
    const done: EscalationMove[] = [...moves, { verb: 'fulfil', at: '2026-02-19T15:00:00Z' }];
    expect(clock(done, '2026-02-20T15:00:00Z', '2026-02-15').daysPastPromise).toBe(0);
  });

  it('begins anew with new words, and forgets the promise that was made to the old ones', () => {
    const moves: EscalationMove[] = [
      raise,
      { verb: 'commit', at: '2026-01-07T15:00:00Z' },
      { verb: 'revise', at: '2026-01-12T15:00:00Z' },
    ];
    expect(clock(moves, '2026-01-15T15:00:00Z', '2026-01-10')).toEqual({
      daysWaiting: 3,
      daysOverdue: 0,
      daysPastPromise: 0,
      responseDays: [2],
    });
  });

  it('starts a round for whoever is asked next', () => {
    const moves: EscalationMove[] = [
      raise,
      { verb: 'redirect', at: '2026-01-07T15:00:00Z' },
      { verb: 'decline', at: '2026-01-10T15:00:00Z' },
      { verb: 'reopen', at: '2026-01-12T15:00:00Z' },
    ];
    expect(escalationRounds(moves)).toHaveLength(3);
    expect(clock(moves, '2026-01-15T15:00:00Z')).toMatchObject({ daysWaiting: 3, responseDays: [2, 3] });
    const withdrawn = clock([...moves, { verb: 'withdraw', at: '2026-01-14T15:00:00Z' }], '2026-01-15T15:00:00Z');
    expect(withdrawn.daysWaiting).toBeNull();
    const accepted = clock(
      [raise, { verb: 'redirect', at: '2026-01-07T15:00:00Z' }, { verb: 'accept', at: '2026-01-08T15:00:00Z' }],
      '2026-01-15T15:00:00Z',
    );
    expect(accepted).toMatchObject({ daysWaiting: null, responseDays: [2] });
  });

  it('summarises by the median', () => {
    expect(medianResponseDays([])).toBeNull();
    expect(medianResponseDays([9, 1, 4])).toBe(4);
    expect(medianResponseDays([1, 4])).toBe(2.5);
  });
});
