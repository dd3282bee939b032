import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLiveQuery } from '../../shared/live.ts';
import { Page } from '../../shared/page.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import type { SaveState } from '../../shared/use-write.ts';
import { CyclePageQuery } from './cycle-operations.ts';
import { LaterQuestion } from './later-question.tsx';

interface LoggedProps {
  cycleId: string;
  state: SaveState;
  onAnother(): void;
}

/** After a quick log: it is safe, and the rest is asked one question at a time for whoever has the time. */
export function Logged({ cycleId, state, onAnother }: LoggedProps) {
  const { t } = useTranslation('cycles');
  const arrived = state === 'saved';
  const [{ data }] = useLiveQuery(CyclePageQuery, { id: cycleId }, [], { pause: !arrived });
  const word = arrived || state === 'decide' ? state : 'waiting';
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
      {data ? (
        <>
          <LaterQuestion cycle={data.cycle} />
          <p style={{ margin: 0 }}>
            <Link href={`/cycles/${cycleId}`}>{t('logged.open')}</Link>
          </p>
        </>
      ) : null}
    </Page>
  );
}
