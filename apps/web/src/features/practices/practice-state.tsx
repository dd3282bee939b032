import { useState } from 'react';
import { Button } from '@mantine/core';
import type { TypedDocumentNode } from '@urql/core';
import { next } from '@throughline/domain/lifecycle';
import { practiceLifecycle } from '@throughline/domain/lifecycles/practice';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { Section } from '../../shared/page.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  BeginScaling,
  practiceKinds,
  ResumeScaling,
  RetirePractice,
  SustainPractice,
  type Practice,
} from './practice-operations.ts';
import classes from './practices.module.css';

interface PlainInput {
  idempotencyKey: string;
  id: string;
  version: number;
}

interface ReasonInput extends PlainInput {
  reason: string;
}

/** Where the practice stands in its life, and the steps that lead on from there. */
export function PracticeState({ practice }: { practice: Practice }) {
  const { t } = useTranslation('practices');
  const { state } = practice;
  return (
    <Section title={t('life.title')}>
      <p className={classes['quiet']}>{t(`life.${state}`)}</p>
      <div className={classes['buttons']}>
        {state === 'testing_scale' ? (
          <PlainStep verb="begin_scaling" document={BeginScaling} practice={practice} />
        ) : null}
        {state === 'scaling' ? <PlainStep verb="sustain" document={SustainPractice} practice={practice} /> : null}
        {state === 'sustained' ? (
          <ReasonStep verb="resume_scaling" document={ResumeScaling} practice={practice} />
        ) : null}
        {state === 'retired' ? null : <ReasonStep verb="retire" document={RetirePractice} practice={practice} />}
      </div>
    </Section>
  );
}

interface StepProps<Data, Input, Verb> {
  verb: Verb;
  document: TypedDocumentNode<Data, { input: Input }>;
  practice: Practice;
}

/** A step without words; when its rule does not hold yet, the rule stands beside it instead. */
function PlainStep<Data>({ verb, document, practice }: StepProps<Data, PlainInput, 'begin_scaling' | 'sustain'>) {
  const { t } = useTranslation('practices');
  const write = useWrite(document, { label: t(`verb.${verb}`), touches: practiceKinds });
  const { id, version, state, sitesUsing } = practice;
  const outcome = next(practiceLifecycle, state, verb, { sitesUsing });
  return (
    <>
      <Button
        variant="default"
        disabled={!outcome.ok}
        loading={write.state === 'saving'}
        onClick={() => void write.run({ id, version })}
      >
        {t(`verb.${verb}`)}
      </Button>
      {outcome.ok ? null : <span className={classes['quiet']}>{t('life.needs_use')}</span>}
      <ProblemLine problem={write.problem} />
    </>
  );
}

/** A step that is taken with its reason. */
function ReasonStep<Data>({ verb, document, practice }: StepProps<Data, ReasonInput, 'resume_scaling' | 'retire'>) {
  const { t } = useTranslation('practices');
  const [open, setOpen] = useState(false);
  const draft = useDraft(`practice-${verb}:${practice.id}`, { reason: '' });
  const write = useWrite(document, { label: t(`verb.${verb}`), touches: practiceKinds });
  const { id, version } = practice;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(`verb.${verb}`)}
      </Button>
      {open ? (
        <FormDialog
          title={t(`verb.${verb}`)}
          save={t(`verb.${verb}`)}
          write={write}
          draft={draft}
          input={() => ({ id, version, reason: draft.value.reason })}
          fieldLabel={(field) => t(`field.${field}`)}
          onClose={() => setOpen(false)}
        >
          <TextArea
            label={t('field.reason')}
            hint={t(`hint.${verb}`)}
            value={draft.value.reason}
            onChange={(reason) => draft.set({ reason })}
            readOnly={!draft.ready}
            error={write.fieldErrors['reason']}
            required
          />
        </FormDialog>
      ) : null}
    </>
  );
}
