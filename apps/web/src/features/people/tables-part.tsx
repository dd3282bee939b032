import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ProseField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { GiveSeatDialog } from './give-seat.tsx';
import { AddLeadershipTable, LeadershipTables, type ShownTable, tableKinds } from './people-operations.ts';
import { Seating, seatKinds, type ShownSeat } from './people-query.ts';
import { useTask } from '../../shared/frame/use-task.ts';
import { SeatDialog } from './seat-dialog.tsx';
import { SeatRow } from './seat-row.tsx';
import seatClasses from './people.module.css';
import classes from './people-screen.module.css';

/** The standing groups that answer for the partnership, each with who sits at it. */
export function TablesPart() {
  const { t } = useTranslation('people');
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const add = can('canManageTables') ? <Button onClick={() => setAdding(true)}>{t('table.add')}</Button> : null;
  return (
    <div className={classes['part']}>
      <div className={classes['filters']}>
        <p className={classes['quiet']}>{t('table.lead')}</p>
        {add}
      </div>
      <DataList
        query={LeadershipTables}
        variables={{}}
        kinds={tableKinds}
        label={t('screen.tables')}
        page={(data) => data.leadershipTables}
        pageSize={10}
        empty={
          <Empty
            sentence={t('table.empty')}
            example={t('table.example')}
            way={{ above: add !== null, ask: 'director' }}
          />
        }
        row={(table) => (
          <li key={table.id} className={classes['table']}>
            <Table table={table} />
          </li>
        )}
      />
      {adding ? <AddTableDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function Table({ table }: { table: ShownTable }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [giving, setGiving] = useState(false);
  const tasks = useTask<'edit', ShownSeat>();
  const { task, end } = tasks;
  const place = { networkId: null, tableId: table.id };
  const screen = useScreen(Seating, { ...place, first: 200, after: null }, seatKinds);
  const seating = screen.data?.seating;
  const give =
    seating && can('canManageTables', seating) ? (
      <Button
        variant="default"
        aria-label={t('table.give_at', { name: table.name })}
        onClick={() => setGiving(true)}
        style={{ flex: 'none' }}
      >
        {t('give.open')}
      </Button>
    ) : undefined;
  return (
    <Section title={table.name} aside={give}>
      {table.purpose ? <p className={classes['quiet']}>{table.purpose}</p> : null}
      <Screen
        state={screen}
        empty={{
          when: (data) => data.seating.nodes.length === 0,
          show: <p className={classes['quiet']}>{t('table.nobody')}</p>,
        }}
      >
        {({ seating: { nodes, totalCount, emptyPerspectives } }) => (
          <>
            <ul className={seatClasses['seats']} aria-label={t('title', { count: totalCount })}>
              {nodes.map((seat) => (
                <SeatRow key={seat.id} seat={seat} tasks={tasks} />
              ))}
            </ul>
            {emptyPerspectives.length > 0 ? (
              <p className={classes['quiet']}>
                {t('table.missing', {
                  perspectives: emptyPerspectives.map((name) => t(`words:perspective.${name}`)).join(', '),
                })}
              </p>
            ) : null}
          </>
        )}
      </Screen>
      {task ? <SeatDialog key={task.row.id} seat={task.row} onClose={end} /> : null}
      {giving ? <GiveSeatDialog place={{ tableId: table.id }} onClose={() => setGiving(false)} /> : null}
    </Section>
  );
}

const blank = { name: '', purpose: '' };

function AddTableDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('people');
  const form = useForm({
    key: 'add-table',
    document: AddLeadershipTable,
    label: t('table.add'),
    touches: tableKinds,
    blank,
  });
  return (
    <FormDialog form={form} title={t('table.add')} save={t('table.add')} onClose={onClose}>
      <TextField form={form} name="name" label={t('table.name')} required />
      <ProseField form={form} name="purpose" label={t('table.purpose')} hint={t('table.purpose_hint')} />
    </FormDialog>
  );
}
