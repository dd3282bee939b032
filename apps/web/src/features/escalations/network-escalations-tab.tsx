import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { AskColumns } from './escalation-columns.tsx';
import { AskBoard, askKinds, perColumn } from './escalation-operations.ts';
import classes from './escalations.module.css';

/** The asks of one network by state. */
export default function NetworkAsksTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('escalations');
  const screen = useScreen(AskBoard, { networkId, first: perColumn }, askKinds);
  const raise = (
    <Button component={Link} href={`/asks/new?network=${networkId}`} className={classes['start']}>
      {t('new.open')}
    </Button>
  );
  const isEmpty = (data: ResultOf<typeof AskBoard>) => data.askBoard.every((column) => column.total === 0);
  const teach = <Empty sentence={t('empty.sentence')} example={t('empty.example')} action={raise} />;
  return (
    <Screen of={screen} empty={{ when: isEmpty, show: teach }}>
      {(data) => (
        <>
          {raise}
          <AskColumns board={data.askBoard} networkId={networkId} />
        </>
      )}
    </Screen>
  );
}
