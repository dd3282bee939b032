import { completeNumbers, type ObservationNumbers } from '@throughline/domain/observation-numbers';
import { refusal } from '@throughline/domain/refusals/refusal';
import { Invalid } from '../../kernel/errors.ts';
import type { Indicator } from '../indicators/indicator.entity.ts';

/**
 * Numbers that a person typed, completed and checked; a count of people is whole.
 * @throws Invalid by field
 */
export function demandNumbers(
  given: ObservationNumbers,
  { measureType, countsPeople }: Pick<Indicator, 'measureType' | 'countsPeople'>,
): ObservationNumbers {
  const completed = completeNumbers(given, measureType);
  if (!completed.ok) throw new Invalid(completed.faults);
  const { numbers } = completed;
  if (measureType === 'count' && countsPeople && numbers.value !== null && !Number.isInteger(numbers.value))
    throw new Invalid({ value: refusal('COUNT_NOT_WHOLE') });
  return numbers;
}
