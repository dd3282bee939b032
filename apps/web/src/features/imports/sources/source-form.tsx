import { sourceCadences } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField, TextField } from '../../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../../shared/form/form.tsx';
import { fields, type Form, useForm } from '../../../shared/form/use-form.ts';
import type { ImportDetail } from '../operations.ts';
import { AddSource, EditSource, type SourceDetail, sourceKinds } from './operations.ts';

type SourceWords = Pick<SourceDetail, 'name' | 'publisher' | 'address' | 'cadence' | 'license'>;

const readWords = fields('name', 'publisher', 'address', 'cadence', 'license');

function SourceFieldset({ form }: { form: Form<SourceWords> }) {
  const { t } = useTranslation(['imports', 'words']);
  return (
    <>
      <TextField form={form} name="name" label={t('source.name')} hint={t('source.name_hint')} required />
      <TextField
        form={form}
        name="publisher"
        label={t('source.publisher')}
        hint={t('source.publisher_hint')}
        required
      />
      <TextField form={form} name="address" label={t('source.address')} hint={t('source.address_hint')} />
      <SelectField
        form={form}
        name="cadence"
        label={t('source.cadence')}
        none={t('source.once')}
        options={sourceCadences.map((value) => ({ value, label: t(`words:source_cadence.${value}`) }))}
      />
      <ProseField form={form} name="license" label={t('source.license')} hint={t('source.license_hint')} />
    </>
  );
}

/** Remembers where the file of an import came from. */
export function AddSourceDialog({ file, onClose }: { file: ImportDetail; onClose(): void }) {
  const { t } = useTranslation('imports');
  const blank: SourceWords = {
    name: file.fileName.replace(/\.[a-z]+$/i, ''),
    publisher: '',
    address: '',
    cadence: 'year',
    license: '',
  };
  const form = useForm({
    key: `source-add:${file.id}`,
    document: AddSource,
    label: t('source.add'),
    touches: sourceKinds,
    blank,
    input: (words) => ({ ...words, importId: file.id }),
  });
  return (
    <FormDialog form={form} title={t('source.add')} save={t('source.save')} onClose={onClose}>
      <SourceFieldset form={form} />
    </FormDialog>
  );
}

/** Changes what is remembered of a source. */
export function EditSourceDialog({ source, onClose }: { source: SourceDetail; onClose(): void }) {
  const { t } = useTranslation('imports');
  const form = useForm({
    key: `source:${source.id}`,
    document: EditSource,
    label: t('source.edit'),
    touches: sourceKinds,
    row: source,
    read: readWords,
  });
  return (
    <FormDialog form={form} title={t('source.edit')} save={t('source.save')} onClose={onClose}>
      <SourceFieldset form={form} />
    </FormDialog>
  );
}
