import { Link } from 'wouter';
import { useTranslation } from 'react-i18next';
import { itemPath } from '../../shared/frame/links.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { AskCardData } from './escalation-operations.ts';
import classes from './escalations.module.css';

/** An ask on a board or in a list: what, of whom, and what its clock says. */
export function AskCard({ ask, withState = false }: { ask: AskCardData; withState?: boolean }) {
  const { t } = useTranslation(['escalations', 'words']);
  return (
    <div className={classes['card']}>
      <p className={classes['quiet']}>
        {t(`words:escalation_kind.${ask.kind}`)} · {t(`words:escalation_category.${ask.category}`)}
        {withState ? ` · ${t(`words:escalation_state.${ask.state}`)}` : null}
      </p>
      <Link href={itemPath({ kind: 'escalation', id: ask.id })} className={classes['cardTitle']}>
        {ask.title}
      </Link>
      <p className={classes['quiet']}>{t('card.of', { whom: ask.askedOfName, network: ask.networkName })}</p>
      <AskClock ask={ask} />
    </div>
  );
}

/** What the clock of an ask says, in words; late is orange and says so. */
export function AskClock({ ask }: { ask: AskCardData }) {
  const { t } = useTranslation('escalations');
  const format = useFormat();
  const { daysWaiting, daysOverdue, daysPastPromise, responseDays } = ask.clock;
  if (daysOverdue > 0) {
    return (
      <p className={classes['late']}>
        {t('clock.overdue', { count: daysOverdue })} · {t('clock.was_due', { day: format.day(ask.respondBy) })}
      </p>
    );
  }
  if (daysPastPromise > 0 && ask.promisedBy) {
    return (
      <p className={classes['late']}>
        {t('clock.past_promise', { count: daysPastPromise })} ·{' '}
        {t('clock.was_promised', { day: format.day(ask.promisedBy) })}
      </p>
    );
  }
  if (daysWaiting !== null) {
    return (
      <p className={classes['clock']}>
        {t('clock.waiting', { count: daysWaiting })} · {t('clock.respond_by', { day: format.day(ask.respondBy) })}
      </p>
    );
  }
  if (ask.state === 'committed' && ask.promisedBy) {
    return <p className={classes['clock']}>{t('clock.promised', { day: format.day(ask.promisedBy) })}</p>;
  }
  const last = responseDays.at(-1);
  return last === undefined ? null : <p className={classes['clock']}>{t('clock.answered', { count: last })}</p>;
}
