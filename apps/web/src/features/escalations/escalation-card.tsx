import { Link } from 'wouter';
import { useTranslation } from 'react-i18next';
import { itemPath } from '@throughline/domain/item-paths';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { EscalationCardData } from './escalation-operations.ts';
import classes from './escalations.module.css';

/** An ask on a board or in a list: what, of whom, and what its clock says. */
export function EscalationCard({
  escalation,
  withState = false,
}: {
  escalation: EscalationCardData;
  withState?: boolean;
}) {
  const { t } = useTranslation(['escalations', 'words']);
  return (
    <div className={classes['card']}>
      <p className={classes['quiet']}>
        {t(`words:escalation_kind.${escalation.kind}`)} · {t(`words:escalation_category.${escalation.category}`)}
        {withState ? ` · ${t(`words:escalation_state.${escalation.state}`)}` : null}
      </p>
      <Link href={itemPath({ kind: 'escalation', id: escalation.id })} className={classes['cardTitle']}>
        {escalation.title}
      </Link>
      <p className={classes['quiet']}>
        {t('card.of', { whom: escalation.askedOfName, network: escalation.networkName })}
      </p>
      <EscalationClockLine escalation={escalation} />
    </div>
  );
}

/** What the clock of an ask says, in words; late is orange and says so. */
export function EscalationClockLine({ escalation }: { escalation: EscalationCardData }) {
  const { t } = useTranslation('escalations');
  const format = useFormat();
  const { daysWaiting, daysOverdue, daysPastPromise, responseDays } = escalation.clock;
  if (daysOverdue > 0) {
    return (
      <p className={classes['late']}>
        {t('clock.overdue', { count: daysOverdue })} · {t('clock.was_due', { day: format.day(escalation.respondBy) })}
      </p>
    );
  }
  if (daysPastPromise > 0 && escalation.promisedBy) {
    return (
      <p className={classes['late']}>
        {t('clock.past_promise', { count: daysPastPromise })} ·{' '}
        {t('clock.was_promised', { day: format.day(escalation.promisedBy) })}
      </p>
    );
  }
  if (daysWaiting !== null) {
    return (
      <p className={classes['clock']}>
        {t('clock.waiting', { count: daysWaiting })} ·{' '}
        {t('clock.respond_by', { day: format.day(escalation.respondBy) })}
      </p>
    );
  }
  if (escalation.state === 'committed' && escalation.promisedBy) {
    return <p className={classes['clock']}>{t('clock.promised', { day: format.day(escalation.promisedBy) })}</p>;
  }
  const last = responseDays.at(-1);
  return last === undefined ? null : <p className={classes['clock']}>{t('clock.answered', { count: last })}</p>;
}
