import type { AnswerQuestion } from '@throughline/domain/answer-checks';
import type { FarFromKnown } from '@throughline/domain/far-numbers';
import type { DataForm } from '@throughline/domain/data-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';

/** What a form, or whoever reviews its answer, knows of the names in a question. */
export type QuestionNames = Pick<DataForm, 'measure' | 'populations' | 'places'>;

/** What a form asks about. */
export type FormQuestion = AnswerQuestion | FarFromKnown;

/** Says a question in words; with the names of its cell where it does not stand beside it. */
export function useQuestionText(names: QuestionNames): (question: FormQuestion, isAlone: boolean) => string {
  const { t } = useTranslation('data-form');
  const { number } = useFormat();
  return (question, isAlone) => {
    const { code, placeId, populationId, field, dimension, given } = question;
    const isFar = code === 'far_from_earlier' || code === 'far_from_known';
    const isShare = isFar && names.measure === 'proportion' && field === 'numerator';
    const numberText = (value: number) => (isShare ? `${number(value)}%` : number(value, 3));
    const params = {
      given: numberText(given),
      ...(question.code !== 'far_from_known' && { expected: numberText(question.expected) }),
      dimension: dimension ?? '',
      field: t(`field.${field}`),
    };
    const text = t(
      isShare ? `question.${code === 'far_from_known' ? 'far_from_known_share' : 'far_share'}` : `question.${code}`,
      params,
    );
    if (!isAlone) return text;
    const population = names.populations.find(({ id }) => id === populationId)?.name ?? '';
    const place = names.places.find(({ id }) => id === placeId)?.name ?? '';
    return `${names.places.length > 1 ? `${place}, ` : ''}${population}: ${text}`;
  };
}
