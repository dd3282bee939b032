import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { EscalationColumns } from './escalation-columns.tsx';
import { EscalationBoard, escalationRowKinds, perColumn } from './escalation-operations.ts';
import classes from './escalations.module.css';

/** The asks of one network by state. */
export default function NetworkEscalationsTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('escalations');
  const screen = useScreen(EscalationBoard, { networkId, first: perColumn }, escalationRowKinds);
  const raise = (
    <Button component={Link} href={`/asks/new?network=${networkId}`} className={classes['start']}>
      {t('new.open')}
    </Button>
  );
  const isEmpty = (data: ResultOf<typeof EscalationBoard>) =>
    data.escalationBoard.every((column) => column.total === 0);
  const teach = (
    <Empty sentence={t('empty.sentence')} example={t('empty.example')} way={{ action: raise, ask: 'facilitator' }} />
  );
  return (
    <Screen state={screen} empty={{ when: isEmpty, show: teach }}>
      {(data) => (
        <>
          {raise}
          <EscalationColumns board={data.escalationBoard} networkId={networkId} />
        </>
      )}
    </Screen>
  );
}
