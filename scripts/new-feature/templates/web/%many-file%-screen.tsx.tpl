import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ProseField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { Page } from '../../shared/frame/page.tsx';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
import { Add%One%, Edit%One%, %Many%, %one%Kinds, type Shown%One% } from './%one-file%-operations.ts';

const blank = { title: '', notes: '' };

/** The %many words% of the partnership. */
export default function %Many%Screen() {
  const { t } = useTranslation('%many-file%');
  const may = useCan()('%policy%');
  const [adding, setAdding] = useState(false);
  const tasks = useTask<'edit', Shown%One%>();
  const { task, end } = tasks;
  const add = may ? <Button onClick={() => setAdding(true)}>{t('add')}</Button> : undefined;
  return (
    <Page title={t('title')} lead={t('lead')} action={add}>
      <DataList
        query={%Many%}
        variables={{}}
        kinds={%one%Kinds}
        label={t('title')}
        page={(data) => data.%many%}
        empty={<Empty sentence={t('empty')} example={t('example')} way={{ above: may, ask: 'director' }} />}
        row={(row) => <%One%Row key={row.id} row={row} tasks={tasks} may={may} />}
      />
      {adding ? <Add%One%Dialog onClose={() => setAdding(false)} /> : null}
      {task ? <Edit%One%Dialog key={task.row.id} row={task.row} onClose={end} /> : null}
    </Page>
  );
}

function %One%Row({ row, tasks, may }: { row: Shown%One%; tasks: Tasks<'edit', Shown%One%>; may: boolean }) {
  const { t } = useTranslation('%many-file%');
  useRowOf(tasks, row);
  return (
    <li id={row.id}>
      <strong>{row.title}</strong>
      {row.notes ? <p>{row.notes}</p> : null}
      {may ? (
        <Button
          variant="subtle"
          aria-label={t('change_of', { title: row.title })}
          onClick={() => tasks.begin('edit', row)}
        >
          {t('change')}
        </Button>
      ) : null}
    </li>
  );
}

function Add%One%Dialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('%many-file%');
  const form = useForm({
    key: '%one-file%-add',
    document: Add%One%,
    label: t('add'),
    touches: %one%Kinds,
    blank,
  });
  return (
    <FormDialog form={form} title={t('add')} save={t('add')} onClose={onClose}>
      <%One%Fields form={form} />
    </FormDialog>
  );
}

function Edit%One%Dialog({ row, onClose }: { row: Shown%One%; onClose(): void }) {
  const { t } = useTranslation('%many-file%');
  const form = useForm({
    key: `%one-file%-edit:${row.id}`,
    document: Edit%One%,
    label: t('edit'),
    touches: %one%Kinds,
    row,
    read: fields('title', 'notes'),
  });
  return (
    <FormDialog form={form} title={row.title} save={t('save')} onClose={onClose}>
      <%One%Fields form={form} />
    </FormDialog>
  );
}

function %One%Fields({ form }: { form: Form<typeof blank> }) {
  const { t } = useTranslation('%many-file%');
  return (
    <>
      <TextField form={form} name="title" label={t('field.title')} required />
      <ProseField form={form} name="notes" label={t('field.notes')} />
    </>
  );
}
