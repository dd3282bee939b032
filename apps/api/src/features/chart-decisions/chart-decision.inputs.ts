import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { day, flag, ref, writtenProse } from '../../kernel/inputs/fields.ts';
import { ChartDecision } from './chart-decision.entity.ts';

const policy = 'canRecalculateLimits';
const adds = ChartDecision;
/** Of a series that is still drawn, also where its place or its group is no longer in use. */
const series = {
  indicatorId: ref('indicator'),
  placeId: ref('place', { retiredToo: true }),
  populationId: ref('population', { retiredToo: true }),
};
const reason = writtenProse();

export const RecalculateLimitsInput = addInput(
  'RecalculateLimitsInput',
  {
    adds,
    policy,
    description: 'Computes centre and limits anew from a period on; all of the reason is kept.',
  },
  {
    ...series,
    periodStart: day().saying('A day of the first period of the new part.'),
    signal: writtenProse().saying('The signal that is there.'),
    reason: reason.saying('Its cause, which is known.'),
    expectedToLast: flag().saying('Refused when it is not.'),
  },
);
export type RecalculateLimitsInput = InputOf<typeof RecalculateLimitsInput>;

export const FreezeBaselineInput = addInput(
  'FreezeBaselineInput',
  {
    adds,
    policy,
    description: 'Takes centre and limits from the periods up to one of them, and keeps them.',
  },
  { ...series, periodStart: day().saying('A day of the last period of the baseline.'), reason },
);
export type FreezeBaselineInput = InputOf<typeof FreezeBaselineInput>;

export const ExcludePointInput = addInput(
  'ExcludePointInput',
  { adds, policy, description: 'Leaves a point out of centre, limits and runs; it is still drawn.' },
  { ...series, periodStart: day().saying('A day of its period.'), reason },
);
export type ExcludePointInput = InputOf<typeof ExcludePointInput>;

export const WithdrawChartDecisionInput = editInput(
  'WithdrawChartDecisionInput',
  {
    edits: ChartDecision,
    policy,
    description: 'Takes a decision about a chart back; it and both reasons stay to be read.',
  },
  { reason },
);
export type WithdrawChartDecisionInput = InputOf<typeof WithdrawChartDecisionInput>;
