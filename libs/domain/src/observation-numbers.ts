import { refusal, type Refusal } from './refusals/refusal.ts';
import { isShareOfNobody } from './shares.ts';
import type { MeasureType, ObservationStatus } from './vocabulary.ts';

/** The numbers of one observation, in the indicator's unit. */
export interface ObservationNumbers {
  status: ObservationStatus;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export type NumberField = keyof ObservationNumbers;

/** What is wrong with numbers, by field. */
export type NumberFaults = Readonly<Partial<Record<NumberField, Refusal>>>;

export type CompletedNumbers = { ok: true; numbers: ObservationNumbers } | { ok: false; faults: NumberFaults };

/** How far a typed percentage may be from its counts: half of the last whole percent, for publishers that round. */
const roundingPercent = 0.5 + 1e-9;

const fault = (field: NumberField, why: Refusal): CompletedNumbers => ({ ok: false, faults: { [field]: why } });

/**
 * Numbers that a person typed, completed and checked: a proportion is in percent and follows from its counts; only
 * what is reported has a value. Messages name no number, since a message may be shown to others.
 */
export function completeNumbers(given: ObservationNumbers, measureType: MeasureType): CompletedNumbers {
  const { status, value, numerator, denominator } = given;
  if (status === 'bounded') return fault('status', refusal('RANGE_BY_IMPORT_ONLY'));
  if (status !== 'reported') {
    if (value !== null || numerator !== null) return fault('value', refusal('NUMBERS_WITHOUT_REPORT'));
    return { ok: true, numbers: { status, value: null, numerator: null, denominator } };
  }
  const counted = numerator !== null && denominator !== null;
  if (counted && denominator === 0 && numerator > 0) return fault('denominator', refusal('NOBODY_TO_COUNT'));
  if (isShareOfNobody(measureType, denominator)) {
    if (value !== null && value !== 0) return fault('value', refusal('NO_NUMBER_OF_NOBODY'));
    return { ok: true, numbers: { status: 'not_applicable', value: null, numerator: null, denominator } };
  }
  if (measureType !== 'proportion') return completePlain(given, measureType);
  if (counted && numerator > denominator) return fault('numerator', refusal('PART_ABOVE_WHOLE'));
  const share = counted && denominator > 0 ? (100 * numerator) / denominator : null;
  const shown = value ?? share;
  if (shown === null) return fault('value', refusal('PERCENTAGE_OR_COUNTS'));
  if (shown < 0 || shown > 100) return fault('value', refusal('PERCENTAGE_OUT_OF_RANGE'));
  if (share !== null && Math.abs(share - shown) > roundingPercent) {
    return fault('value', refusal('PERCENTAGE_DISAGREES'));
  }
  return { ok: true, numbers: { status, value: shown, numerator, denominator } };
}

function completePlain(given: ObservationNumbers, measureType: MeasureType): CompletedNumbers {
  const value = given.value ?? (measureType === 'count' ? given.numerator : null);
  if (value === null) return fault('value', refusal('VALUE_MISSING'));
  if (measureType === 'count' && value < 0) return fault('value', refusal('COUNT_NEGATIVE'));
  if (measureType === 'time_between' && value <= 0) return fault('value', refusal('TIME_NOT_POSITIVE'));
  return { ok: true, numbers: { ...given, value } };
}
