import { useMemo, useState } from 'react';
import { type FactorKind, factorKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ChoiceField, TextArea, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import {
  AddDriver,
  AddFactor,
  type Choices,
  type Driver,
  EditDriver,
  EditFactor,
  type Factor,
  planKinds,
} from './plan-operations.ts';

interface DriverFields {
  title: string;
  parentId: string | null;
  factorId: string | null;
}

interface AddDriverDialogProps {
  networkId: string;
  parentId?: string | null;
  choices: Choices;
  onClose(): void;
}

/** A new driver, under the aim or under another. */
export function AddDriverDialog({ networkId, parentId = null, choices, onClose }: AddDriverDialogProps) {
  const { t } = useTranslation('plans');
  const [id] = useState(() => uuid());
  const empty = useMemo<DriverFields>(() => ({ title: '', parentId, factorId: null }), [parentId]);
  const draft = useDraft(`driver-add:${networkId}:${parentId ?? ''}`, empty);
  const write = useWrite(AddDriver, { label: t('driver.add'), touches: planKinds });
  const position = choices.drivers.filter((driver) => driver.parentId === draft.value.parentId).length;
  return (
    <FormDialog
      title={t('driver.add')}
      save={t('driver.add_save')}
      write={write}
      draft={draft}
      input={() => ({ id, networkId, position, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <DriverFieldset
        value={draft.value}
        set={draft.set}
        ready={draft.ready}
        errors={write.fieldErrors}
        choices={choices}
      />
    </FormDialog>
  );
}

/** Changes or moves a driver. */
export function EditDriverDialog({ driver, choices, onClose }: { driver: Driver; choices: Choices; onClose(): void }) {
  const { t } = useTranslation('plans');
  const { title, parentId, factorId } = driver;
  const initial = useMemo<DriverFields>(() => ({ title, parentId, factorId }), [title, parentId, factorId]);
  const draft = useDraft(`driver-edit:${driver.id}`, initial);
  const write = useWrite(EditDriver, { label: t('driver.edit'), touches: planKinds });
  const others = { ...choices, drivers: choices.drivers.filter(({ id }) => id !== driver.id) };
  return (
    <FormDialog
      title={t('driver.edit')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: driver.id, version: driver.version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <DriverFieldset
        value={draft.value}
        set={draft.set}
        ready={draft.ready}
        errors={write.fieldErrors}
        choices={others}
      />
    </FormDialog>
  );
}

interface FieldsetProps<T> {
  value: T;
  set(value: T): void;
  ready: boolean;
  errors: Record<string, string>;
}

const named = (none: string, rows: readonly { id: string; title: string }[]) => [
  { value: '', label: none },
  ...rows.map(({ id, title }) => ({ value: id, label: title })),
];

function DriverFieldset({ value, set, ready, errors, choices }: FieldsetProps<DriverFields> & { choices: Choices }) {
  const { t } = useTranslation('plans');
  return (
    <>
      <TextLine
        label={t('driver.field')}
        hint={t('driver.hint')}
        value={value.title}
        error={errors['title']}
        readOnly={!ready}
        required
        onChange={(title) => set({ ...value, title })}
      />
      <ChoiceField
        label={t('field.parentId')}
        value={value.parentId ?? ''}
        options={named(t('driver.under_aim'), choices.drivers)}
        error={errors['parentId']}
        onChange={(parentId) => set({ ...value, parentId: parentId || null })}
      />
      <ChoiceField
        label={t('field.factorId')}
        value={value.factorId ?? ''}
        options={named(t('none'), choices.factors)}
        error={errors['factorId']}
        onChange={(factorId) => set({ ...value, factorId: factorId || null })}
      />
    </>
  );
}

interface FactorFields {
  title: string;
  description: string;
  basis: string;
}

const noFactor: FactorFields & { kind: FactorKind } = { kind: 'gap', title: '', description: '', basis: '' };

/** A new factor: why the gap exists, or a strength. */
export function AddFactorDialog({ networkId, onClose }: { networkId: string; onClose(): void }) {
  const { t } = useTranslation(['plans', 'words']);
  const [id] = useState(() => uuid());
  const draft = useDraft(`factor-add:${networkId}`, noFactor);
  const write = useWrite(AddFactor, { label: t('factor.add'), touches: planKinds });
  const { value } = draft;
  return (
    <FormDialog
      title={t('factor.add')}
      save={t('factor.add_save')}
      write={write}
      draft={draft}
      input={() => ({ id, networkId, ...value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <ChoiceField
        label={t('field.kind')}
        value={value.kind}
        options={factorKinds.map((kind) => ({ value: kind, label: t(`words:factor_kind.${kind}`) }))}
        onChange={(chosen) => draft.set({ ...value, kind: factorKinds.find((kind) => kind === chosen) ?? value.kind })}
      />
      <FactorFieldset
        value={value}
        set={(fields) => draft.set({ ...value, ...fields })}
        ready={draft.ready}
        errors={write.fieldErrors}
      />
    </FormDialog>
  );
}

/** Changes a factor. */
export function EditFactorDialog({ factor, onClose }: { factor: Factor; onClose(): void }) {
  const { t } = useTranslation('plans');
  const { title, description, basis } = factor;
  const initial = useMemo<FactorFields>(() => ({ title, description, basis }), [title, description, basis]);
  const draft = useDraft(`factor-edit:${factor.id}`, initial);
  const write = useWrite(EditFactor, { label: t('factor.edit'), touches: planKinds });
  return (
    <FormDialog
      title={t('factor.edit')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: factor.id, version: factor.version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <FactorFieldset value={draft.value} set={draft.set} ready={draft.ready} errors={write.fieldErrors} />
    </FormDialog>
  );
}

function FactorFieldset({ value, set, ready, errors }: FieldsetProps<FactorFields>) {
  const { t } = useTranslation('plans');
  return (
    <>
      <TextLine
        label={t('factor.field')}
        value={value.title}
        error={errors['title']}
        readOnly={!ready}
        required
        onChange={(title) => set({ ...value, title })}
      />
      <TextArea
        label={t('field.basis')}
        hint={t('factor.basis_hint')}
        value={value.basis}
        error={errors['basis']}
        readOnly={!ready}
        onChange={(basis) => set({ ...value, basis })}
      />
      <TextArea
        label={t('field.description')}
        value={value.description}
        error={errors['description']}
        readOnly={!ready}
        onChange={(description) => set({ ...value, description })}
      />
    </>
  );
}
