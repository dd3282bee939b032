import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLastSeen, useLive } from '../live/live.ts';
import { useFormat } from '../session/partnership.tsx';
import classes from './states.module.css';

/** One line above every screen: from when it is, while the server does not answer; otherwise nothing. */
export function LastSeenLine() {
  const { t } = useTranslation('shared');
  const format = useFormat();
  const live = useLive();
  const at = useLastSeen();
  if (at === undefined) return null;
  return (
    <output className={classes['lastSeen']}>
      {at === 0 ? t('last_seen.before') : t('last_seen.at', { at: format.moment(new Date(at)) })}
      <Button variant="subtle" onClick={() => live.all()}>
        {t('problem.retry')}
      </Button>
    </output>
  );
}
