import { Button } from '@mantine/core';
import { sectors } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/abilities.ts';
import { Empty } from '../../shared/empty.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { Section } from '../../shared/page.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { GiveSeatDialog } from './give-seat.tsx';
import { Seating, seatKinds, type ShownSeat } from './people-query.ts';
import { SeatRow } from './seat-row.tsx';
import classes from './people.module.css';

/** Who sits at the network, by sector, and which chairs are empty. */
export default function PeopleTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('people');
  const can = useCan();
  const [giving, setGiving] = useState(false);
  const [{ data, error }, again] = useLiveQuery(
    Seating,
    { networkId, tableId: null, first: 200, after: null },
    seatKinds,
  );
  const seating = data?.seating;
  if (!seating) {
    return error ? <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} /> : <Loading />;
  }
  const add = can('canManageSeats', seating) ? (
    <Button onClick={() => setGiving(true)}>{t('give.open')}</Button>
  ) : undefined;
  const { nodes, emptySectors, emptyPerspectives } = seating;
  return (
    <>
      <Section title={t('title', { count: seating.totalCount })} aside={nodes.length > 0 ? add : undefined}>
        {nodes.length === 0 ? <Empty sentence={t('empty')} example={t('example')} action={add} /> : null}
        <BySector seats={nodes} />
      </Section>
      <EmptyChairs sectors={emptySectors} perspectives={emptyPerspectives} />
      {giving ? <GiveSeatDialog place={{ networkId }} onClose={() => setGiving(false)} /> : null}
    </>
  );
}

function BySector({ seats }: { seats: readonly ShownSeat[] }) {
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
              <SeatRow key={seat.id} seat={seat} />
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
  const { t } = useTranslation(['people', 'words']);
  if (missing.length + perspectives.length === 0) return <p>{t('nobody_missing')}</p>;
  const chairs = (kind: 'perspective' | 'sector', names: readonly string[]) =>
    names.length === 0 ? null : (
      <>
        <h3 className={classes['chairsTitle']}>{t(`missing_${kind}`)}</h3>
        <ul className={classes['chairs']}>
          {names.map((name) => (
            <li key={name}>{t(`words:${kind}.${name}`)}</li>
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
