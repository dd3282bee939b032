import { expect, test } from 'vitest';
import { placeDecisions, type StandingDecision } from './chart-decisions.tsx';

const periods = Array.from({ length: 10 }, (_, at) => ({ start: `${2010 + at}-07-01`, shown: at !== 4 }));
const decisionIn = (kind: StandingDecision['kind'], year: number): StandingDecision => ({
  kind,
  periodStart: `${year}-07-01`,
  reason: 'why',
  signal: kind === 'recalculation' ? 'saw' : '',
  by: 'Ana',
});
const place = (decisions: StandingDecision[], breaks: { on: string; number: number }[] = []) =>
  placeDecisions(periods, decisions, breaks, (number) => `v${number}`);

test('each decision stands where it was decided, with its reason and who', () => {
  const placed = place(
    [decisionIn('recalculation', 2015), decisionIn('frozen_baseline', 2012), decisionIn('excluded_point', 2011)],
    [{ on: '2017-01-01', number: 2 }],
  );
  expect(placed).toEqual({
    parts: [5, 7],
    freeze: 3,
    excluded: new Map([[1, 'why (Ana)']]),
    phases: [
      { index: 7, kind: 'phase', label: 'v2' },
      { index: 5, kind: 'phase', reason: 'saw; why (Ana)' },
      { index: 3, kind: 'freeze', reason: 'why (Ana)' },
    ],
  });
});

test('what lies outside the series or on no shown point does nothing', () => {
  const placed = place(
    [
      decisionIn('recalculation', 2010),
      decisionIn('recalculation', 2030),
      decisionIn('frozen_baseline', 2001),
      decisionIn('excluded_point', 2014),
      decisionIn('excluded_point', 2030),
    ],
    [
      { on: '2009-01-01', number: 2 },
      { on: '2040-01-01', number: 3 },
    ],
  );
  expect(placed).toEqual({ parts: [], freeze: null, excluded: new Map(), phases: [] });
});

test('new limits where the definition breaks divide the series once, under its name', () => {
  const placed = place([decisionIn('recalculation', 2015)], [{ on: '2015-07-01', number: 2 }]);
  expect(placed.parts).toEqual([5]);
  expect(placed.phases).toEqual([{ index: 5, kind: 'phase', label: 'v2' }]);
});
