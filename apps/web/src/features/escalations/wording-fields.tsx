import { escalationCategories, escalationKinds } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import type { Form } from '../../shared/form/use-form.ts';
import { TargetField } from './target-field.tsx';

/** The words of an ask while they are written; its respond-by day stands beside them. */
interface EscalationWords {
  kind: string;
  category: string | null;
  title: string;
  toOrganizationId: string;
  ask: string;
  description: string;
}

/** The fields of an ask, new or in other words. */
export function WordingFields<V extends EscalationWords>({ form: given }: { form: Form<V> }) {
  const { t } = useTranslation(['escalations', 'words']);
  const form = given as unknown as Form<EscalationWords>;
  return (
    <>
      <TextField form={form} name="title" label={t('field.title')} required />
      <TargetField form={form} label={t('field.whom')} />
      <ProseField form={form} name="ask" label={t('field.ask')} hint={t('hint.ask')} required />
      <ProseField form={form} name="description" label={t('field.description')} />
      <SelectField
        form={form}
        name="kind"
        label={t('field.kind')}
        hint={t('hint.kind')}
        required
        options={escalationKinds.map((one) => ({ value: one, label: t(`words:escalation_kind.${one}`) }))}
      />
      <SelectField
        form={form}
        name="category"
        label={t('field.category')}
        hint={t('hint.category')}
        required
        none={t('field.choose')}
        options={escalationCategories.map((one) => ({ value: one, label: t(`words:escalation_category.${one}`) }))}
      />
    </>
  );
}
