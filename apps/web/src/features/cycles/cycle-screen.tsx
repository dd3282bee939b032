import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { itemPath } from '@throughline/domain/item-paths';
import { Page, Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { ActSection } from './act-section.tsx';
import { Corrections, Voided } from './corrections.tsx';
import { CyclePageQuery, type CycleMeasureShown, type CycleShown } from './cycle-operations.ts';
import { DoSection } from './do-section.tsx';
import { FidelityList } from './fidelity-list.tsx';
import { Gaps } from './gaps.tsx';
import { LaterQuestion } from './later-question.tsx';
import { NextStage } from './next-stage.tsx';
import { OpenFormsProvider } from './open-forms.tsx';
import { Owner } from './owner.tsx';
import { PlanSection } from './plan-section.tsx';
import { Questions } from './questions.tsx';
import { Stepper } from './stepper.tsx';
import { StudySection } from './study-section.tsx';
import { Tasks } from './tasks.tsx';

/** One cycle in one column: plan, do, study, act. */
export default function CycleScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(CyclePageQuery, { id }, ['cycle_question', 'cycle_task']);
  return (
    <Screen state={screen} whole>
      {({ cycle }) => (
        <OpenFormsProvider key={id}>
          <CyclePage cycle={cycle} measure={cycle.measure} />
        </OpenFormsProvider>
      )}
    </Screen>
  );
}

/** What the form of each stage asks by itself. */
const askedByForm: Partial<Record<CycleShown['stage'], readonly string[]>> = {
  do: ['no_do_notes', 'as_planned_not_answered'],
  study: ['no_verdict'],
};

function CyclePage({ cycle, measure }: { cycle: CycleShown; measure: CycleMeasureShown | null }) {
  const { t } = useTranslation(['cycles', 'words']);
  return (
    <Page
      title={cycle.title}
      width="prose"
      thread={<ItemThread id={cycle.id} />}
      lead={<Lead cycle={cycle} />}
      action={<NextStage cycle={cycle} />}
    >
      {cycle.retiredAt === null ? null : <Voided cycle={cycle} at={cycle.retiredAt} />}
      <Stepper stage={cycle.stage} />
      <Gaps gaps={cycle.gaps} />
      <LaterQuestion cycle={cycle} askedElsewhere={askedByForm[cycle.stage] ?? []} />
      <PlanSection cycle={cycle} />
      <Section title={t('questions.title')}>
        <Questions cycle={cycle} />
      </Section>
      <Tasks cycle={cycle} />
      <DoSection cycle={cycle} />
      <StudySection cycle={cycle} measure={measure} />
      <ActSection cycle={cycle} />
      <Section title={t('fidelity.title')}>
        <FidelityList answers={cycle.fidelity} />
      </Section>
      <Corrections cycle={cycle} />
      <History id={cycle.id} />
    </Page>
  );
}

function Lead({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const idea = { kind: 'change_idea', id: cycle.idea.id, networkId: cycle.networkId } as const;
  const scale = cycle.scale ? t(`words:cycle_scale.${cycle.scale}`) : t('scale_unknown');
  return (
    <>
      <Link href={itemPath(idea)}>{cycle.idea.title}</Link> · {t('rung', { rung: cycle.rung })} · {scale} ·{' '}
      <Link href={`/networks/${cycle.networkId}`}>{cycle.networkName}</Link>
      <Owner cycle={cycle} />
    </>
  );
}
