import { useState } from 'react';
import { Button } from '@mantine/core';
import type { TypedDocumentNode } from '@urql/core';
import { next } from '@throughline/domain/lifecycle';
import { practiceLifecycle } from '@throughline/domain/lifecycles/practice';
import { useTranslation } from 'react-i18next';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
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
  const { id, version, state, sitesUsing } = practice;
  const step = useAct({ document, label: t(`verb.${verb}`), touches: practiceKinds, row: { id, version } });
  const outcome = next(practiceLifecycle, state, verb, { sitesUsing });
  return (
    <>
      <Button
        variant="default"
        disabled={!outcome.ok}
        loading={step.state === 'saving'}
        onClick={() => void step.run()}
      >
        {t(`verb.${verb}`)}
      </Button>
      {outcome.ok ? null : <span className={classes['quiet']}>{t('life.needs_use')}</span>}
      <ProblemLine problem={step.problem} />
    </>
  );
}

const noReason = { reason: '' };

/** A step that is taken with its reason. */
function ReasonStep<Data>({ verb, document, practice }: StepProps<Data, ReasonInput, 'resume_scaling' | 'retire'>) {
  const { t } = useTranslation('practices');
  const [open, setOpen] = useState(false);
  const form = useForm({
    key: `practice-${verb}:${practice.id}`,
    document,
    label: t(`verb.${verb}`),
    touches: practiceKinds,
    row: practice,
    blank: noReason,
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(`verb.${verb}`)}
      </Button>
      {open ? (
        <FormDialog form={form} title={t(`verb.${verb}`)} save={t(`verb.${verb}`)} onClose={() => setOpen(false)}>
          <ProseField form={form} name="reason" label={t('field.reason')} hint={t(`hint.${verb}`)} required />
        </FormDialog>
      ) : null}
    </>
  );
}
