import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemPath } from '@throughline/domain/item-paths';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Page } from '../../shared/frame/page.tsx';
import { SaveChip, type SaveState } from '../../shared/states/save-state.tsx';
import { CyclePageQuery } from './cycle-operations.ts';
import { LaterQuestion } from './later-question.tsx';
import { MoveDialog } from './move-dialog.tsx';

/** A test that was logged just now, and where it went. */
export interface LoggedTest {
  id: string;
  networkId: string;
  networkName: string;
  ideaTitle: string;
}

interface LoggedProps {
  test: LoggedTest;
  state: SaveState;
  onAnother(): void;
}

/** After a quick log: where it went, and the rest asked one question at a time for whoever has the time. */
export function Logged({ test, state, onAnother }: LoggedProps) {
  const { t } = useTranslation('cycles');
  const [moving, setMoving] = useState(false);
  const arrived = state === 'saved';
  const [{ data }] = useLiveQuery(CyclePageQuery, { id: test.id }, [], { pause: !arrived });
  const cycle = data?.cycle;
  const word = arrived || state === 'decide' ? state : 'waiting';
  const { networkId, networkName } = cycle ?? test;
  return (
    <Page
      title={t(`logged.title_${word}`)}
      width="prose"
      lead={t(`logged.lead_${word}`)}
      state={<SaveChip state={state} />}
      action={
        <Button variant={data ? 'default' : 'filled'} fullWidth onClick={onAnother}>
          {t('logged.another')}
        </Button>
      }
    >
      <p style={{ margin: 0 }}>
        {t('logged.in')} <Link href={`/networks/${networkId}`}>{networkName}</Link> ·{' '}
        {cycle ? (
          <Link href={itemPath({ kind: 'change_idea', id: cycle.idea.id, networkId })}>{cycle.idea.title}</Link>
        ) : (
          test.ideaTitle
        )}
        {cycle?.abilities.includes('canDecideCycle') ? (
          <Button variant="subtle" onClick={() => setMoving(true)} style={{ minHeight: 44 }}>
            {t('logged.change')}
          </Button>
        ) : null}
      </p>
      {cycle && moving ? <MoveDialog cycle={cycle} onClose={() => setMoving(false)} /> : null}
      {cycle ? (
        <>
          <LaterQuestion cycle={cycle} />
          <p style={{ margin: 0 }}>
            <Link href={`/cycles/${test.id}`}>{t('logged.open')}</Link>
          </p>
        </>
      ) : null}
    </Page>
  );
}
