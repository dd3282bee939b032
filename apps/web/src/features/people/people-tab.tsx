import { Button } from '@mantine/core';
import { sectors } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { GiveSeatDialog } from './give-seat.tsx';
import { Seating, seatKinds, type ShownSeat, type ShownSeating } from './people-query.ts';
import { type Tasks, useTask } from '../../shared/frame/use-task.ts';
import { SeatDialog } from './seat-dialog.tsx';
import { SeatRow } from './seat-row.tsx';
import classes from './people.module.css';

/** Who sits at the network, by sector, and which chairs are empty. */
export default function PeopleTab({ networkId }: { networkId: string }) {
  const screen = useScreen(Seating, { networkId, tableId: null, first: 200, after: null }, seatKinds);
  return <Screen state={screen}>{({ seating }) => <Seats networkId={networkId} seating={seating} />}</Screen>;
}

function Seats({ networkId, seating }: { networkId: string; seating: ShownSeating }) {
  const { t } = useTranslation('people');
  const can = useCan();
  const [giving, setGiving] = useState(false);
  const tasks = useTask<'edit', ShownSeat>();
  const { task, end } = tasks;
  const add = can('canManageSeats', seating) ? (
    <Button onClick={() => setGiving(true)}>{t('give.open')}</Button>
  ) : undefined;
  const { nodes, emptySectors, emptyPerspectives } = seating;
  return (
    <>
      <Section title={t('title', { count: seating.totalCount })} aside={nodes.length > 0 ? add : undefined}>
        {nodes.length === 0 ? (
          <Empty sentence={t('empty')} example={t('example')} way={{ action: add, ask: 'facilitator' }} />
        ) : null}
        <BySector seats={nodes} tasks={tasks} />
      </Section>
      <EmptyChairs sectors={emptySectors} perspectives={emptyPerspectives} />
      {giving ? <GiveSeatDialog place={{ networkId }} onClose={() => setGiving(false)} /> : null}
      {task ? <SeatDialog key={task.row.id} seat={task.row} onClose={end} /> : null}
    </>
  );
}

function BySector({ seats, tasks }: { seats: readonly ShownSeat[]; tasks: Tasks<'edit', ShownSeat> }) {
  const { t } = useTranslation(['people', 'words']);
  const groups = [...sectors, null]
    .map((sector) => ({ sector, seats: seats.filter((seat) => seat.sector === sector) }))
    .filter((group) => group.seats.length > 0);
  return (
    <div className={classes['sectors']}>
      {groups.map((group) => (
        <section key={group.sector ?? 'none'}>
          <h3>{group.sector ? t(`words:sector.${group.sector}`) : t('no_sector')}</h3>
          <ul>
            {group.seats.map((seat) => (
              <SeatRow key={seat.id} seat={seat} tasks={tasks} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface EmptyChairsProps {
  sectors: readonly string[];
  perspectives: readonly string[];
}

/** Who is not at the table, drawn as chairs that nobody sits on. */
function EmptyChairs({ sectors: missing, perspectives }: EmptyChairsProps) {
  const wordOf = useCodeText('words');
  const { t } = useTranslation(['people', 'words']);
  if (missing.length + perspectives.length === 0) return <p>{t('nobody_missing')}</p>;
  const chairs = (kind: 'perspective' | 'sector', names: readonly string[]) =>
    names.length === 0 ? null : (
      <>
        <h3 className={classes['chairsTitle']}>{t(`missing_${kind}`)}</h3>
        <ul className={classes['chairs']}>
          {names.map((name) => (
            <li key={name}>{wordOf(`${kind}.${name}`, name)}</li>
          ))}
        </ul>
      </>
    );
  return (
    <Section title={t('chairs')}>
      <p className={classes['quiet']}>{t('chairs_lead')}</p>
      {chairs('perspective', perspectives)}
      {chairs('sector', missing)}
    </Section>
  );
}
