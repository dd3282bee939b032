import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { expect, test } from 'vitest';
import { adoptProposal } from './adopt-proposal.ts';

const absence = { indicatorKey: 'absence', value: { column: 'Rate' }, denominator: { column: 'Enrolled' } };
const screened = { indicatorKey: 'screened', value: { column: 'Seen' } };
const proposed = (indicators: object[], rest: object = {}) =>
  ({ version: 1, blank: 'not_reported', indicators, ...rest }) as unknown as ImportMapping;

test('another indicator takes nothing back that was chosen by hand', () => {
  const before = proposed([absence]);
  const { denominator: _left, ...withoutDenominator } = absence;
  const mine = proposed([withoutDenominator], { blank: 'suppressed_by_source' });
  const now = proposed([{ ...absence, where: { column: 'Kind', values: ['A'] } }, screened], { duplicates: 'last' });
  expect(adoptProposal(mine, before, now)).toEqual(
    proposed([{ ...withoutDenominator, where: { column: 'Kind', values: ['A'] } }, screened], {
      blank: 'suppressed_by_source',
      duplicates: 'last',
    }),
  );
});

test('where nothing was chosen by hand, the new proposal stands', () => {
  const before = proposed([absence], { skip: ['totals'] });
  const now = proposed([absence, screened]);
  expect(adoptProposal(before, before, now)).toEqual(now);
});
