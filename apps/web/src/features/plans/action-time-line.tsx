import { addDays, dayIn, dayNumber } from '@throughline/domain/dates';
import { nextPeriod, periodContaining } from '@throughline/domain/periods';
import { actionIsOpen } from '@throughline/domain/lifecycles/action';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ActionView } from '../../shared/actions/action-parts.ts';
import { Due } from '../../shared/actions/due.tsx';
import { useFormat, usePartnership } from '../../shared/session/partnership.tsx';
import { useToday } from '../../shared/session/use-today.ts';
import classes from './plans.module.css';

interface Span {
  action: ActionView;
  from: string;
  to: string;
}

/** First days of months from one day to another, thinned so that at most eight are named. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = periodContaining(from, 'month'); ;) {
    month = nextPeriod(month, 'month');
    if (month.start > to) break;
    months.push(month.start);
  }
  const step = Math.ceil(months.length / 8);
  return months.filter((_, index) => index % step === 0);
}

/** Each action from the day that it was agreed to the day that it is due, over the days of the plan. */
export function ActionTimeLine({ actions }: { actions: readonly ActionView[] }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { timeZone } = usePartnership();
  const today = useToday();
  const dated = actions.flatMap((action): Span[] => {
    if (!action.dueOn) return [];
    const begun = dayIn(timeZone, action.createdAt);
    return [{ action, from: begun < action.dueOn ? begun : action.dueOn, to: action.dueOn }];
  });
  const undated = actions.filter(({ dueOn }) => !dueOn);
  const first = addDays(
    [today, ...dated.map(({ from }) => from)].reduce((a, b) => (a < b ? a : b)),
    -3,
  );
  const last = addDays(
    [today, ...dated.map(({ to }) => to)].reduce((a, b) => (a > b ? a : b)),
    3,
  );
  const length = dayNumber(last) - dayNumber(first);
  const across = (day: string): string => `${((dayNumber(day) - dayNumber(first)) / length) * 100}%`;
  // A month that begins at the very end would be named outside of the line.
  const named = monthsBetween(first, addDays(last, -Math.ceil(length / 16)));
  return (
    <div className={classes['timeLine']}>
      <div className={classes['axis']} aria-hidden="true">
        {named.map((day) => (
          <span key={day} style={{ insetInlineStart: across(day) }}>
            {format.month(day)}
          </span>
        ))}
        <span className={classes['today']} style={{ insetInlineStart: across(today) }}>
          {t('time_line.today')}
        </span>
      </div>
      <ul aria-label={t('shape.time_line')}>
        {dated.map(({ action, from, to }) => (
          <li key={action.id}>
            <div className={classes['spanText']}>
              <Link href={`/actions/${action.id}`}>{action.title}</Link>
              <span className={classes['under']}>
                <Due action={action} />
              </span>
            </div>
            <div className={classes['track']} aria-hidden="true">
              <i className={classes['now']} style={{ insetInlineStart: across(today) }} />
              <i
                className={classes['span']}
                data-late={action.daysLate > 0 || action.state === 'blocked'}
                data-over={!actionIsOpen(action.state)}
                style={{ insetInlineStart: across(from), insetInlineEnd: `calc(100% - ${across(to)})` }}
              />
            </div>
          </li>
        ))}
      </ul>
      {undated.length > 0 ? (
        <p className={classes['quiet']}>
          {t('time_line.undated', { titles: format.list(undated.map(({ title }) => title)) })}
        </p>
      ) : null}
    </div>
  );
}
