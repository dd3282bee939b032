import { expect, test } from 'vitest';
import { decisionKey } from './decision-key.ts';

const where = { indicatorId: 'absence', placeId: 'harbor', populationId: 'everybody' };

test('a decision is found again under its key, however many periods its series shows by now', () => {
  const open = { kind: 'excluded_point', periodStart: '2024-08-01' } as const;
  const keyOfShown = (id: string) => decisionKey({ ...where, id } as typeof where, open);
  expect(keyOfShown('absence:harbor:everybody:24')).toBe(keyOfShown('absence:harbor:everybody'));
});

test('each decision has a key of its own', () => {
  const keys = [
    decisionKey(where, { kind: 'excluded_point', periodStart: '2024-08-01' }),
    decisionKey(where, { kind: 'excluded_point', periodStart: '2025-08-01' }),
    decisionKey(where, { kind: 'excluded_point' }),
    decisionKey(where, { kind: 'recalculation' }),
    decisionKey({ ...where, populationId: 'black' }, { kind: 'recalculation' }),
    decisionKey({ ...where, placeId: 'valley' }, { kind: 'recalculation' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
