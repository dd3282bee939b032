import { useRef, useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import {
  type AnswerCell,
  type AnswerField,
  findFaults,
  findQuestions,
  isBlank,
} from '@throughline/domain/answer-checks';
import { againstRanges } from '@throughline/domain/far-numbers';
import { hasNoNumbers } from '@throughline/domain/data-requests';
import { isWritten } from '@throughline/domain/lifecycle';
import { cellKey, type DataForm, type FormPeriod } from '@throughline/domain/data-form';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { TextArea } from '../../shared/form/fields.tsx';
import { useDebounced } from '../../shared/lists/use-debounced.ts';
import type { Problem } from '../../shared/server/transport.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { fieldOf, noneField, noteField, readTexts } from './answer-texts.ts';
import { CellFields, type FieldErrors } from './cell-fields.tsx';
import { sendAnswer } from './form-client.ts';
import { type KeptForm, unsentPeriods } from './kept-form.ts';
import { Unsent } from './unsent.tsx';
import { useAnswerDraft } from './use-answer-draft.ts';
import { type FormQuestion, useQuestionText } from './question-text.ts';
import classes from './data-form.module.css';

interface AnswerFormProps {
  token: string;
  ofDevice: KeptForm;
  period: FormPeriod;
  onSent(): Promise<void>;
}

/** Pause in typing after which what is typed is held against totals and earlier answers. */
const thinkMs = 700;

/** The numbers of one period: filled in, checked as they are typed, sent, and corrected until they are accepted. */
export function AnswerForm(props: AnswerFormProps) {
  const { t } = useTranslation('data-form');
  const { token, ofDevice, period } = props;
  const isNone = period.sent !== null && hasNoNumbers(period.sent);
  if (period.state === 'accepted' && !isNone)
    return (
      <>
        <p className={classes['done']}>{t('accepted')}</p>
        <Unsent
          token={token}
          ofDevice={ofDevice}
          starts={unsentPeriods(ofDevice).filter((one) => one === period.start)}
        />
      </>
    );
  return (
    <>
      {period.state === 'accepted' ? <p className={classes['done']}>{t('none.accepted')}</p> : null}
      {period.state === 'sent' ? (
        <output className={classes['done']}>{period.sent ? t('sent') : t('sent_by_other')}</output>
      ) : null}
      {period.state === 'returned' ? (
        <div className={classes['returned']}>
          <strong>{t('returned')}</strong>
          {period.word ? <p>{period.word}</p> : null}
        </div>
      ) : null}
      <OpenAnswer {...props} />
    </>
  );
}

/** What this link itself sent for earlier periods, the latest first. */
const earlierOf = (form: DataForm, { start }: FormPeriod) =>
  form.periods.flatMap(({ start: one, sent }) => (one < start && sent ? [sent.cells] : []));

function OpenAnswer({ token, ofDevice, period, onSent }: AnswerFormProps) {
  const { t } = useTranslation('data-form');
  const { form } = ofDevice;
  const draft = useAnswerDraft(token, form, period, ofDevice);
  const [wasTried, setTried] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef({ body: '', key: '', answerId: '' });
  const questionsAt = useRef<HTMLDivElement>(null);

  // What is told waits for a pause: the other half of a pair is still being typed.
  const paused = useDebounced(draft.texts, thinkMs);
  const shown = judge(form, period, wasTried ? draft.texts : paused);
  const now = judge(form, period, draft.texts);

  const hasNone = Boolean(draft.texts[noneField]);

  const put = async (note: string, cells: readonly AnswerCell[]) => {
    setSending(true);
    const body = JSON.stringify([period.start, draft.follows, note, cells, hasNone]);
    if (key.current.body !== body) key.current = { body, key: uuid(), answerId: uuid() };
    const { key: idempotencyKey, answerId } = key.current;
    const answer = await sendAnswer(token, {
      idempotencyKey,
      answerId,
      periodStart: period.start,
      follows: draft.follows,
      note,
      cells: [...cells],
      hasNone,
    });
    if ('problem' in answer) {
      // What the other device sent is asked about beside what is typed here.
      if (answer.problem.refusal?.code === 'ANSWER_OVERTAKEN') {
        await draft.hold();
        return onSent();
      }
      setProblem(answer.problem);
      setSending(false);
      return;
    }
    draft.clear();
    await onSent();
  };

  const send = async () => {
    setTried(true);
    setProblem(undefined);
    const note = draft.texts[noteField] ?? '';
    if (hasNone) {
      if (isWritten(note)) await put(note, []);
      else document.querySelector<HTMLElement>(`[name="${noteField}"]`)?.focus();
      return;
    }
    const { errors, filled, questions } = now;
    if (errors.size > 0 || filled.length === 0) {
      if (errors.size === 0)
        setProblem({ code: 'REFUSED', message: '', refusal: { code: 'ANSWER_EMPTY', params: {}, message: '' } });
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (questions.length > 0 && !isConfirming) {
      setConfirming(true);
      requestAnimationFrame(() => questionsAt.current?.focus());
      return;
    }
    await put(note, filled);
  };

  return (
    <form
      noValidate
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {draft.state === 'conflict' ? (
        <div role="alert" className={classes['returned']}>
          <p>{t(draft.isOvertaken ? 'draft.overtaken' : 'draft.two')}</p>
          <Button variant="default" onClick={() => draft.settle('theirs')}>
            {t('draft.theirs')}
          </Button>{' '}
          <Button variant="default" onClick={() => draft.settle('mine')}>
            {t('draft.mine')}
          </Button>
        </div>
      ) : null}
      <Checkbox
        size="md"
        label={t('none.label')}
        description={t('none.hint')}
        checked={hasNone}
        onChange={(event) => draft.set(noneField, event.currentTarget.checked ? 'yes' : '')}
      />
      {(hasNone ? [] : form.places).map((place) => (
        <fieldset key={place.id} className={classes['place']}>
          <legend>{place.name}</legend>
          {form.populations
            .filter(({ id }) => form.series.includes(cellKey({ placeId: place.id, populationId: id })))
            .map((population) => (
              <CellFields
                key={population.id}
                form={form}
                placeId={place.id}
                population={population}
                draft={draft}
                errors={shown.errors}
                questions={shown.questions.filter(
                  (one) => one.placeId === place.id && one.populationId === population.id,
                )}
              />
            ))}
        </fieldset>
      ))}
      <TextArea
        label={t(hasNone ? 'none.why' : 'note')}
        hint={t(hasNone ? 'none.why_hint' : 'note_hint')}
        required={hasNone}
        error={hasNone && wasTried && !isWritten(draft.texts[noteField] ?? '') ? t('none.why_needed') : undefined}
        name={noteField}
        value={draft.texts[noteField] ?? ''}
        onChange={(text) => draft.set(noteField, text)}
      />
      {!hasNone && isConfirming && now.questions.length > 0 ? (
        <Questions at={questionsAt} form={form} questions={now.questions} />
      ) : null}
      <ProblemLine problem={problem} />
      <div className={classes['send']}>
        <Button type="submit" loading={isSending} disabled={draft.state === 'conflict'}>
          {!hasNone && isConfirming && now.questions.length > 0
            ? t('send_anyway')
            : period.state === 'sent'
              ? t('send_again')
              : t('send')}
        </Button>
        <output className={classes['quiet']}>
          {draft.state === 'clean' || draft.state === 'conflict' ? null : t(`draft.${draft.state}`)}
        </output>
      </div>
    </form>
  );
}

interface Judgement {
  errors: FieldErrors;
  /** The cells that hold something. */
  filled: AnswerCell[];
  questions: FormQuestion[];
}

/** What is wrong with what is typed, and what is to be looked at again. */
function judge(form: DataForm, period: FormPeriod, texts: Readonly<Record<string, string>>): Judgement {
  const { cells, unread } = readTexts(form, texts);
  const errors: FieldErrors = new Map([...unread].map((field) => [field, null]));
  const faults = findFaults(cells, form.measure);
  for (const fault of faults) {
    for (const [field, refusal] of Object.entries(fault.faults)) {
      const name = fieldOf(cellKey(fault), field as AnswerField);
      if (!errors.has(name)) errors.set(name, refusal);
    }
  }
  const filled = cells.filter((cell) => !isBlank(cell));
  const wrong = new Set(faults.map(cellKey));
  const sound = filled.filter((cell) => !wrong.has(cellKey(cell)));
  const questions = findQuestions(sound, form.populations, form.measure, earlierOf(form, period));
  // What its own answers say already is not said again of what others know.
  const unknown = againstRanges(sound, form.measure, form.usual).filter(
    (far) =>
      !questions.some(
        (one) => one.code === 'far_from_earlier' && one.field === far.field && cellKey(one) === cellKey(far),
      ),
  );
  return { errors, filled, questions: [...questions, ...unknown] };
}

function Questions({
  at,
  form,
  questions,
}: {
  at: React.RefObject<HTMLDivElement | null>;
  form: DataForm;
  questions: readonly FormQuestion[];
}) {
  const { t } = useTranslation('data-form');
  const { number } = useFormat();
  const textOf = useQuestionText(form);
  return (
    <div ref={at} tabIndex={-1} className={classes['returned']} role="alert">
      <strong>{t('look_again', { count: questions.length, shown: number(questions.length) })}</strong>
      <ul>
        {questions.map((one) => (
          <li key={`${one.code} ${cellKey(one)} ${one.field} ${one.dimension}`}>{textOf(one, true)}</li>
        ))}
      </ul>
      <p>{t('look_again_todo')}</p>
    </div>
  );
}
