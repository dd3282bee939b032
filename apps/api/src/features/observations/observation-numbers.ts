import { completeNumbers, type ObservationNumbers } from '@throughline/domain/observation-numbers';
import { completeInterval, type IntervalField, type PublishedInterval } from '@throughline/domain/published-interval';
import { refusal } from '@throughline/domain/refusals/refusal';
import { Invalid } from '../../kernel/errors.ts';
import type { Indicator } from '../indicators/indicator.entity.ts';

/** What a person typed of a value. */
export interface TypedNumbers extends ObservationNumbers {
  margin: number | null;
  intervalLower: number | null;
  intervalUpper: number | null;
  intervalLevel: number | null;
}

/** Numbers as they are kept, with the interval that the source published. */
export interface CompletedValue extends ObservationNumbers {
  interval: PublishedInterval | null;
}

const inputOf: Record<IntervalField, keyof TypedNumbers> = {
  margin: 'margin',
  lower: 'intervalLower',
  upper: 'intervalUpper',
  level: 'intervalLevel',
};

/**
 * Numbers that a person typed, completed and checked; a count of people is whole.
 * @throws Invalid by field
 */
export function demandNumbers(
  given: TypedNumbers,
  { measureType, countsPeople }: Pick<Indicator, 'measureType' | 'countsPeople'>,
): CompletedValue {
  const { status, value, numerator, denominator, margin, intervalLower: lower, intervalUpper: upper } = given;
  const completed = completeNumbers({ status, value, numerator, denominator }, measureType);
  if (!completed.ok) throw new Invalid(completed.faults);
  const { numbers } = completed;
  if (measureType === 'count' && countsPeople && numbers.value !== null && !Number.isInteger(numbers.value))
    throw new Invalid({ value: refusal('COUNT_NOT_WHOLE') });
  if (numbers.value === null) {
    const filled = (['margin', 'intervalLower', 'intervalUpper'] as const).find((field) => given[field] !== null);
    if (filled !== undefined) throw new Invalid({ [filled]: refusal('INTERVAL_WITHOUT_NUMBER') });
    return { ...numbers, interval: null };
  }
  const found = completeInterval({ margin, lower, upper, level: given.intervalLevel }, numbers.value, measureType);
  if (!found.ok) throw new Invalid({ [inputOf[found.field]]: found.why });
  return { ...numbers, interval: found.interval };
}
