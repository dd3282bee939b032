import { describe, expect, it } from 'vitest';
import { type HealthFacts, healthOf } from './indicator-health.ts';

const well: HealthFacts = {
  cadence: 'school_year',
  today: '2026-03-01',
  newest: '2024-07-01',
  provisional: false,
  points: 12,
  people: 400,
  periods: 12,
  unclear: 0,
  owner: 'present',
  breaksOn: null,
  revisedOn: null,
  sources: [],
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

  it('tells a value that may still change', () => {
    expect(healthOf({ ...well, provisional: true })).toEqual([{ code: 'provisional', on: '2024-07-01', count: null }]);
    expect(codes({ provisional: true, newest: null, points: 0, periods: 0 })).toEqual(['no_data']);
  });

  it('warns of values about few people, and of series that are mostly hidden or ranges', () => {
    expect(healthOf({ ...well, people: 29 })).toEqual([{ code: 'few_people', on: null, count: 29 }]);
    expect(codes({ people: 30 })).toEqual([]);
    expect(codes({ people: null })).toEqual([]);
    expect(healthOf({ ...well, unclear: 6 })).toEqual([{ code: 'mostly_unclear', on: null, count: 12 }]);
    expect(codes({ unclear: 5 })).toEqual([]);
  });

  it('tells for a year that the definition is a new one, unless its break says so', () => {
    expect(codes({ revisedOn: '2025-03-01' })).toEqual(['definition_new']);
    expect(codes({ revisedOn: '2025-02-28' })).toEqual([]);
    expect(codes({ revisedOn: '2025-12-01', breaksOn: '2024-07-01' })).toEqual(['definition_changing']);
    expect(codes({ revisedOn: '2025-12-01', breaksOn: '2023-07-01' })).toEqual(['definition_new']);
  });

  it('does not judge what is retired', () => expect(codes({ retired: true, newest: null, owner: 'none' })).toEqual([]));
});
