import { describe, expect, it } from 'vitest';
import { type HealthFacts, healthOf } from './indicator-health.ts';

const well: HealthFacts = {
  cadence: 'school_year',
  today: '2026-03-01',
  newest: '2024-07-01',
  points: 12,
  owner: 'present',
  breaksOn: null,
  retired: false,
};
const codes = (facts: Partial<HealthFacts>) => healthOf({ ...well, ...facts }).map(({ code }) => code);

describe('what to know before relying on an indicator', () => {
  it('is nothing when all is well', () => expect(healthOf(well)).toEqual([]));

  it('says from which day on the next period is overdue', () => {
    // The year after 2024-25 ends on 30 June 2026; its numbers are due 270 days later.
    expect(codes({ today: '2027-03-27' })).toEqual([]);
    expect(healthOf({ ...well, today: '2027-03-28' })).toEqual([{ code: 'overdue', on: '2027-03-27', count: null }]);
    expect(codes({ cadence: 'month', newest: '2026-01-01', today: '2026-04-14' })).toEqual([]);
    expect(codes({ cadence: 'month', newest: '2026-01-01', today: '2026-04-15' })).toEqual(['overdue']);
  });

  it('counts too few points, but not where there are none', () => {
    expect(healthOf({ ...well, points: 9 })).toEqual([{ code: 'too_few_points', on: null, count: 9 }]);
    expect(codes({ newest: null, points: 0 })).toEqual(['no_data']);
  });

  it('tells an owner who is missing from one who has gone', () => {
    expect([codes({ owner: 'none' }), codes({ owner: 'gone' })]).toEqual([['owner_missing'], ['owner_gone']]);
  });

  it('warns of a break that the series has not passed yet', () => {
    expect(codes({ breaksOn: '2025-07-01' })).toEqual(['definition_changing']);
    expect(codes({ breaksOn: '2024-07-01' })).toEqual(['definition_changing']);
    expect(codes({ breaksOn: '2023-07-01' })).toEqual([]);
  });

  it('does not judge what is retired', () => expect(codes({ retired: true, newest: null, owner: 'none' })).toEqual([]));
});
