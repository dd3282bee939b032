import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { type Tasks, useRowOf } from '../../shared/frame/use-task.ts';
import type { ShownSeat } from './people-query.ts';
import classes from './people.module.css';

/** One seat as a line, with a button for who may change it. */
export function SeatRow({ seat, tasks }: { seat: ShownSeat; tasks: Tasks<'edit', ShownSeat> }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const format = useFormat();
  useRowOf(tasks, seat);
  return (
    <li>
      <div>
        <strong>{seat.memberName}</strong>
        {seat.organizationName ? <span className={classes['quiet']}> · {seat.organizationName}</span> : null}
        <div className={classes['quiet']}>
          {t(`words:seat_role.${seat.role}`)} · {t(`words:perspective.${seat.perspective}`)} ·{' '}
          {seat.untilOn
            ? t('until', { day: format.day(seat.untilOn) })
            : t('since', { month: format.month(seat.fromOn) })}
        </div>
        {seat.responsibilities ? <div>{seat.responsibilities}</div> : null}
      </div>
      {can('canManageSeats', seat) || can('canManageTables', seat) ? (
        <Button
          variant="subtle"
          aria-label={t('change_of', { name: seat.memberName })}
          onClick={() => tasks.begin('edit', seat)}
        >
          {t('change')}
        </Button>
      ) : null}
    </li>
  );
}
