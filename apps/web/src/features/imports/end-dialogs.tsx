import { useTranslation } from 'react-i18next';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { DiscardImport, importKinds, type ImportDetail, UndoImport } from './operations.ts';
import classes from './imports.module.css';

interface EndDialogProps {
  file: ImportDetail;
  onClose(): void;
}

const blank = { reason: '' };

/** Asks before an import is taken back, and says what happens to the numbers that people read. */
export function UndoDialog({ file, onClose }: EndDialogProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const form = useForm({
    key: `import-undo:${file.id}`,
    document: UndoImport,
    label: t('undo.do'),
    touches: [...importKinds, 'indicator'],
    row: file,
    blank,
    exactly: true,
  });
  const { added = 0, changed = 0, gone = 0 } = file.report?.overlap ?? {};
  return (
    <FormDialog form={form} title={t('undo.title', { name: file.fileName })} save={t('undo.do')} onClose={onClose}>
      <ul className={classes['lost']}>
        {added > 0 ? <li>{t('undo.added', { count: added, shown: number(added) })}</li> : null}
        {changed > 0 ? <li>{t('undo.changed', { count: changed, shown: number(changed) })}</li> : null}
        {gone > 0 ? <li>{t('undo.gone', { count: gone, shown: number(gone) })}</li> : null}
        {added + changed + gone === 0 ? <li>{t('undo.nothing')}</li> : null}
        <li>{t('undo.for_good')}</li>
      </ul>
      <ProseField form={form} name="reason" label={t('why')} />
    </FormDialog>
  );
}

/** Asks before an import is given up, and says what has to be done again by whoever takes it up. */
export function DiscardDialog({ file, onClose }: EndDialogProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const form = useForm({
    key: `import-discard:${file.id}`,
    document: DiscardImport,
    label: t('discard.do'),
    touches: importKinds,
    row: file,
    blank,
    exactly: true,
  });
  const rows = file.rowsAccepted;
  return (
    <FormDialog
      form={form}
      title={t('discard.title', { name: file.fileName })}
      save={t('discard.do')}
      onClose={onClose}
    >
      <ul className={classes['lost']}>
        {rows > 0 ? <li>{t('discard.rows', { count: rows, shown: number(rows) })}</li> : null}
        <li>{t('discard.readers')}</li>
        <li>{t('discard.again')}</li>
      </ul>
      <ProseField form={form} name="reason" label={t('why')} />
    </FormDialog>
  );
}
