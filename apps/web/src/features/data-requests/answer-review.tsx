import { useState } from 'react';
import { Button } from '@mantine/core';
import { fieldsAsked } from '@throughline/domain/answer-checks';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { ReasonDialog } from '../../shared/form/reason-dialog.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { ReviewQuestions } from './review-questions.tsx';
import {
  AcceptAnswer,
  type ListedAnswer,
  type RequestDetail,
  requestKinds,
  ReturnAnswer,
  UndoAnswerImport,
} from './operations.ts';
import classes from './data-requests.module.css';

interface AnswerReviewProps {
  answer: ListedAnswer;
  request: RequestDetail;
}

/** One answer with its numbers beside the last ones, and what can be done with it. */
export function AnswerReview({ answer, request }: AnswerReviewProps) {
  const { t } = useTranslation(['data-requests', 'words']);
  const { moment } = useFormat();
  const isOpen = answer.state === 'sent' || answer.state === 'accepted';
  const head = (
    <>
      <strong>{answer.numbers.periodLabel}</strong> {t(`words:data_answer_state.${answer.state}`)}{' '}
      <span className={classes['quiet']}>{t('answers.sent_at', { at: moment(answer.createdAt) })}</span>
    </>
  );
  if (!isOpen) {
    return (
      <li className={classes['answer']}>
        <details>
          <summary>{head}</summary>
          {answer.word ? <p className={classes['written']}>{t('answers.word', { word: answer.word })}</p> : null}
          <What answer={answer} request={request} />
        </details>
      </li>
    );
  }
  return (
    <li className={classes['answer']}>
      <p>{head}</p>
      <What answer={answer} request={request} />
      {answer.state === 'sent' ? <Review answer={answer} request={request} /> : <Accepted answer={answer} />}
    </li>
  );
}

/** The note and the numbers, or why there are none. */
function What(props: AnswerReviewProps) {
  const { t } = useTranslation('data-requests');
  const { note, placeIds } = props.answer;
  if (placeIds.length === 0) return <p className={classes['written']}>{t('answers.none', { why: note })}</p>;
  return (
    <>
      {note ? <p className={classes['written']}>{note}</p> : null}
      <Numbers {...props} />
    </>
  );
}

function Review({ answer, request }: AnswerReviewProps) {
  const { t } = useTranslation('data-requests');
  const [isReturning, setReturning] = useState(false);
  const { id, version } = answer;
  // The person decides about the very numbers that they saw.
  const accept = useAct({
    document: AcceptAnswer,
    label: t('answers.accept'),
    touches: [...requestKinds, 'indicator', 'import'],
    row: { id, version },
    exactly: true,
  });
  return (
    <>
      <ReviewQuestions questions={answer.questions} request={request} />
      {answer.importState === 'undone' ? <p className={classes['quiet']}>{t('answers.undone')}</p> : null}
      <div className={classes['acts']}>
        <Button loading={accept.state === 'saving'} onClick={() => void accept.run()}>
          {t(answer.placeIds.length === 0 ? 'answers.accept_none' : 'answers.accept')}
        </Button>
        <Button variant="default" onClick={() => setReturning(true)}>
          {t('answers.return')}
        </Button>
      </div>
      <ProblemLine problem={accept.problem} />
      {isReturning ? <ReturnDialog answer={answer} onClose={() => setReturning(false)} /> : null}
    </>
  );
}

const blank = { word: '' };

function ReturnDialog({ answer, onClose }: { answer: ListedAnswer; onClose(): void }) {
  const { t } = useTranslation('data-requests');
  const form = useForm({
    key: `data-answer-return:${answer.id}`,
    document: ReturnAnswer,
    label: t('answers.return'),
    touches: requestKinds,
    row: answer,
    blank,
    exactly: true,
  });
  return (
    <FormDialog form={form} title={t('answers.return')} save={t('answers.return')} onClose={onClose}>
      <ProseField form={form} name="word" label={t('answers.return_word')} hint={t('answers.return_hint')} required />
    </FormDialog>
  );
}

function Accepted({ answer }: { answer: ListedAnswer }) {
  const { t } = useTranslation('data-requests');
  const { moment } = useFormat();
  const [isUndoing, setUndoing] = useState(false);
  const { importId, importVersion } = answer;
  return (
    <>
      <p className={classes['quiet']}>
        {answer.reviewedAt
          ? t('answers.accepted_by', { name: answer.reviewedByName ?? '', at: moment(answer.reviewedAt) })
          : null}{' '}
        {importId ? <Link href={`/imports/${importId}`}>{t('answers.import')}</Link> : null}
      </p>
      {importId ? (
        <div className={classes['acts']}>
          <Button variant="default" onClick={() => setUndoing(true)}>
            {t('answers.undo')}
          </Button>
        </div>
      ) : null}
      {isUndoing && importId && importVersion !== null ? (
        <ReasonDialog
          document={UndoAnswerImport}
          item={{ id: importId, version: importVersion, title: answer.numbers.periodLabel }}
          verb={t('answers.undo')}
          ask={t('answers.undo_why')}
          touches={[...requestKinds, 'indicator', 'import']}
          onClose={() => setUndoing(false)}
        />
      ) : null}
    </>
  );
}

/** The numbers of each place and population, in columns beside those of the last answer. */
function Numbers({ answer, request }: AnswerReviewProps) {
  const { t } = useTranslation('data-requests');
  const { number } = useFormat();
  const fieldNames = fieldsAsked(request.measureType);
  const columns = [answer.numbers, ...(answer.before ? [answer.before] : [])];
  const isShare = request.measureType === 'proportion';
  const textOf = (value: number | null | undefined) => (value === null || value === undefined ? '–' : number(value, 3));
  const shareOf = (one: (typeof columns)[number], at: number) => {
    const [part, whole] = [one.numerators[at], one.denominators[at]];
    return part != null && whole ? `${number((100 * part) / whole)}%` : '–';
  };
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('answers.of')}
            </th>
            {columns.map((one) => (
              <th scope="colgroup" colSpan={fieldNames.length + Number(isShare)} key={one.periodLabel}>
                {one.periodLabel}
              </th>
            ))}
          </tr>
          <tr>
            {columns.flatMap((one) => [
              ...fieldNames.map((field) => (
                <th scope="col" key={`${one.periodLabel} ${field}`}>
                  {t(`column.${field}`)}
                </th>
              )),
              ...(isShare
                ? [
                    <th scope="col" key={`${one.periodLabel} share`}>
                      %
                    </th>,
                  ]
                : []),
            ])}
          </tr>
        </thead>
        <tbody>
          {answer.placeIds.map((placeId, at) => {
            const populationId = answer.populationIds[at];
            const place = request.places.find(({ id }) => id === placeId)?.name ?? '';
            const population = request.populations.find(({ id }) => id === populationId)?.name ?? '';
            return (
              <tr key={`${placeId} ${populationId}`}>
                <th scope="row">{request.places.length > 1 ? `${place}, ${population}` : population}</th>
                {columns.flatMap((one) => [
                  ...fieldNames.map((field) => (
                    <td key={`${one.periodLabel} ${field}`}>{textOf(one[`${field}s`][at])}</td>
                  )),
                  ...(isShare ? [<td key={`${one.periodLabel} share`}>{shareOf(one, at)}</td>] : []),
                ])}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
