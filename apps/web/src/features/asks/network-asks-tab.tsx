import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty } from '../../shared/empty.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { AskColumns } from './ask-columns.tsx';
import { AskBoard, askKinds, perColumn } from './ask-operations.ts';
import classes from './asks.module.css';

/** The asks of one network by state. */
export default function NetworkAsksTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('asks');
  const [{ data, error }, again] = useLiveQuery(AskBoard, { networkId, first: perColumn }, askKinds);
  if (error && !data) return <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  const raise = (
    <Button component={Link} href={`/asks/new?network=${networkId}`} className={classes['start']}>
      {t('new.open')}
    </Button>
  );
  if (data.askBoard.every((column) => column.total === 0)) {
    return <Empty sentence={t('empty.sentence')} example={t('empty.example')} action={raise} />;
  }
  return (
    <>
      {raise}
      <AskColumns board={data.askBoard} networkId={networkId} />
    </>
  );
}
