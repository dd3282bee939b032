import type { AnswerField, AnswerQuestionCode } from '@throughline/domain/answer-checks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { ListedAnswer, RequestDetail } from './operations.ts';
import classes from './data-requests.module.css';

interface ReviewQuestionsProps {
  questions: ListedAnswer['questions'];
  request: RequestDetail;
}

/** What does not fit the totals of an answer or the organization's earlier ones. */
export function ReviewQuestions({ questions, request }: ReviewQuestionsProps) {
  const { t } = useTranslation('data-requests');
  const { number } = useFormat();
  if (questions.length === 0) return null;
  return (
    <ul className={classes['questions']} aria-label={t('question.label')}>
      {questions.map(({ code, placeId, populationId, field, dimension, given, expected }) => {
        const isShare = request.measureType === 'proportion' && field === 'numerator' && code === 'far_from_earlier';
        const textOf = (value: number) => (isShare ? `${number(value)}%` : number(value, 3));
        const population = request.populations.find(({ id }) => id === populationId)?.name ?? '';
        const place = request.places.find(({ id }) => id === placeId)?.name ?? '';
        const params = {
          who: request.places.length > 1 ? `${place}, ${population}` : population,
          field: t(`column.${field as AnswerField}`),
          given: textOf(given),
          expected: textOf(expected),
        };
        return (
          <li key={`${code} ${placeId} ${populationId} ${field} ${dimension}`}>
            {t(isShare ? 'question.far_share' : `question.${code as AnswerQuestionCode}`, params)}
          </li>
        );
      })}
    </ul>
  );
}
