import { actionIsOpen } from '@throughline/domain/lifecycles/action';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../session/partnership.tsx';
import { useToday } from '../session/use-today.ts';
import type { ActionView } from './action-parts.ts';
import classes from './actions.module.css';

/** When an action is due, in words; late stands out in orange and says by how much. */
export function Due({ action: { dueOn, daysLate, state } }: { action: ActionView }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const today = useToday();
  if (!dueOn) return <span className={classes['quiet']}>{t('due.none')}</span>;
  const day = format.day(dueOn);
  if (daysLate > 0) {
    return (
      <span className={classes['late']}>
        {t('due.late', { count: daysLate })} · {day}
      </span>
    );
  }
  const isDueToday = actionIsOpen(state) && dueOn === today;
  return <span className={classes['quiet']}>{isDueToday ? t('due.today') : t('due.on', { day })}</span>;
}

/** The state in a word, with a mark whose shape tells it too. */
export function ActionState({ state }: { state: ActionView['state'] }) {
  const { t } = useTranslation('words');
  return (
    <span className={classes['state']} data-state={state}>
      {t(`action_state.${state}`)}
    </span>
  );
}
