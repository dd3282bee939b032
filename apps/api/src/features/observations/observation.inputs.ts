import { refusal } from '@throughline/domain/refusals/refusal';
import { type InputOf, plainInput, type ReadOf } from '../../kernel/inputs/declare.ts';
import { day, measurement, ref, version, word, writtenProse } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';

const policy = 'canManageIndicators';
const numbers = {
  periodStart: day().saying("Any day of the period; the indicator's cadence says which period that is."),
  status: word(Words.ObservationStatus).or('reported').saying('Reported unless said.'),
  value: measurement().optional().saying('May be left out where it follows from the counts.'),
  numerator: measurement().optional(),
  denominator: measurement().optional(),
  margin: measurement().optional().saying('The margin of error that the source published with the value.'),
  intervalLower: measurement().optional().saying('The lower bound that it published, in place of a margin.'),
  intervalUpper: measurement().optional().saying('The upper bound.'),
  intervalLevel: measurement().optional().saying('Of margin or bounds, in percent, where the source says it.'),
};

function refuseNegative({ numerator, denominator }: { numerator: number | null; denominator: number | null }) {
  const negative = refusal('COUNT_NEGATIVE');
  return {
    ...(numerator !== null && numerator < 0 && { numerator: negative }),
    ...(denominator !== null && denominator < 0 && { denominator: negative }),
  };
}

export const EnterObservationInput = plainInput(
  'EnterObservationInput',
  { policy, description: 'One value of one population at one place in one period.' },
  { indicatorId: ref('indicator'), placeId: ref('place'), populationId: ref('population'), ...numbers },
  refuseNegative,
);
export type EnterObservationInput = InputOf<typeof EnterObservationInput>;

export const CorrectObservationInput = plainInput(
  'CorrectObservationInput',
  { policy, description: 'A correction of one value. The value before is kept.' },
  {
    indicatorId: ref('indicator'),
    placeId: ref('place', { retiredToo: true }),
    populationId: ref('population', { retiredToo: true }),
    ...numbers,
    version: version(),
    reason: writtenProse().saying('Why; kept with the value before, not in the open history.'),
  },
  refuseNegative,
);
export type CorrectObservationInput = InputOf<typeof CorrectObservationInput>;

/** What both writes say of a value. */
export type GivenObservation = ReadOf<typeof EnterObservationInput>;
