import { Button } from '@mantine/core';
import { type Sector, sectors } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
import {
  AddOrganization,
  EditOrganization,
  organizationKinds,
  Organizations,
  type ShownOrganization,
} from './people-operations.ts';
import { useDebounced } from '../../shared/lists/use-debounced.ts';
import classes from './people-screen.module.css';

const blank = { name: '', sector: 'community' as Sector };

/** The partners, all or of one sector. */
export function OrganizationsPart() {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [search, setSearch] = useState('');
  const [sector, setSector] = useState('');
  const [adding, setAdding] = useState(false);
  const searchText = useDebounced(search.trim());
  const isFiltered = Boolean(searchText || sector);
  const tasks = useTask<'edit', ShownOrganization>();
  const { task, end } = tasks;
  const add = can('canManageOrganizations') ? (
    <Button onClick={() => setAdding(true)}>{t('organization.add')}</Button>
  ) : null;
  return (
    <div className={classes['part']}>
      <div className={classes['filters']}>
        <TextLine type="search" label={t('organization.search')} value={search} onChange={setSearch} />
        <ChoiceField
          label={t('organization.sector')}
          value={sector}
          options={[
            { value: '', label: t('organization.any_sector') },
            ...sectors.map((value) => ({ value, label: t(`words:sector.${value}`) })),
          ]}
          onChange={setSector}
        />
        {add}
      </div>
      <DataList
        query={Organizations}
        variables={{ search: searchText || null, sector: (sector || null) as Sector | null }}
        kinds={organizationKinds}
        label={t('screen.organizations')}
        page={(data) => data.organizations}
        pageSize={50}
        empty={
          isFiltered ? (
            <Empty sentence={t('organization.none_found')} way="none" />
          ) : (
            <Empty
              sentence={t('organization.empty')}
              example={t('organization.example')}
              way={{ above: add !== null, ask: 'director' }}
            />
          )
        }
        row={(organization) => <OrganizationRow key={organization.id} organization={organization} tasks={tasks} />}
      />
      {adding ? <AddOrganizationDialog onClose={() => setAdding(false)} /> : null}
      {task ? <EditOrganizationDialog key={task.row.id} organization={task.row} onClose={end} /> : null}
    </div>
  );
}

interface OrganizationRowProps {
  organization: ShownOrganization;
  tasks: Tasks<'edit', ShownOrganization>;
}

function OrganizationRow({ organization, tasks }: OrganizationRowProps) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  useRowOf(tasks, organization);
  return (
    <li className={classes['row']} data-columns="2">
      <strong>{organization.name}</strong>
      <div>{t(`words:sector.${organization.sector}`)}</div>
      {can('canManageOrganizations') ? (
        <div className={classes['actions']}>
          <Button
            variant="subtle"
            aria-label={t('organization.change_of', { name: organization.name })}
            onClick={() => tasks.begin('edit', organization)}
          >
            {t('change')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function AddOrganizationDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('people');
  const form = useForm({
    key: 'add-organization',
    document: AddOrganization,
    label: t('organization.add'),
    touches: organizationKinds,
    blank,
  });
  return (
    <FormDialog form={form} title={t('organization.add')} save={t('organization.add')} onClose={onClose}>
      <OrganizationFields form={form} />
    </FormDialog>
  );
}

function EditOrganizationDialog({ organization, onClose }: { organization: ShownOrganization; onClose(): void }) {
  const { t } = useTranslation('people');
  const form = useForm({
    key: `organization:${organization.id}`,
    document: EditOrganization,
    label: t('organization.edit'),
    touches: ['organization', 'member', 'seat'],
    row: organization,
    read: fields('name', 'sector'),
  });
  return (
    <FormDialog form={form} title={organization.name} save={t('save')} onClose={onClose}>
      <OrganizationFields form={form} />
    </FormDialog>
  );
}

function OrganizationFields({ form }: { form: Form<typeof blank> }) {
  const { t } = useTranslation(['people', 'words']);
  return (
    <>
      <TextField form={form} name="name" label={t('organization.name')} required />
      <SelectField
        form={form}
        name="sector"
        label={t('organization.sector')}
        options={sectors.map((one) => ({ value: one, label: t(`words:sector.${one}`) }))}
      />
    </>
  );
}
