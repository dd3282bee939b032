import { useTranslation } from 'react-i18next';
import { MemberField } from '../../shared/choices/rows-to-choose.tsx';
import type { Form } from '../../shared/form/use-form.ts';

interface Owned {
  ownerMemberId: string | null;
}

interface OwnerFieldProps<V extends Owned> {
  form: Form<V>;
  label: string;
  /** Who it is now, who may no longer be among those that can be chosen. */
  owner?: { id: string | null; name: string | null } | undefined;
}

/** Who does it: a member of the partnership, or nobody yet. */
export function OwnerField<V extends Owned>({ form, label, owner }: OwnerFieldProps<V>) {
  const { t } = useTranslation('cycles');
  return (
    <MemberField
      form={form as unknown as Form<Owned>}
      name="ownerMemberId"
      label={label}
      known={owner}
      none={t('owner.nobody')}
    />
  );
}
