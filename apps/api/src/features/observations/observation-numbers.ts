import { completeNumbers, type ObservationNumbers } from '@throughline/domain/observation-numbers';
import type { MeasureType } from '@throughline/domain/vocabulary';
import { Invalid } from '../../kernel/errors.ts';

/**
 * Numbers that a person typed, completed and checked.
 * @throws Invalid by field
 */
export function demandNumbers(given: ObservationNumbers, measureType: MeasureType): ObservationNumbers {
  const completed = completeNumbers(given, measureType);
  if (!completed.ok) throw new Invalid(completed.faults);
  return completed.numbers;
}
