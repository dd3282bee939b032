import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ActionView } from '../../shared/actions/action-parts.ts';
import { ActionUpdate } from '../../shared/actions/action-update.tsx';
import { ActionState, Due } from '../../shared/actions/due.tsx';
import { useActionUpdate } from '../../shared/actions/use-action-update.ts';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { itemPath } from '@throughline/domain/item-paths';
import { LateRequests } from '../../shared/requests/late-requests.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { useCan } from '../../shared/session/abilities.ts';
import { useFormat, usePartnership } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { AnswerHere } from './answer-here.tsx';
import { MoreChanges, ChangeRow } from './changes.tsx';
import { MoreDue } from './more-due.tsx';
import { MyWorkQuery } from './my-work-query.ts';
import classes from './my-work.module.css';

const kinds = ['action', 'escalation', 'charter', 'sign_off', 'cycle', 'cycle_question', 'seat'];
const FirstSteps = lazy(() => import('./first-steps.tsx'));
type Work = ResultOf<typeof MyWorkQuery>['myWork'];

/** What is due from me, what waits for my answer, what changed round me; each row done in place. */
export default function MyWorkScreen() {
  const { t } = useTranslation('my-work');
  const screen = useScreen(MyWorkQuery, {}, kinds);
  const shown = <Screen state={screen}>{({ myWork }) => <Work work={myWork} />}</Screen>;
  return screen.data ? (
    shown
  ) : (
    <Page title={t('title')} width="prose">
      {shown}
    </Page>
  );
}

function Work({ work: { id, due, waiting, tests, changes } }: { work: Work }) {
  const { t } = useTranslation('my-work');
  const nothing = due.totalCount + waiting.length + tests.length === 0;
  const can = useCan();
  const looked = useLastLook(id, changes.nodes[0]?.at);
  return (
    <Page title={t('title')} width="prose" lead={nothing ? undefined : <Summary due={due} waiting={waiting} />}>
      {can('canManagePartnership') ? (
        <Suspense fallback={null}>
          <FirstSteps />
        </Suspense>
      ) : null}
      {waiting.length > 0 ? (
        <Section title={t('waiting.title')}>
          <ul className={classes['rows']} aria-label={t('waiting.title')}>
            {waiting.map((item) => (
              <li key={item.id}>
                <WaitingRow item={item} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <LateRequests />
      <Section title={t('due.title')}>
        {due.nodes.length === 0 ? (
          <Empty sentence={t('due.empty')} example={t('due.example')} way="none" />
        ) : (
          <ul className={classes['rows']} aria-label={t('due.title')}>
            {due.nodes.map(dueRow)}
            {due.pageInfo.hasNextPage && due.pageInfo.endCursor ? (
              <MoreDue memberId={id} after={due.pageInfo.endCursor} row={dueRow} />
            ) : null}
          </ul>
        )}
      </Section>
      {tests.length > 0 ? (
        <Section title={t('tests.title')}>
          <ul className={classes['rows']} aria-label={t('tests.title')}>
            {tests.map((test) => (
              <li key={test.id}>
                <TestRow test={test} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('changes.title')}>
        {changes.nodes.length === 0 ? (
          <Empty sentence={t('changes.empty')} way="none" />
        ) : (
          <ul className={classes['changes']} aria-label={t('changes.title')}>
            {changes.nodes.map((change) => (
              <ChangeRow key={change.id} change={change} isNew={looked !== null && change.at > looked} />
            ))}
            {changes.pageInfo.hasNextPage && changes.pageInfo.endCursor ? (
              <MoreChanges after={changes.pageInfo.endCursor} />
            ) : null}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function Summary({ due, waiting }: Pick<Work, 'due' | 'waiting'>) {
  const { t } = useTranslation('my-work');
  const format = useFormat();
  const late = due.nodes.filter(({ daysLate }) => daysLate > 0).length;
  const parts = [
    due.totalCount > 0 ? t('summary.due', { count: due.totalCount }) : '',
    late > 0 ? t('summary.late', { count: late }) : '',
    waiting.length > 0 ? t('summary.waiting', { count: waiting.length }) : '',
  ].filter(Boolean);
  return format.list(parts);
}

const dueRow = (action: ActionView) => <DueRow key={action.id} stored={action} />;

function DueRow({ stored }: { stored: ActionView }) {
  const { t } = useTranslation('actions');
  const update = useActionUpdate(stored);
  const { action } = update;
  return (
    <li className={classes['row']} data-over={action.state === 'done'}>
      <div className={classes['what']}>
        <Link href={`/actions/${action.id}`} className={classes['title']}>
          {action.title}
        </Link>
        <div className={classes['facts']}>
          <Due action={action} />
          <ActionState state={action.state} />
          <span className={classes['quiet']}>{action.networkName}</span>
          {action.isCommitment ? <span className={classes['quiet']}>{t('commitment')}</span> : null}
        </div>
      </div>
      <ActionUpdate action={stored} update={update} />
    </li>
  );
}

function WaitingRow({ item }: { item: Work['waiting'][number] }) {
  const { t } = useTranslation('my-work');
  const format = useFormat();
  const { daysLeft, respondBy } = item;
  const overdue = daysLeft !== null && daysLeft < 0;
  return (
    <div className={classes['row']}>
      <div className={classes['what']}>
        <span className={classes['title']}>{item.title}</span>
        <div className={classes['facts']}>
          {respondBy ? (
            <span className={classes[overdue ? 'late' : 'quiet']}>
              {overdue ? t('waiting.overdue', { count: -daysLeft }) : t('waiting.left', { count: daysLeft ?? 0 })}
              {' · '}
              {format.day(respondBy)}
            </span>
          ) : (
            <span className={classes['quiet']}>{t('waiting.since', { day: format.day(item.since) })}</span>
          )}
          {item.from ? (
            <span className={classes['quiet']}>{t(`waiting.from.${item.waitsFor}`, { who: item.from })}</span>
          ) : null}
          {item.waitsFor === 'sign_off' ? null : <span className={classes['quiet']}>{item.networkName}</span>}
        </div>
      </div>
      <div className={classes['answers']}>
        <AnswerHere item={item} />
        <Link
          href={itemPath(item)}
          className={classes['do']}
          aria-label={`${t(`waiting.do.${item.waitsFor}`)}: ${item.title}`}
        >
          {t(`waiting.do.${item.waitsFor}`)}
        </Link>
      </div>
    </div>
  );
}

function TestRow({ test }: { test: Work['tests'][number] }) {
  const { t } = useTranslation(['my-work', 'words']);
  return (
    <div className={classes['row']}>
      <div className={classes['what']}>
        <Link href={itemPath({ kind: 'cycle', id: test.id })} className={classes['title']}>
          {test.title}
        </Link>
        <div className={classes['facts']}>
          <span>{t(`words:cycle_stage.${test.stage}`)}</span>
          {test.hasPrediction ? null : <span className={classes['late']}>{t('tests.no_prediction')}</span>}
          <span className={classes['quiet']}>{test.networkName}</span>
        </div>
      </div>
    </div>
  );
}

/**
 * Up to which moment of the partnership's history this person has seen the page on this device (ISO 8601), null the first
 * time. What is the newest now is remembered for the next time; the device's own clock is not asked.
 */
function useLastLook(memberId: string, newest: string | undefined): string | null {
  const { partnershipId } = usePartnership();
  const key = `throughline-looked:${partnershipId}:${memberId}`;
  const [looked] = useState(() => localStorage.getItem(key));
  const seen = newest ?? looked ?? '';
  useEffect(() => localStorage.setItem(key, seen), [key, seen]);
  return looked;
}
