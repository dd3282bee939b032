import { useTranslation } from 'react-i18next';
import { DayField, NumberField, ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { numberOf } from '../../shared/form/number-of.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { EditRequest, type RequestDetail, requestKinds } from './operations.ts';

const readWords = ({ fromOn, graceDays, note }: Pick<RequestDetail, 'fromOn' | 'graceDays' | 'note'>) => ({
  fromOn: fromOn as string | null,
  graceDays: String(graceDays),
  note,
});

/** Changes from when on, how soon and with which words numbers are requested. */
export function EditRequestDialog({ request, onClose }: { request: RequestDetail; onClose(): void }) {
  const { t } = useTranslation(['data-requests', 'words']);
  const form = useForm({
    key: `data-request:${request.id}`,
    document: EditRequest,
    label: t('edit.title'),
    touches: requestKinds,
    row: request,
    read: readWords,
    input: ({ fromOn, graceDays, note }) => ({
      note,
      graceDays: numberOf(graceDays) ?? 0,
      ...(fromOn !== null && { fromOn }),
    }),
  });
  return (
    <FormDialog form={form} title={t('edit.title')} save={t('edit.save')} onClose={onClose}>
      <DayField
        form={form}
        name="fromOn"
        label={t('field.fromOn')}
        hint={t('hint.fromOn', { cadence: t(`words:cadence.${request.cadence}`) })}
        required
      />
      <NumberField form={form} name="graceDays" label={t('field.graceDays')} hint={t('hint.graceDays')} required />
      <ProseField form={form} name="note" label={t('field.note')} hint={t('hint.note')} />
    </FormDialog>
  );
}
