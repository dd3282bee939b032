import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { predictionDirections } from '@throughline/domain/vocabulary';
import { NumberField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useAct } from '../../shared/form/use-act.ts';
import { type Form as FormOf, useForm } from '../../shared/form/use-form.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import {
  AddQuestion,
  cycleKinds,
  EditQuestion,
  RemoveQuestion,
  type CycleShown,
  type QuestionShown,
} from './cycle-operations.ts';
import { useOpenForm } from './open-forms.tsx';
import { happenedAlone, usePredictionText } from './prediction-text.ts';
import classes from './cycle.module.css';

/** Each question with its prediction beside its result. Predictions can be written until Do begins. */
export function Questions({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [adding, setAdding] = useState(false);
  const form = useForm({
    key: `cycle-question-add:${cycle.id}`,
    document: AddQuestion,
    label: t('questions.label'),
    touches: cycleKinds,
    blank,
    input: (words) => ({ cycleId: cycle.id, ...inputOf(words) }),
  });
  useOpenForm(form);
  const open = cycle.stage === 'plan' && cycle.abilities.includes('canLogCycle');
  const isAdding = (adding && open) || form.dirty;
  return (
    <>
      {cycle.questions.length === 0 && !isAdding ? <p className={classes['quiet']}>{t('questions.empty')}</p> : null}
      {cycle.questions.map((question) => (
        <Question key={question.id} cycle={cycle} question={question} open={open} />
      ))}
      {isAdding ? (
        <QuestionForm form={form} label={t('questions.add')} onDone={() => setAdding(false)} />
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
  const form = useForm({
    key: `cycle-question:${question.id}`,
    document: EditQuestion,
    label: t('questions.label'),
    touches: cycleKinds,
    row: question,
    read: wordsOf,
    input: inputOf,
  });
  useOpenForm(form);
  if ((editing && open) || form.dirty) {
    return (
      <QuestionForm form={form} label={question.question} onDone={() => setEditing(false)}>
        <Removal question={question} onDone={() => form.discard()} />
      </QuestionForm>
    );
  }
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

const numberText = (value: number | null): string => (value === null ? '' : String(value));

const wordsOf = ({ question, prediction, direction, predictedLow, predictedHigh }: QuestionShown) => ({
  question,
  prediction,
  direction,
  predictedLow: numberText(predictedLow),
  predictedHigh: numberText(predictedHigh),
});
type QuestionWords = ReturnType<typeof wordsOf>;

const blank: QuestionWords = { question: '', prediction: '', direction: null, predictedLow: '', predictedHigh: '' };

const inputOf = ({ predictedLow, predictedHigh, ...words }: QuestionWords) => ({
  ...words,
  predictedLow: numberOf(predictedLow) ?? null,
  predictedHigh: numberOf(predictedHigh) ?? null,
});

interface QuestionFormProps {
  form: FormOf<QuestionWords>;
  label: string;
  onDone(): void;
  children?: ReactNode;
}

function QuestionForm({ form, label, onDone, children }: QuestionFormProps) {
  const { t } = useTranslation(['cycles', 'words']);
  const directions = predictionDirections.map((word) => ({
    value: word,
    label: t(`words:prediction_direction.${word}`),
  }));
  return (
    <Form form={form} label={label} onKept={onDone}>
      <TextField form={form} name="question" label={t('questions.question')} required />
      <ProseField form={form} name="prediction" label={t('questions.prediction')} hint={t('hint.prediction')} />
      <SelectField
        form={form}
        name="direction"
        label={t('questions.direction')}
        options={directions}
        none={t('questions.no_direction')}
      />
      <div className={classes['pair']}>
        <NumberField form={form} name="predictedLow" label={t('questions.low')} />
        <NumberField form={form} name="predictedHigh" label={t('questions.high')} />
      </div>
      <FormButtons form={form} save={t('save')}>
        <Button
          variant="default"
          onClick={() => {
            form.discard();
            onDone();
          }}
        >
          {t('cancel')}
        </Button>
        {children}
      </FormButtons>
    </Form>
  );
}

function Removal({ question: { id, version }, onDone }: { question: QuestionShown; onDone(): void }) {
  const { t } = useTranslation('cycles');
  const removal = useAct({
    document: RemoveQuestion,
    label: t('questions.remove'),
    touches: cycleKinds,
    row: { id, version },
  });
  const remove = async () => {
    const answer = await removal.run();
    if (answer?.kind === 'saved' || answer?.kind === 'waiting') onDone();
  };
  return (
    <>
      <Button variant="subtle" onClick={() => void remove()}>
        {t('questions.remove')}
      </Button>
      <ProblemLine problem={removal.problem} />
    </>
  );
}
