import { expect, test } from 'vitest';
import { curvePoints } from './curve-points.ts';

test('a curve begins with its first day, keeps the days that changed it, and holds until today', () => {
  const curve = {
    days: ['2026-01-05', '2026-01-09', '2026-02-04', '2026-02-09'],
    using: [0, 0, 1, 1],
    eligible: [1, 2, 2, 3],
  };
  expect(curvePoints(curve, '2026-03-01')).toEqual([
    { at: '2026-01-05', using: 0 },
    { at: '2026-02-04', using: 1 },
    { at: '2026-03-01', using: 1 },
  ]);
});

test('there is no second point for today, and none at all without sites', () => {
  expect(curvePoints({ days: ['2026-01-05'], using: [0] }, '2026-01-05')).toHaveLength(1);
  expect(curvePoints({ days: [], using: [] }, '2026-01-05')).toEqual([]);
});
