import { type AnswerCell, findQuestions, isBlank } from '@throughline/domain/answer-checks';
import { daysBetween, isDay } from '@throughline/domain/dates';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../shared/series/evidence.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { valueInput, type ValueMeasure, type ValueWords } from './value-fields.tsx';

/** Days between two days, whichever is earlier. */
const apart = (one: string, other: string): number => Math.abs(daysBetween(one, other));

/**
 * What of a typed value is to be looked at again, in words: a count with a fraction, and a number far from those of the
 * same place and group in the periods around it.
 */
export function useValueQuestions(
  words: ValueWords,
  measure: ValueMeasure,
  series: Evidence | undefined,
  start: string | null,
): string[] {
  const { t } = useTranslation('indicators');
  const { number } = useFormat();
  if (words.status !== 'reported') return [];
  const key = { placeId: series?.placeId ?? '', populationId: series?.populationId ?? '' };
  const typed: AnswerCell = { ...key, ...numbersOf(valueInput(words, measure)) };
  if (isBlank(typed)) return [];
  const cells = start !== null && isDay(start) ? (series?.cells ?? []) : [];
  const others = cells
    .filter((cell) => cell.start !== start)
    .toSorted((a, b) => apart(a.start, start ?? '') - apart(b.start, start ?? ''))
    .map((cell): AnswerCell[] => [{ ...key, ...numbersOf(cell.stored ?? cell) }]);
  const { measureType } = measure;
  return findQuestions([typed], [], measureType, others).flatMap(({ code, field, given, expected }) => {
    // A count of people with a fraction is a fault of its field, and one of something else may have a fraction.
    if (code === 'not_whole' && field === 'value') return [];
    const isShare = measureType === 'proportion' && field === 'numerator' && code === 'far_from_earlier';
    const textOf = (one: number) => (isShare ? `${number(one)}%` : number(one, 3));
    const params = { given: textOf(given), expected: textOf(expected), field: t(`value.${field}`) };
    return [t(isShare ? 'value.far_share' : code === 'not_whole' ? 'value.not_whole' : 'value.far', params)];
  });
}

const numbersOf = ({ value, numerator, denominator }: Pick<AnswerCell, 'value' | 'numerator' | 'denominator'>) => ({
  value,
  numerator,
  denominator,
});
