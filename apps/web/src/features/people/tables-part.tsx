import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useCan } from '../../shared/abilities.ts';
import { DataList } from '../../shared/data-list.tsx';
import { Empty } from '../../shared/empty.tsx';
import { TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { Section } from '../../shared/page.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { GiveSeatDialog } from './give-seat.tsx';
import { AddLeadershipTable, LeadershipTables, type ShownTable, tableKinds } from './people-operations.ts';
import { Seating, seatKinds } from './people-query.ts';
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
        empty={<Empty sentence={t('table.empty')} example={t('table.example')} />}
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
  const place = { networkId: null, tableId: table.id };
  const [{ data, error }, again] = useLiveQuery(Seating, { ...place, first: 200, after: null }, seatKinds);
  const seating = data?.seating;
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
      {!seating && error ? (
        <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : null}
      {!seating && !error ? <Loading /> : null}
      {seating?.nodes.length === 0 ? <p className={classes['quiet']}>{t('table.nobody')}</p> : null}
      {seating && seating.nodes.length > 0 ? (
        <>
          <ul className={seatClasses['seats']} aria-label={t('title', { count: seating.totalCount })}>
            {seating.nodes.map((seat) => (
              <SeatRow key={seat.id} seat={seat} />
            ))}
          </ul>
          {seating.emptyPerspectives.length > 0 ? (
            <p className={classes['quiet']}>
              {t('table.missing', {
                perspectives: seating.emptyPerspectives.map((name) => t(`words:perspective.${name}`)).join(', '),
              })}
            </p>
          ) : null}
        </>
      ) : null}
      {giving ? <GiveSeatDialog place={{ tableId: table.id }} onClose={() => setGiving(false)} /> : null}
    </Section>
  );
}

function AddTableDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('people');
  const [id] = useState(() => uuid());
  const draft = useDraft('add-table', { name: '', purpose: '' });
  const write = useWrite(AddLeadershipTable, { label: t('table.add'), touches: tableKinds });
  return (
    <FormDialog
      title={t('table.add')}
      save={t('table.add')}
      write={write}
      draft={draft}
      input={() => ({ id, ...draft.value })}
      fieldLabel={(field) => t(`table.${field}`)}
      onClose={onClose}
    >
      <TextLine
        label={t('table.name')}
        value={draft.value.name}
        onChange={(name) => draft.set({ ...draft.value, name })}
        readOnly={!draft.ready}
        error={write.fieldErrors['name']}
        required
      />
      <TextArea
        label={t('table.purpose')}
        hint={t('table.purpose_hint')}
        value={draft.value.purpose}
        onChange={(purpose) => draft.set({ ...draft.value, purpose })}
        readOnly={!draft.ready}
        error={write.fieldErrors['purpose']}
      />
    </FormDialog>
  );
}
