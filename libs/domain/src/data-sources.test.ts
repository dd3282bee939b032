import { describe, expect, it } from 'vitest';
import { cadenceSteps, daysOfGrace, expectedOn, lateAfter, standingOfSource } from './data-sources.ts';
import { healthOf } from './indicator-health.ts';
import { sourceCadences } from './vocabulary.ts';

describe('when a source is expected to have a new file', () => {
  it('is one step of its cadence after its last one', () => {
    expect(expectedOn({ cameOn: '2025-11-12', cadence: 'week' })).toBe('2025-11-19');
    expect(expectedOn({ cameOn: '2025-11-12', cadence: 'month' })).toBe('2025-12-12');
    expect(expectedOn({ cameOn: '2025-11-12', cadence: 'quarter' })).toBe('2026-02-12');
    expect(expectedOn({ cameOn: '2025-11-12', cadence: 'year' })).toBe('2026-11-12');
    expect(expectedOn({ cameOn: '2025-12-31', cadence: 'five_years' })).toBe('2030-12-31');
  });

  it('is the last day of a month that has no such day', () => {
    expect(expectedOn({ cameOn: '2026-01-31', cadence: 'month' })).toBe('2026-02-28');
    expect(expectedOn({ cameOn: '2024-01-30', cadence: 'month' })).toBe('2024-02-29');
    expect(expectedOn({ cameOn: '2024-02-29', cadence: 'year' })).toBe('2025-02-28');
    expect(expectedOn({ cameOn: '2026-08-31', cadence: 'quarter' })).toBe('2026-11-30');
  });

  it.each(sourceCadences)(
    'lets a source of every %s be some days behind, fewer than it has between two files',
    (cadence) => {
      const facts = { cameOn: '2026-03-15', cadence };
      const { months, days } = cadenceSteps[cadence];
      expect(daysOfGrace[cadence]).toBeLessThan(months * 28 + days);
      const on = expectedOn(facts);
      expect(standingOfSource(facts, '2026-03-16')).toBe('upcoming');
      expect(standingOfSource(facts, on)).toBe('due');
      expect(standingOfSource(facts, lateAfter(facts))).toBe('due');
      expect(standingOfSource(facts, '2099-01-01')).toBe('late');
    },
  );

  it('is never for a source that comes once', () => expect(standingOfSource(null, '2099-01-01')).toBe('upcoming'));
});

describe('the health of an indicator', () => {
  const well = {
    cadence: 'year',
    today: '2026-07-01',
    newest: '2025-01-01',
    provisional: false,
    points: 12,
    people: 400,
    periods: 12,
    unclear: 0,
    owner: 'present',
    breaksOn: null,
    revisedOn: null,
    retired: false,
  } as const;

  it('names the longest awaited file and counts those that are late', () => {
    const sources = [
      { cameOn: '2025-04-01', cadence: 'year' },
      { cameOn: '2025-03-01', cadence: 'year' },
      { cameOn: '2026-06-25', cadence: 'month' },
    ] as const;
    expect(healthOf({ ...well, sources })).toEqual([{ code: 'source_late', on: '2026-03-01', count: 2 }]);
    expect(healthOf({ ...well, sources: sources.slice(2) })).toEqual([]);
    expect(healthOf({ ...well, sources, retired: true })).toEqual([]);
  });
});
