import { type Perspective, perspectives, type SeatRole, seatRoles } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField } from '../../shared/form/bound-fields.tsx';
import type { Form } from '../../shared/form/use-form.ts';

/** What somebody is at a table, and what they bring to it. */
export interface SeatWords {
  role: SeatRole;
  perspective: Perspective;
  responsibilities: string;
}

/** Role, perspective and responsibilities of a seat. */
export function SeatFields({ form }: { form: Form<SeatWords> }) {
  const { t } = useTranslation(['people', 'words']);
  return (
    <>
      <SelectField
        form={form}
        name="role"
        label={t('role')}
        options={seatRoles.map((value) => ({ value, label: t(`words:seat_role.${value}`) }))}
      />
      <SelectField
        form={form}
        name="perspective"
        label={t('perspective')}
        hint={t('perspective_hint')}
        options={perspectives.map((value) => ({ value, label: t(`words:perspective.${value}`) }))}
      />
      <ProseField form={form} name="responsibilities" label={t('responsibilities')} />
    </>
  );
}
