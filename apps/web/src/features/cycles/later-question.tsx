import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cycleScales, verdicts } from '@throughline/domain/vocabulary';
import { TextArea } from '../../shared/fields.tsx';
import { WriteState } from './write-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import type { Outcome } from '../../shared/use-write.ts';
import { useWrite } from '../../shared/use-write.ts';
import { cycleKinds, EditCyclePlan, RecordDo, RecordStudy, type CycleShown } from './cycle-operations.ts';
import classes from './cycle.module.css';

/** What can still be answered after the test; a prediction cannot, so it is not asked for any more. */
const askable = ['no_do_notes', 'as_planned_not_answered', 'no_verdict', 'no_scale', 'no_measure'] as const;
type Askable = (typeof askable)[number];

/** What is missing of a cycle, one question at a time; each can be left for later. Nothing when nothing can be asked. */
export function LaterQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [later, setLater] = useState<readonly string[]>([]);
  const open = askable.filter((gap) => cycle.gaps.includes(gap) && !later.includes(gap));
  const [asked] = open;
  if (!asked || !cycle.abilities.includes('canLogCycle') || cycle.stage === 'closed') return null;
  return (
    <section className={classes['later']} aria-live="polite">
      <p className={classes['quiet']}>{t('later.left', { count: open.length })}</p>
      <Question key={asked} gap={asked} cycle={cycle} />
      <div>
        <Button variant="subtle" onClick={() => setLater([...later, asked])}>
          {t('later.skip')}
        </Button>
      </div>
    </section>
  );
}

function Question({ gap, cycle }: { gap: Askable; cycle: CycleShown }) {
  switch (gap) {
    case 'no_do_notes':
    case 'no_measure':
      return <TextQuestion gap={gap} cycle={cycle} />;
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
  const write = useWrite(RecordDo, { label: t('do.label'), touches: cycleKinds });
  const answer = (carriedOutAsPlanned: boolean) =>
    void write.run({ id: cycle.id, version: cycle.version, carriedOutAsPlanned }, { carriedOutAsPlanned: null });
  return (
    <Choices gap="as_planned_not_answered">
      <Button variant="default" onClick={() => answer(true)}>
        {t('do.as_planned')}
      </Button>
      <Button variant="default" onClick={() => answer(false)}>
        {t('do.otherwise')}
      </Button>
      <WriteState write={write} />
    </Choices>
  );
}

function VerdictQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const write = useWrite(RecordStudy, { label: t('study.label'), touches: cycleKinds });
  const question = cycle.questions.find(({ prediction, verdict }) => prediction !== '' && verdict === null);
  if (!question) return null;
  return (
    <Choices gap="no_verdict" detail={question.prediction}>
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          variant="default"
          onClick={() => {
            const questions = [{ id: question.id, version: question.version, verdict }];
            void write.run({ id: cycle.id, version: cycle.version, questions });
          }}
        >
          {t(`words:verdict.${verdict}`)}
        </Button>
      ))}
      <WriteState write={write} />
    </Choices>
  );
}

function ScaleQuestion({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const write = useWrite(EditCyclePlan, { label: t('plan.label'), touches: cycleKinds });
  return (
    <Choices gap="no_scale">
      {cycleScales.map((scale) => (
        <Button
          key={scale}
          variant="default"
          onClick={() => void write.run({ id: cycle.id, version: cycle.version, scale }, { scale: null })}
        >
          {t(`words:cycle_scale.${scale}`)}
        </Button>
      ))}
      <WriteState write={write} />
    </Choices>
  );
}

function TextQuestion({ gap, cycle }: { gap: 'no_do_notes' | 'no_measure'; cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const draft = useDraft(`cycle-later:${gap}:${cycle.id}`, '');
  const does = useWrite(RecordDo, { label: t('do.label'), touches: cycleKinds });
  const plans = useWrite(EditCyclePlan, { label: t('plan.label'), touches: cycleKinds });
  const save = async () => {
    const { id, version } = cycle;
    const outcome: Outcome<unknown> =
      gap === 'no_do_notes'
        ? await does.run({ id, version, whatHappened: draft.value }, { whatHappened: '' })
        : await plans.run({ id, version, measureDefinition: draft.value }, { measureDefinition: '' });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.value.trim() !== '') void save();
      }}
    >
      <TextArea label={t(`later.${gap}`)} value={draft.value} onChange={draft.set} readOnly={!draft.ready} />
      <div>
        <Button type="submit" disabled={draft.value.trim() === ''}>
          {t('save')}
        </Button>
      </div>
      <WriteState write={does} onSaved={draft.clear} />
      <WriteState write={plans} onSaved={draft.clear} />
    </form>
  );
}
