import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { expect, test } from 'vitest';
import { adoptProposal } from './adopt-proposal.ts';

const absence = { indicatorKey: 'absence', value: { column: 'Rate' }, denominator: { column: 'Enrolled' } };
const screening = { indicatorKey: 'screened', value: { column: 'Seen' } };
const proposal = (indicators: object[], rest: object = {}) =>
  ({ version: 1, blank: 'not_reported', indicators, ...rest }) as unknown as ImportMapping;

test('another indicator takes nothing back that was chosen by hand', () => {
  const before = proposal([absence]);
  const { denominator: _left, ...withoutDenominator } = absence;
  const mine = proposal([withoutDenominator], { blank: 'suppressed_by_source' });
  const now = proposal([{ ...absence, where: { column: 'Kind', values: ['A'] } }, screening], { duplicates: 'last' });
  expect(adoptProposal(mine, before, now)).toEqual(
    proposal([{ ...withoutDenominator, where: { column: 'Kind', values: ['A'] } }, screening], {
      blank: 'suppressed_by_source',
      duplicates: 'last',
    }),
  );
});

test('where nothing was chosen by hand, the new proposal stands', () => {
  const before = proposal([absence], { skip: ['totals'] });
  const now = proposal([absence, screening]);
  expect(adoptProposal(before, before, now)).toEqual(now);
});
