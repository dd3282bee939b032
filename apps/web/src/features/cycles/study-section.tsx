import { lazy, Suspense, useMemo } from 'react';
import { Button, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { verdicts, type Verdict } from '@throughline/domain/vocabulary';
import { TextArea, TextLine } from '../../shared/fields.tsx';
import { Loading } from '../../shared/loading.tsx';
import { Section } from '../../shared/page.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  cycleKinds,
  RecordStudy,
  type CycleMeasureShown,
  type CycleShown,
  type QuestionShown,
} from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { usePredictionText } from './prediction-text.ts';
import type { SentSeries } from '../../shared/series/series-query.ts';
import { WriteState } from './write-state.tsx';
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
  const named = useMemo(() => ({ ...measure, name: measure.indicatorName }), [measure]);
  return (
    <Suspense fallback={<Loading />}>
      <SeriesChart
        measure={named}
        series={series}
        target={target === null ? null : { value: target, by: targetDueOn }}
        flags={doStartedAt ? [{ id, kind: 'cycle', at: doStartedAt.slice(0, 10), title }] : []}
      />
    </Suspense>
  );
}

/** Each prediction against its result, with the measure's chart beside it, and what was learned. */
export function StudySection({ cycle, measure }: { cycle: CycleShown; measure: CycleMeasureShown | null }) {
  const { t } = useTranslation(['cycles', 'words']);
  return (
    <Section title={t('words:cycle_stage.study')}>
      <div id="study" />
      {measure?.series ? <MeasureChart cycle={cycle} measure={measure} series={measure.series} /> : null}
      {cycle.stage === 'study' && cycle.abilities.includes('canLogCycle') ? (
        <StudyForm cycle={cycle} />
      ) : (
        <Facts
          facts={[[t('field.learned'), cycle.learned]]}
          empty={t(cycle.stage === 'plan' || cycle.stage === 'do' ? 'study.to_come' : 'study.empty')}
        />
      )}
    </Section>
  );
}

interface Result {
  result: string;
  resultValue: string;
  evidence: string;
  verdict: Verdict | '';
}

const resultOf = (question: QuestionShown): Result => ({
  result: question.result,
  resultValue: question.resultValue?.toString() ?? '',
  evidence: question.evidence,
  verdict: question.verdict ?? '',
});

function StudyForm({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const draft = useDraft(`cycle-study:${cycle.id}`, {
    learned: cycle.learned,
    results: Object.fromEntries(cycle.questions.map((question) => [question.id, resultOf(question)])),
  });
  const write = useWrite(RecordStudy, { label: t('study.label'), touches: cycleKinds });
  const { value } = draft;
  const save = async () => {
    const changed = cycle.questions.filter(
      ({ id }) => JSON.stringify(value.results[id]) !== JSON.stringify(draft.base.results[id]),
    );
    const questions = changed.flatMap(({ id, version }) => {
      const form = value.results[id];
      if (!form) return [];
      const resultValue = form.resultValue.trim() === '' ? null : Number(form.resultValue);
      return [
        { id, version, result: form.result, evidence: form.evidence, resultValue, verdict: form.verdict || null },
      ];
    });
    const learned = value.learned === draft.base.learned ? {} : { learned: value.learned };
    const input = { id: cycle.id, version: cycle.version, ...learned, questions };
    const outcome = await write.run(input, { learned: draft.base.learned });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {cycle.questions.map((question) => (
        <ResultFields
          key={question.id}
          question={question}
          value={value.results[question.id] ?? resultOf(question)}
          readOnly={!draft.ready}
          onChange={(result) => draft.set({ ...value, results: { ...value.results, [question.id]: result } })}
        />
      ))}
      <TextArea
        label={t('field.learned')}
        value={value.learned}
        onChange={(learned) => draft.set({ ...value, learned })}
        readOnly={!draft.ready}
      />
      <div className={classes['buttons']}>
        <Button type="submit" variant="default" disabled={!draft.dirty}>
          {t('save')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <WriteState write={write} onSaved={draft.clear} />
    </form>
  );
}

interface ResultFieldsProps {
  question: QuestionShown;
  value: Result;
  readOnly: boolean;
  onChange(value: Result): void;
}

function ResultFields({ question, value, readOnly, onChange }: ResultFieldsProps) {
  const { t } = useTranslation(['cycles', 'words']);
  const predicted = usePredictionText()(question);
  return (
    <fieldset className={classes['choices']}>
      <legend>{question.question}</legend>
      {predicted ? <p className={classes['quote']}>{predicted}</p> : null}
      <TextArea
        label={t('questions.result')}
        value={value.result}
        readOnly={readOnly}
        onChange={(result) => onChange({ ...value, result })}
      />
      <div className={classes['pair']}>
        <TextLine
          label={t('study.value')}
          type="number"
          value={value.resultValue}
          readOnly={readOnly}
          onChange={(resultValue) => onChange({ ...value, resultValue })}
        />
        <TextLine
          label={t('study.evidence')}
          value={value.evidence}
          readOnly={readOnly}
          onChange={(evidence) => onChange({ ...value, evidence })}
        />
      </div>
      {question.prediction ? (
        <Radio.Group
          label={t('study.verdict')}
          value={value.verdict}
          onChange={(verdict) => onChange({ ...value, verdict: verdict as Verdict })}
        >
          <div className={classes['buttons']}>
            {verdicts.map((verdict) => (
              <Radio key={verdict} size="md" value={verdict} label={t(`words:verdict.${verdict}`)} />
            ))}
          </div>
        </Radio.Group>
      ) : null}
    </fieldset>
  );
}
