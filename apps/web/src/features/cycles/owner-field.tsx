import { useTranslation } from 'react-i18next';
import { SelectField } from '../../shared/form/bound-fields.tsx';
import type { Form } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { useLiveQuery } from '../../shared/live/live.ts';

const OwnerChoices = graphql(`
  query OwnerChoices {
    members(first: 200) {
      nodes {
        id
        name
        organizationName
      }
    }
  }
`);

interface Owned {
  ownerMemberId: string | null;
}

interface OwnerFieldProps<V extends Owned> {
  form: Form<V>;
  label: string;
  /** Who it is now, who may no longer be among those that can be chosen. */
  owner?: { id: string | null; name: string | null };
}

/** Who does it: a member of the partnership, or nobody yet. */
export function OwnerField<V extends Owned>({ form, label, owner }: OwnerFieldProps<V>) {
  const { t } = useTranslation('cycles');
  const [{ data }] = useLiveQuery(OwnerChoices, {}, ['member']);
  const options = (data?.members.nodes ?? []).map(({ id, name, organizationName }) => ({
    value: id,
    label: organizationName ? `${name} · ${organizationName}` : name,
  }));
  if (owner?.id && !options.some((one) => one.value === owner.id)) {
    options.unshift({ value: owner.id, label: owner.name ?? '' });
  }
  return (
    <SelectField<Owned, string>
      form={form as unknown as Form<Owned>}
      name="ownerMemberId"
      label={label}
      options={options}
      none={t('owner.nobody')}
    />
  );
}
