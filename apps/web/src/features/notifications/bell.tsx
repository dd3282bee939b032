import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { NotificationCount, notificationKindsShown } from './notification-operations.ts';
import classes from './bell.module.css';

/** More than anybody counts. */
const mostShown = 99;

/** Leads to what one is to hear of, and says how many of it were not seen. */
export function Bell() {
  const { t } = useTranslation('app');
  const can = useCan();
  const may = can('canBeNotified');
  const [here] = useRoute('/notifications');
  const [{ data }] = useLiveQuery(NotificationCount, {}, notificationKindsShown, { pause: !may });
  if (!may) return null;
  const unseen = data?.notificationCount.unseen ?? 0;
  return (
    <Link
      href="/notifications"
      className={classes['bell']}
      aria-label={t('bell', { count: unseen })}
      aria-current={here ? 'page' : undefined}
    >
      <BellIcon />
      {unseen > 0 ? <span aria-hidden="true">{unseen > mostShown ? `${mostShown}+` : unseen}</span> : null}
    </Link>
  );
}

const BellIcon = () => (
  <svg
    width="22"
    height="22"
    viewBox="0 0 22 22"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
  >
    <path d="M5 16V10a6 6 0 0 1 12 0v6l1.5 1.5h-15z" strokeLinejoin="round" />
    <path d="M9 19.5a2.2 2.2 0 0 0 4 0" strokeLinecap="round" />
  </svg>
);
