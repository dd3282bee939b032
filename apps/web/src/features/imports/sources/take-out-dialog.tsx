import { useTranslation } from 'react-i18next';
import { ProseField } from '../../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../../shared/form/form.tsx';
import { useForm } from '../../../shared/form/use-form.ts';
import { useFormat } from '../../../shared/session/partnership.tsx';
import { CommitImport, importKinds, type ImportDetail } from '../operations.ts';

const blank = { goneReason: '' };

/** Asks why what the new file of a source does not have any more is taken out with its commit. */
export function TakeOutDialog({ file, onClose }: { file: ImportDetail; onClose(): void }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const gone = file.report?.overlap.gone ?? 0;
  const form = useForm({
    key: `import-take-out:${file.id}`,
    document: CommitImport,
    label: t('renewal.take_out'),
    touches: [...importKinds, 'indicator', 'data_source'],
    row: file,
    blank,
    exactly: true,
  });
  return (
    <FormDialog
      form={form}
      title={t('renewal.take_out_title', { count: gone, shown: number(gone) })}
      save={t('renewal.take_out')}
      onClose={onClose}
    >
      <p>{t('renewal.take_out_hint')}</p>
      <ProseField form={form} name="goneReason" label={t('why')} required />
    </FormDialog>
  );
}
