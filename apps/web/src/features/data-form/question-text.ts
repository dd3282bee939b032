import type { AnswerQuestion } from '@throughline/domain/answer-checks';
import type { DataForm } from '@throughline/domain/data-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';

/** What a form, or whoever reviews its answer, knows of the names in a question. */
export type QuestionNames = Pick<DataForm, 'measure' | 'populations' | 'places'>;

/** Says a question in words; with the names of its cell where it does not stand beside it. */
export function useQuestionText(names: QuestionNames): (question: AnswerQuestion, isAlone: boolean) => string {
  const { t } = useTranslation('data-form');
  const { number } = useFormat();
  return ({ code, placeId, populationId, field, dimension, given, expected }, isAlone) => {
    const isShare = names.measure === 'proportion' && field === 'numerator' && code === 'far_from_earlier';
    const numberText = (value: number) => (isShare ? `${number(value)}%` : number(value, 3));
    const params = {
      given: numberText(given),
      expected: numberText(expected),
      dimension: dimension ?? '',
      field: t(`field.${field}`),
    };
    const text = t(isShare ? 'question.far_share' : `question.${code}`, params);
    if (!isAlone) return text;
    const population = names.populations.find(({ id }) => id === populationId)?.name ?? '';
    const place = names.places.find(({ id }) => id === placeId)?.name ?? '';
    return `${names.places.length > 1 ? `${place}, ` : ''}${population}: ${text}`;
  };
}
