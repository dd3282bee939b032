import { isPredicted } from '@throughline/domain/lifecycles/prediction';
import { usePredictionText } from './prediction-text.ts';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cycleScales, verdicts } from '@throughline/domain/vocabulary';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { cycleKinds, EditCyclePlan, RecordDo, RecordStudy, type CycleShown } from './cycle-operations.ts';
import { useOpenForm } from './open-forms.tsx';
import classes from './cycle.module.css';

/** What can still be answered after the test; a prediction cannot, so it is not asked for any more. */
const askable = ['no_do_notes', 'as_planned_not_answered', 'no_verdict', 'no_scale', 'no_measure'] as const;
type Askable = (typeof askable)[number];

interface LaterQuestionProps {
  cycle: CycleShown;
  /** What a form of the same page asks already. */
  askedElsewhere?: readonly string[];
}

const nothing: readonly string[] = [];

/** What is missing of a cycle, one question at a time; each can be left for later. Nothing when nothing can be asked. */
export function LaterQuestion({ cycle, askedElsewhere: elsewhere = nothing }: LaterQuestionProps) {
  const { t } = useTranslation('cycles');
  const [later, setLater] = useState<readonly string[]>([]);
  const open = askable.filter((gap) => cycle.gaps.includes(gap) && ![...later, ...elsewhere].includes(gap));
  const [gap] = open;
  if (!gap || !cycle.abilities.includes('canLogCycle') || cycle.stage === 'closed') return null;
  return (
    <section className={classes['later']} aria-live="polite">
      <p className={classes['quiet']}>{t('later.left', { count: open.length })}</p>
      <Question key={gap} gap={gap} cycle={cycle} />
      <div>
        <Button variant="subtle" onClick={() => setLater([...later, gap])}>
          {t('later.skip')}
        </Button>
      </div>
    </section>
  );
}

function Question({ gap, cycle }: { gap: Askable; cycle: CycleShown }) {
  switch (gap) {
    case 'no_do_notes':
      return <HappenedQuestion cycle={cycle} />;
    case 'no_measure':
      return <MeasureQuestion cycle={cycle} />;
    case 'as_planned_not_answered':
      return <AsPlanned cycle={cycle} />;
    case 'no_verdict':
      return <VerdictQuestion cycle={cycle} />;
    case 'no_scale':
      return <ScaleQuestion cycle={cycle} />;
  }
}

function Choices({ gap, detail, children }: { gap: Askable; detail?: string | undefined; children: ReactNode }) {
  const { t } = useTranslation('cycles');
  return (
    <fieldset className={classes['choices']}>
      <legend>{t(`later.${gap}`)}</legend>
      {detail ? <p className={classes['quote']}>{detail}</p> : null}
      <div className={classes['buttons']}>{children}</div>
    </fieldset>
  );
}

function AsPlanned({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const write = useAct({ document: RecordDo, label: t('do.label'), touches: cycleKinds, row: rowOf(cycle) });
  const answer = (carriedOutAsPlanned: boolean) => void write.run({ carriedOutAsPlanned });
  return (
    <Choices gap="as_planned_not_answered">
      <Button variant="default" onClick={() => answer(true)}>
        {t('do.as_planned')}
      </Button>
      <Button variant="default" onClick={() => answer(false)}>
        {t('do.otherwise')}
      </Button>
      <ProblemLine problem={write.problem} />
    </Choices>
  );
}

function VerdictQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const write = useAct({
    document: RecordStudy,
    label: t('study.label'),
    touches: cycleKinds,
    row: rowOf(cycle),
  });
  const predictionText = usePredictionText();
  const question = cycle.questions.find((each) => isPredicted(each) && each.verdict === null);
  if (!question) return null;
  return (
    <Choices gap="no_verdict" detail={predictionText(question)}>
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          variant="default"
          onClick={() => {
            const questions = [{ id: question.id, version: question.version, verdict }];
            void write.run({ questions });
          }}
        >
          {t(`words:verdict.${verdict}`)}
        </Button>
      ))}
      <ProblemLine problem={write.problem} />
    </Choices>
  );
}

function ScaleQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const write = useAct({
    document: EditCyclePlan,
    label: t('plan.label'),
    touches: cycleKinds,
    row: rowOf(cycle),
  });
  return (
    <Choices gap="no_scale">
      {cycleScales.map((scale) => (
        <Button key={scale} variant="default" onClick={() => void write.run({ scale })}>
          {t(`words:cycle_scale.${scale}`)}
        </Button>
      ))}
      <ProblemLine problem={write.problem} />
    </Choices>
  );
}

/** The one row and version that a press of a button is about. */
const rowOf = ({ id, version }: CycleShown) => ({ id, version });

const happenedOf = fields('whatHappened')<CycleShown>;

function HappenedQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const form = useForm({
    key: `cycle-later:no_do_notes:${cycle.id}`,
    document: RecordDo,
    label: t('do.label'),
    touches: cycleKinds,
    row: cycle,
    read: happenedOf,
  });
  useOpenForm(form);
  return (
    <Form form={form} label={t('later.no_do_notes')}>
      <ProseField form={form} name="whatHappened" label={t('later.no_do_notes')} required />
      <FormButtons form={form} save={t('save')} />
    </Form>
  );
}

const measureOf = fields('measureDefinition')<CycleShown>;

function MeasureQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const form = useForm({
    key: `cycle-later:no_measure:${cycle.id}`,
    document: EditCyclePlan,
    label: t('plan.label'),
    touches: cycleKinds,
    row: cycle,
    read: measureOf,
  });
  useOpenForm(form);
  return (
    <Form form={form} label={t('later.no_measure')}>
      <ProseField form={form} name="measureDefinition" label={t('later.no_measure')} required />
      <FormButtons form={form} save={t('save')} />
    </Form>
  );
}
