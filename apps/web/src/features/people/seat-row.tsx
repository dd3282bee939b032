import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/abilities.ts';
import { useFormat } from '../../shared/partnership.tsx';
import type { ShownSeat } from './people-query.ts';
import { SeatDialog } from './seat-dialog.tsx';
import classes from './people.module.css';

/** One seat as a line, with its dialog for who may change it. */
export function SeatRow({ seat }: { seat: ShownSeat }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const format = useFormat();
  const [open, setOpen] = useState(false);
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
        <Button variant="subtle" aria-label={t('change_of', { name: seat.memberName })} onClick={() => setOpen(true)}>
          {t('change')}
        </Button>
      ) : null}
      {open ? <SeatDialog seat={seat} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}
