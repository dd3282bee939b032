import { type FactorKind, factorKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
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
  const blank: DriverFields = { title: '', parentId, factorId: null };
  const form = useForm({
    key: `driver-add:${networkId}:${parentId ?? ''}`,
    document: AddDriver,
    label: t('driver.add'),
    touches: planKinds,
    blank,
    input: (value) => {
      const position = choices.drivers.filter((driver) => driver.parentId === value.parentId).length;
      return { networkId, position, ...value };
    },
  });
  return (
    <FormDialog form={form} title={t('driver.add')} save={t('driver.add_save')} onClose={onClose}>
      <DriverFieldset form={form} choices={choices} />
    </FormDialog>
  );
}

/** Changes or moves a driver. */
export function EditDriverDialog({ driver, choices, onClose }: { driver: Driver; choices: Choices; onClose(): void }) {
  const { t } = useTranslation('plans');
  const form = useForm({
    key: `driver-edit:${driver.id}`,
    document: EditDriver,
    label: t('driver.edit'),
    touches: planKinds,
    row: driver,
    read: fields('title', 'parentId', 'factorId'),
  });
  const others = { ...choices, drivers: choices.drivers.filter(({ id }) => id !== driver.id) };
  return (
    <FormDialog form={form} title={t('driver.edit')} save={t('save')} onClose={onClose}>
      <DriverFieldset form={form} choices={others} />
    </FormDialog>
  );
}

const optionsFrom = (rows: readonly { id: string; title: string }[]) =>
  rows.map(({ id, title }) => ({ value: id, label: title }));

function DriverFieldset({ form, choices }: { form: Form<DriverFields>; choices: Choices }) {
  const { t } = useTranslation('plans');
  return (
    <>
      <TextField form={form} name="title" label={t('driver.field')} hint={t('driver.hint')} required />
      <SelectField
        form={form}
        name="parentId"
        label={t('field.parentId')}
        options={optionsFrom(choices.drivers)}
        none={t('driver.under_aim')}
      />
      <SelectField
        form={form}
        name="factorId"
        label={t('field.factorId')}
        options={optionsFrom(choices.factors)}
        none={t('none')}
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
  const form = useForm({
    key: `factor-add:${networkId}`,
    document: AddFactor,
    label: t('factor.add'),
    touches: planKinds,
    blank: noFactor,
    input: (value) => ({ networkId, ...value }),
  });
  return (
    <FormDialog form={form} title={t('factor.add')} save={t('factor.add_save')} onClose={onClose}>
      <SelectField
        form={form}
        name="kind"
        label={t('field.kind')}
        options={factorKinds.map((kind) => ({ value: kind, label: t(`words:factor_kind.${kind}`) }))}
      />
      <FactorFieldset form={form} />
    </FormDialog>
  );
}

/** Changes a factor. */
export function EditFactorDialog({ factor, onClose }: { factor: Factor; onClose(): void }) {
  const { t } = useTranslation('plans');
  const form = useForm({
    key: `factor-edit:${factor.id}`,
    document: EditFactor,
    label: t('factor.edit'),
    touches: planKinds,
    row: factor,
    read: fields('title', 'description', 'basis'),
  });
  return (
    <FormDialog form={form} title={t('factor.edit')} save={t('save')} onClose={onClose}>
      <FactorFieldset form={form} />
    </FormDialog>
  );
}

function FactorFieldset({ form }: { form: Form<FactorFields> }) {
  const { t } = useTranslation('plans');
  return (
    <>
      <TextField form={form} name="title" label={t('factor.field')} required />
      <ProseField form={form} name="basis" label={t('field.basis')} hint={t('factor.basis_hint')} />
      <ProseField form={form} name="description" label={t('field.description')} />
    </>
  );
}
