import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CycleStage } from '@throughline/domain/vocabulary';
import { ReasonDialog } from '../../shared/form/reason-dialog.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { cycleKinds, RestoreCycle, ReturnToStage, VoidCycle, type CycleShown } from './cycle-operations.ts';
import { MoveDialog } from './move-dialog.tsx';
import classes from './cycle.module.css';

/** The stages that a test can be returned to; its plan stays as it was when Do began. */
const earlier: Partial<Record<CycleStage, readonly ('do' | 'study' | 'act')[]>> = {
  study: ['do'],
  act: ['study', 'do'],
  closed: ['act'],
};

/** What can be put right: return to a stage, move the test, void it. */
export function Corrections({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  const mayDecide = cycle.abilities.includes('canDecideCycle');
  const mayReturn = cycle.stage === 'closed' ? mayDecide : cycle.abilities.includes('canLogCycle');
  const returns = mayReturn ? (earlier[cycle.stage] ?? []) : [];
  if (cycle.retiredAt !== null || (returns.length === 0 && !mayDecide)) return null;
  const stage = returns.find((each) => each === open);
  const button = (what: string, label: string) => (
    <Button key={what} variant="subtle" px={0} onClick={() => setOpen(what)} style={{ minHeight: 44 }}>
      {label}
    </Button>
  );
  return (
    <div className={classes['buttons']}>
      {returns.map((each) => button(each, t(`return.${each}`)))}
      {mayDecide && cycle.stage !== 'closed' ? button('move', t('move.title')) : null}
      {mayDecide && cycle.decision !== 'adopt' ? button('void', t('void.title')) : null}
      {stage ? (
        <ReasonDialog
          document={ReturnToStage}
          item={cycle}
          verb={t(`return.${stage}`)}
          ask={t('return.reason')}
          hint={t('return.hint')}
          touches={cycleKinds}
          more={{ stage }}
          onClose={close}
        />
      ) : null}
      {open === 'move' ? <MoveDialog cycle={cycle} onClose={close} /> : null}
      {open === 'void' ? (
        <ReasonDialog
          document={VoidCycle}
          item={cycle}
          verb={t('void.title')}
          ask={t('void.reason')}
          hint={t('void.hint')}
          touches={cycleKinds}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

/** Says of a voided test that it counts nowhere, and takes it back. */
export function Voided({ cycle, at }: { cycle: CycleShown; at: string }) {
  const { t } = useTranslation('cycles');
  const format = useFormat();
  const { id, version } = cycle;
  const restoring = useAct({
    document: RestoreCycle,
    label: t('void.restore'),
    touches: cycleKinds,
    row: { id, version },
  });
  return (
    <div className={classes['stack']}>
      <p className={classes['quiet']}>{t('void.is', { at: format.moment(at) })}</p>
      {cycle.abilities.includes('canDecideCycle') ? (
        <Button variant="default" loading={restoring.state === 'saving'} onClick={() => void restoring.run()}>
          {t('void.restore')}
        </Button>
      ) : null}
      <ProblemLine problem={restoring.problem} />
    </div>
  );
}
