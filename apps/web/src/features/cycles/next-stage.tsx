import { useState } from 'react';
import { Button } from '@mantine/core';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import type { VariablesOf } from '../../shared/server/graphql.ts';
import { SaveChip } from '../../shared/states/save-state.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { BeginAct, BeginDo, BeginStudy, cycleKinds, type CycleShown } from './cycle-operations.ts';
import { useOpenForms } from './open-forms.tsx';

/** The one main action: on to the next stage. Act has its own choices. */
export function NextStage({ cycle }: { cycle: CycleShown }) {
  if (!cycle.abilities.includes('canLogCycle')) return null;
  switch (cycle.stage) {
    case 'plan':
      return <Begin key="plan" stage="plan" document={BeginDo} cycle={cycle} />;
    case 'do':
      return <Begin key="do" stage="do" document={BeginStudy} cycle={cycle} />;
    case 'study':
      return <Begin key="study" stage="study" document={BeginAct} cycle={cycle} />;
    default:
      return null;
  }
}

interface BeginProps<Data> {
  /** The stage that this moves on from. */
  stage: 'plan' | 'do' | 'study';
  document: TypedDocumentNode<Data, { input: VariablesOf<typeof BeginDo>['input'] }>;
  cycle: CycleShown;
}

/** Saves what is typed on the page, then moves; when something cannot be saved, nothing moves. */
function Begin<Data>({ stage, document, cycle }: BeginProps<Data>) {
  const { t } = useTranslation('cycles');
  const label = t(`next.${stage}`);
  const { id, version } = cycle;
  const { save } = useOpenForms();
  const step = useAct({
    document,
    label,
    touches: cycleKinds,
    row: { id, version },
    // The saved text gives the row a newer version: the server names it, and the step goes out again.
    after: { save, version: () => null },
  });
  const [unsaved, setUnsaved] = useState(false);
  const move = async () => {
    setUnsaved(false);
    const answer = await step.run();
    setUnsaved(answer === undefined);
  };
  return (
    <>
      <Button fullWidth loading={step.state === 'saving'} onClick={() => void move()}>
        {label}
      </Button>
      <SaveChip state={step.state} />
      {unsaved ? <p role="alert">{t('next.unsaved')}</p> : null}
      <ProblemLine problem={step.problem} />
    </>
  );
}
