import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { predictionDirections, type PredictionDirection } from '@throughline/domain/vocabulary';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { changedFields } from './changed-fields.ts';
import {
  AddQuestion,
  cycleKinds,
  EditQuestion,
  RemoveQuestion,
  type CycleShown,
  type QuestionShown,
} from './cycle-operations.ts';
import { happenedAlone, usePredictionText } from './prediction-text.ts';
import { WriteState } from './write-state.tsx';
import classes from './cycle.module.css';

/** Each question with its prediction beside its result. Predictions can be written until Do begins. */
export function Questions({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [adding, setAdding] = useState(false);
  const open = cycle.stage === 'plan' && cycle.abilities.includes('canLogCycle');
  return (
    <>
      {cycle.questions.length === 0 && !adding ? <p className={classes['quiet']}>{t('questions.empty')}</p> : null}
      {cycle.questions.map((question) => (
        <Question key={question.id} cycle={cycle} question={question} open={open} />
      ))}
      {adding && open ? (
        <QuestionForm cycle={cycle} question={null} onDone={() => setAdding(false)} />
      ) : open ? (
        <div>
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('questions.add')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Question({ cycle, question, open }: { cycle: CycleShown; question: QuestionShown; open: boolean }) {
  const { t } = useTranslation(['cycles', 'words']);
  const format = useFormat();
  const predicted = usePredictionText()(question);
  const [editing, setEditing] = useState(false);
  if (editing && open) return <QuestionForm cycle={cycle} question={question} onDone={() => setEditing(false)} />;
  const value = question.resultValue === null ? '' : format.number(question.resultValue, 2);
  const result = [question.result || happenedAlone(cycle), value].filter(Boolean).join(' · ');
  return (
    <div className={classes['question']}>
      <h3>{question.question}</h3>
      <div className={classes['compare']}>
        <div>
          <span className={classes['quiet']}>{t('questions.prediction')}</span>
          <p>{predicted || t('questions.none')}</p>
          <small className={classes['quiet']}>
            {question.lockedAt
              ? t('questions.locked', { on: format.moment(question.lockedAt) })
              : t(cycle.stage === 'plan' ? 'questions.unlocked' : 'questions.not_beforehand')}
          </small>
        </div>
        <div>
          <span className={classes['quiet']}>{t('questions.result')}</span>
          <p>{result || t('questions.no_result')}</p>
          {question.verdict ? (
            <b className={classes['verdict']} data-verdict={question.verdict}>
              {t(`words:verdict.${question.verdict}`)}
            </b>
          ) : null}
          {question.evidence ? <small className={classes['quiet']}>{question.evidence}</small> : null}
        </div>
      </div>
      {open ? (
        <div>
          <Button variant="subtle" onClick={() => setEditing(true)}>
            {t('questions.edit')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface QuestionFormProps {
  cycle: CycleShown;
  question: QuestionShown | null;
  onDone(): void;
}

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

function QuestionForm({ cycle, question, onDone }: QuestionFormProps) {
  const { t } = useTranslation(['cycles', 'words']);
  const draft = useDraft(`cycle-question:${question?.id ?? cycle.id}`, {
    question: question?.question ?? '',
    prediction: question?.prediction ?? '',
    direction: question?.direction ?? ('' as PredictionDirection | ''),
    predictedLow: question?.predictedLow?.toString() ?? '',
    predictedHigh: question?.predictedHigh?.toString() ?? '',
  });
  const add = useWrite(AddQuestion, { label: t('questions.label'), touches: cycleKinds });
  const edit = useWrite(EditQuestion, { label: t('questions.label'), touches: cycleKinds });
  const remove = useWrite(RemoveQuestion, { label: t('questions.label'), touches: cycleKinds });
  const { value } = draft;
  const errors = { ...add.fieldErrors, ...edit.fieldErrors };
  const rowOf = (form: typeof value) => ({
    question: form.question,
    prediction: form.prediction,
    direction: form.direction || null,
    predictedLow: numberOf(form.predictedLow),
    predictedHigh: numberOf(form.predictedHigh),
  });
  const done = () => {
    draft.clear();
    onDone();
  };
  const save = async () => {
    const base = rowOf(draft.base);
    const outcome = question
      ? await edit.run({ id: question.id, version: question.version, ...changedFields(base, rowOf(value)) }, base)
      : await add.run({ id: uuid(), cycleId: cycle.id, ...rowOf(value) });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') done();
  };
  const retire = async () => {
    if (!question) return;
    const outcome = await remove.run({ id: question.id, version: question.version });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') done();
  };
  const field = (name: keyof typeof value) => ({
    value: value[name],
    onChange: (text: string) => draft.set({ ...value, [name]: text }),
    error: errors[name],
    readOnly: !draft.ready,
  });
  const directions = predictionDirections.map((word) => ({
    value: word,
    label: t(`words:prediction_direction.${word}`),
  }));
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextLine label={t('questions.question')} required {...field('question')} />
      <TextArea label={t('questions.prediction')} hint={t('hint.prediction')} {...field('prediction')} />
      <ChoiceField
        label={t('questions.direction')}
        options={[{ value: '', label: t('questions.no_direction') }, ...directions]}
        {...field('direction')}
      />
      <div className={classes['pair']}>
        <TextLine label={t('questions.low')} type="number" {...field('predictedLow')} />
        <TextLine label={t('questions.high')} type="number" {...field('predictedHigh')} />
      </div>
      <div className={classes['buttons']}>
        <Button type="submit">{t('save')}</Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
        {question ? (
          <Button variant="subtle" onClick={() => void retire()}>
            {t('questions.remove')}
          </Button>
        ) : null}
      </div>
      <WriteState write={add} onSaved={done} />
      <WriteState write={edit} onSaved={done} />
      <WriteState write={remove} onSaved={done} />
    </form>
  );
}
