import { Button } from '@mantine/core';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { VariablesOf } from '../../shared/graphql.ts';
import { History } from '../../shared/history.tsx';
import { ItemThread } from '../../shared/item-thread.tsx';
import { itemPath } from '../../shared/links.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useWrite } from '../../shared/use-write.ts';
import { ActSection } from './act-section.tsx';
import {
  BeginAct,
  BeginDo,
  BeginStudy,
  cycleKinds,
  CyclePageQuery,
  type CycleMeasureShown,
  type CycleShown,
} from './cycle-operations.ts';
import { DoSection } from './do-section.tsx';
import { FidelityList } from './fidelity-list.tsx';
import { Gaps } from './gaps.tsx';
import { LaterQuestion } from './later-question.tsx';
import { Owner } from './owner.tsx';
import { PlanSection } from './plan-section.tsx';
import { Questions } from './questions.tsx';
import { Stepper } from './stepper.tsx';
import { StudySection } from './study-section.tsx';
import { Tasks } from './tasks.tsx';
import { WriteState } from './write-state.tsx';

/** One cycle in one column: plan, do, study, act. */
export default function CycleScreen() {
  const { id } = useParams<{ id: string }>();
  const [{ data, error }, again] = useLiveQuery(CyclePageQuery, { id }, ['cycle_question', 'cycle_task']);
  if (data) return <CyclePage key={id} cycle={data.cycle} measure={data.cycle.measure} />;
  return error ? (
    <ProblemView whole problem={error} retry={() => again({ requestPolicy: 'network-only' })} />
  ) : (
    <Loading />
  );
}

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
      <Stepper stage={cycle.stage} />
      <Gaps gaps={cycle.gaps} />
      <LaterQuestion cycle={cycle} />
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

/** The one main action: on to the next stage. Act has its own choices. */
function NextStage({ cycle }: { cycle: CycleShown }) {
  if (!cycle.abilities.includes('canLogCycle')) return null;
  switch (cycle.stage) {
    case 'plan':
      return <Begin key="plan" document={BeginDo} cycle={cycle} />;
    case 'do':
      return <Begin key="do" document={BeginStudy} cycle={cycle} />;
    case 'study':
      return <Begin key="study" document={BeginAct} cycle={cycle} />;
    default:
      return null;
  }
}

type StageInput = VariablesOf<typeof BeginDo>['input'];

interface BeginProps<Data> {
  document: TypedDocumentNode<Data, { input: StageInput }>;
  cycle: CycleShown;
}

function Begin<Data>({ document, cycle }: BeginProps<Data>) {
  const { t } = useTranslation('cycles');
  const label = t(`next.${cycle.stage}`);
  const write = useWrite(document, { label, touches: cycleKinds });
  return (
    <>
      <Button fullWidth onClick={() => void write.run({ id: cycle.id, version: cycle.version })}>
        {label}
      </Button>
      <SaveChip state={write.state} />
      <WriteState write={write} />
    </>
  );
}
