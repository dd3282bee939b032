import { expect, test } from 'vitest';
import { openStages, stageCells } from './stages.ts';

const step = (stage: 'exploring' | 'trying' | 'stopped', on: string, skipped: 'preparing'[] = []) => ({
  id: on,
  stage,
  on,
  note: '',
  memberName: 'Ana',
  skipped,
});
const steps = [step('exploring', '2026-01-05'), step('trying', '2026-01-15', ['preparing'])];

test('a site may go on or stop, and one that stopped may resume where it was or earlier', () => {
  expect(openStages({ stage: 'trying', steps })).toEqual(['using', 'sustaining', 'stopped']);
  const stopped = [...steps, step('stopped', '2026-02-01')];
  expect(openStages({ stage: 'stopped', steps: stopped })).toEqual(['exploring', 'preparing', 'trying']);
});

test('a row says where the site is, since when it was where, and what it passed over', () => {
  expect(
    stageCells({ stage: 'trying', steps }).map(({ on, isPresent, isSkipped }) => [on, isPresent, isSkipped]),
  ).toEqual([
    ['2026-01-05', false, false],
    [null, false, true],
    ['2026-01-15', true, false],
    [null, false, false],
    [null, false, false],
  ]);
});
