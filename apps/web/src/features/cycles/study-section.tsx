import { isPredicted } from '@throughline/domain/lifecycles/prediction';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn } from '@throughline/domain/dates';
import { verdicts } from '@throughline/domain/vocabulary';
import { NumberField, ProseField, RadioField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { type Form as FormOf, useForm } from '../../shared/form/use-form.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';
import {
  cycleKinds,
  RecordStudy,
  type CycleMeasureShown,
  type CycleShown,
  type QuestionShown,
} from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { useOpenForm } from './open-forms.tsx';
import { usePredictionText } from './prediction-text.ts';
import type { SentSeries } from '../../shared/series/series-query.ts';
import { fieldOf, studyInput, studyOf, type StudyWords } from './study-form.ts';
import classes from './cycle.module.css';

const SeriesChart = lazy(() => import('../../shared/series/series-chart.tsx'));

/** The measure's chart with the cycle as a flag: what happened meanwhile, never the cause. */
function MeasureChart({
  cycle,
  measure,
  series,
}: {
  cycle: CycleShown;
  measure: CycleMeasureShown;
  series: SentSeries;
}) {
  const { id, doStartedAt, title } = cycle;
  const { target, targetDueOn } = measure;
  const { timeZone } = usePartnership();
  const named = useMemo(() => ({ ...measure, name: measure.indicatorName }), [measure]);
  return (
    <Suspense fallback={<Loading />}>
      <SeriesChart
        measure={named}
        series={series}
        target={target === null ? null : { value: target, by: targetDueOn }}
        flags={doStartedAt ? [{ id, kind: 'cycle', at: dayIn(timeZone, doStartedAt), title }] : []}
      />
    </Suspense>
  );
}

/** Each prediction against its result, with the measure's chart beside it, and what was learned. */
export function StudySection({ cycle, measure }: { cycle: CycleShown; measure: CycleMeasureShown | null }) {
  const { t } = useTranslation(['cycles', 'words']);
  const form = useForm({
    key: `cycle-study:${cycle.id}`,
    document: RecordStudy,
    label: t('study.label'),
    touches: cycleKinds,
    row: cycle,
    read: studyOf,
    input: studyInput,
  });
  useOpenForm(form);
  return (
    <Section title={t('words:cycle_stage.study')}>
      <div id="study" />
      {measure?.series ? <MeasureChart cycle={cycle} measure={measure} series={measure.series} /> : null}
      {(cycle.stage === 'study' || form.dirty) && cycle.abilities.includes('canLogCycle') ? (
        <Form form={form} label={t('words:cycle_stage.study')}>
          {cycle.questions.map((question) => (
            <ResultFields key={question.id} form={form} question={question} />
          ))}
          <ProseField form={form} name="learned" label={t('field.learned')} />
          <FormButtons form={form} save={t('save')} variant="default" />
        </Form>
      ) : (
        <Facts
          facts={[[t('field.learned'), cycle.learned]]}
          empty={t(cycle.stage === 'plan' || cycle.stage === 'do' ? 'study.to_come' : 'study.empty')}
        />
      )}
    </Section>
  );
}

function ResultFields({ form, question }: { form: FormOf<StudyWords>; question: QuestionShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const predicted = usePredictionText()(question);
  const { id } = question;
  return (
    <fieldset className={classes['choices']}>
      <legend>{question.question}</legend>
      {predicted ? <p className={classes['quote']}>{predicted}</p> : null}
      <ProseField form={form} name={fieldOf(id, 'result')} label={t('questions.result')} />
      <div className={classes['pair']}>
        <NumberField form={form} name={fieldOf(id, 'resultValue')} label={t('study.value')} />
        <TextField form={form} name={fieldOf(id, 'evidence')} label={t('study.evidence')} />
      </div>
      {isPredicted(question) ? (
        <RadioField
          form={form}
          name={fieldOf(id, 'verdict')}
          label={t('study.verdict')}
          options={verdicts.map((verdict) => ({ value: verdict, label: t(`words:verdict.${verdict}`) }))}
        />
      ) : null}
    </fieldset>
  );
}
