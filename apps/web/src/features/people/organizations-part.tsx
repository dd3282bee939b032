import { Button } from '@mantine/core';
import { type Sector, sectors } from '@throughline/domain/vocabulary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useCan } from '../../shared/abilities.ts';
import { DataList } from '../../shared/data-list.tsx';
import { Empty } from '../../shared/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  AddOrganization,
  EditOrganization,
  organizationKinds,
  Organizations,
  type ShownOrganization,
} from './people-operations.ts';
import { useSettled } from './use-settled.ts';
import classes from './people-screen.module.css';

const blank = { name: '', sector: 'community' as Sector };

/** The partners, all or of one sector. */
export function OrganizationsPart() {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [search, setSearch] = useState('');
  const [sector, setSector] = useState('');
  const [adding, setAdding] = useState(false);
  const settled = useSettled(search.trim());
  const isFiltered = Boolean(settled || sector);
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
        variables={{ search: settled || null, sector: (sector || null) as Sector | null }}
        kinds={organizationKinds}
        label={t('screen.organizations')}
        page={(data) => data.organizations}
        pageSize={50}
        empty={
          isFiltered ? (
            <Empty sentence={t('organization.none_found')} />
          ) : (
            <Empty sentence={t('organization.empty')} example={t('organization.example')} />
          )
        }
        row={(organization) => <OrganizationRow key={organization.id} organization={organization} />}
      />
      {adding ? <AddOrganizationDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function OrganizationRow({ organization }: { organization: ShownOrganization }) {
  const { t } = useTranslation(['people', 'words']);
  const can = useCan();
  const [open, setOpen] = useState(false);
  return (
    <li className={classes['row']} data-columns="2">
      <strong>{organization.name}</strong>
      <div>{t(`words:sector.${organization.sector}`)}</div>
      {can('canManageOrganizations') ? (
        <div className={classes['actions']}>
          <Button
            variant="subtle"
            aria-label={t('organization.change_of', { name: organization.name })}
            onClick={() => setOpen(true)}
          >
            {t('change')}
          </Button>
        </div>
      ) : null}
      {open ? <EditOrganizationDialog organization={organization} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}

function AddOrganizationDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('people');
  const [id] = useState(() => uuid());
  const draft = useDraft('add-organization', blank);
  const write = useWrite(AddOrganization, { label: t('organization.add'), touches: organizationKinds });
  return (
    <FormDialog
      title={t('organization.add')}
      save={t('organization.add')}
      write={write}
      draft={draft}
      input={() => ({ id, ...draft.value })}
      fieldLabel={(field) => t(`organization.${field}`)}
      onClose={onClose}
    >
      <OrganizationFields value={draft.value} onChange={draft.set} ready={draft.ready} errors={write.fieldErrors} />
    </FormDialog>
  );
}

function EditOrganizationDialog({ organization, onClose }: { organization: ShownOrganization; onClose(): void }) {
  const { t } = useTranslation(['people', 'words']);
  const { id, version, name, sector } = organization;
  const draft = useDraft(`organization:${id}`, { name, sector });
  const touches = ['organization', 'member', 'seat'];
  const write = useWrite(EditOrganization, { label: t('organization.edit'), touches });
  return (
    <FormDialog
      title={name}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`organization.${field}`)}
      show={(field, value) => (field === 'sector' ? t(`words:sector.${value as Sector}`) : String(value ?? '—'))}
      onClose={onClose}
    >
      <OrganizationFields value={draft.value} onChange={draft.set} ready={draft.ready} errors={write.fieldErrors} />
    </FormDialog>
  );
}

interface OrganizationFieldsProps {
  value: typeof blank;
  onChange(value: typeof blank): void;
  ready: boolean;
  errors: Record<string, string>;
}

function OrganizationFields({ value, onChange, ready, errors }: OrganizationFieldsProps) {
  const { t } = useTranslation(['people', 'words']);
  return (
    <>
      <TextLine
        label={t('organization.name')}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        readOnly={!ready}
        error={errors['name']}
        required
      />
      <ChoiceField
        label={t('organization.sector')}
        value={value.sector}
        options={sectors.map((one) => ({ value: one, label: t(`words:sector.${one}`) }))}
        onChange={(sector) => onChange({ ...value, sector: sector as Sector })}
      />
    </>
  );
}
