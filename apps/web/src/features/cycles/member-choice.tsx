import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';

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

interface MemberChoiceProps {
  label: string;
  /** The member's id, null for nobody. */
  value: string | null;
  /** The name of the one in `initial`, who may no longer be among those that can be chosen. */
  initial?: { id: string | null; name: string | null };
  onChange(memberId: string | null): void;
  error?: string | undefined;
}

/** Who does it: a member of the partnership, or nobody yet. */
export function MemberChoice({ label, value, initial, onChange, error }: MemberChoiceProps) {
  const { t } = useTranslation('cycles');
  const [{ data }] = useLiveQuery(OwnerChoices, {}, ['member']);
  const options = (data?.members.nodes ?? []).map(({ id, name, organizationName }) => ({
    value: id,
    label: organizationName ? `${name} · ${organizationName}` : name,
  }));
  if (initial?.id && !options.some((one) => one.value === initial.id)) {
    options.unshift({ value: initial.id, label: initial.name ?? '' });
  }
  return (
    <ChoiceField
      label={label}
      value={value ?? ''}
      options={[{ value: '', label: t('owner.nobody') }, ...options]}
      onChange={(id) => onChange(id || null)}
      error={error}
    />
  );
}
