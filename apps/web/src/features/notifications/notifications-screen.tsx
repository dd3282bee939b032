import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useActOn } from '../../shared/form/use-act.ts';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { itemPath } from '@throughline/domain/item-paths';
import { Page } from '../../shared/frame/page.tsx';
import { DataList } from '../../shared/lists/data-list.tsx';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import {
  NotificationCount,
  notificationKindsShown,
  NotificationsQuery,
  SeeNotifications,
} from './notification-operations.ts';
import classes from './notifications.module.css';

type Notification = ResultOf<typeof NotificationsQuery>['notifications']['nodes'][number];

/** What one is to hear of: asked, answered, given to one, due. */
export default function NotificationsScreen() {
  const { t } = useTranslation('notifications');
  const [{ data }] = useLiveQuery(NotificationCount, {}, notificationKindsShown);
  const seeing = useActOn({ document: SeeNotifications, label: t('see_all'), touches: notificationKindsShown });
  const unseen = data?.notificationCount.unseen ?? 0;
  return (
    <Page title={t('title')} lead={t('lead')} width="prose">
      <div className={classes['acts']}>
        <Link href="/notifications/mail">{t('to_mail')}</Link>
        {unseen > 0 ? (
          <Button variant="default" loading={seeing.state === 'saving'} onClick={() => void seeing.run({}, {})}>
            {t('see_all')}
          </Button>
        ) : null}
      </div>
      <ProblemLine problem={seeing.problem} />
      <DataList
        query={NotificationsQuery}
        variables={{}}
        kinds={notificationKindsShown}
        page={({ notifications }) => notifications}
        row={(one) => <Row key={one.id} notification={one} onOpen={() => void seeing.run({}, { ids: [one.id] })} />}
        empty={<Empty sentence={t('empty')} example={t('example')} way="none" />}
        label={t('title')}
      />
    </Page>
  );
}

function Row({ notification, onOpen }: { notification: Notification; onOpen(): void }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { kind, itemKind, itemId, title, networkId, networkName, byName, dueOn, createdAt, isSeen, isOver } =
    notification;
  const by = byName ?? t('somebody');
  const reason = kind === 'assignment' && byName === null ? 'yours' : kind;
  const why = t(`why.${reason}`, { by, day: dueOn ? format.day(dueOn) : '' });
  const isNew = !isSeen && !isOver;
  return (
    <li className={classes['row']} data-new={isNew}>
      <span className={classes['why']}>
        {isNew ? <strong>{t('new')} · </strong> : null}
        {why}
      </span>
      <Link href={itemPath({ kind: itemKind, id: itemId, networkId })} onClick={isSeen ? undefined : onOpen}>
        {title}
      </Link>
      <span className={classes['quiet']}>
        {[isOver ? t('over') : null, networkName === title ? null : networkName, format.moment(createdAt)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}
