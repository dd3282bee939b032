import { refusal } from '@throughline/domain/refusals/refusal';
import type { MeasureType, ObservationStatus } from '@throughline/domain/vocabulary';
import { isShareOfNobody } from '@throughline/domain/shares';
import { Invalid } from '../../kernel/errors.ts';

/** The numbers of one observation, in the indicator's unit. */
export interface ObservationNumbers {
  status: ObservationStatus;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** How far a typed percentage may be from its counts: half of the last whole percent, for publishers that round. */
const roundingPercent = 0.5 + 1e-9;

/**
 * Numbers that a person typed, completed and checked: a proportion is in percent and follows from its counts; only
 * what is reported has a value. Messages name no number, since a message may be shown to others.
 * @throws Invalid by field
 */
export function completeNumbers(given: ObservationNumbers, measureType: MeasureType): ObservationNumbers {
  const { status, value, numerator, denominator } = given;
  if (status === 'bounded') {
    throw new Invalid({ status: refusal('RANGE_BY_IMPORT_ONLY') });
  }
  if (status !== 'reported') {
    if (value === null && numerator === null) return { status, value: null, numerator: null, denominator };
    throw new Invalid({ value: refusal('NUMBERS_WITHOUT_REPORT') });
  }
  const counted = numerator !== null && denominator !== null;
  if (counted && denominator === 0 && numerator > 0) {
    throw new Invalid({ denominator: refusal('NOBODY_TO_COUNT') });
  }
  if (isShareOfNobody(measureType, denominator)) {
    if (value !== null && value !== 0) {
      throw new Invalid({
        value: refusal('NO_NUMBER_OF_NOBODY'),
      });
    }
    return { status: 'not_applicable', value: null, numerator: null, denominator };
  }
  if (measureType !== 'proportion') return plain(given, measureType);
  if (counted && numerator > denominator) {
    throw new Invalid({ numerator: refusal('PART_ABOVE_WHOLE') });
  }
  const share = counted && denominator > 0 ? (100 * numerator) / denominator : null;
  const shown = value ?? share;
  if (shown === null) throw new Invalid({ value: refusal('PERCENTAGE_OR_COUNTS') });
  if (shown < 0 || shown > 100) throw new Invalid({ value: refusal('PERCENTAGE_OUT_OF_RANGE') });
  if (share !== null && Math.abs(share - shown) > roundingPercent) {
    throw new Invalid({ value: refusal('PERCENTAGE_DISAGREES') });
  }
  return { status, value: shown, numerator, denominator };
}

function plain(given: ObservationNumbers, measureType: MeasureType): ObservationNumbers {
  const value = given.value ?? (measureType === 'count' ? given.numerator : null);
  if (value === null) throw new Invalid({ value: refusal('VALUE_MISSING') });
  if (measureType === 'count' && value < 0) throw new Invalid({ value: refusal('COUNT_NEGATIVE') });
  if (measureType === 'time_between' && value <= 0) throw new Invalid({ value: refusal('TIME_NOT_POSITIVE') });
  return { ...given, value };
}
