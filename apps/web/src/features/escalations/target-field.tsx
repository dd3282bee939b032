import { useTranslation } from 'react-i18next';
import { useOrganizations, useTables } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedField } from '../../shared/choices/searched-field.tsx';
import type { Searched } from '../../shared/choices/use-searched.ts';
import type { Form } from '../../shared/form/use-form.ts';

/** Where a form holds who is asked; the server's message about an addressee ends at it. */
interface Targeted {
  /** `organization:<id>` or `table:<id>`; empty while none is chosen. */
  toOrganizationId: string;
}

interface TargetFieldProps<V extends Targeted> {
  form: Form<V>;
  label: string;
  /** Who is asked already. */
  except?: string | undefined;
}

/** Which organization or leadership table is asked; both are searched together. */
export function TargetField<V extends Targeted>({ form, label, except }: TargetFieldProps<V>) {
  const { t } = useTranslation('escalations');
  const { toOrganizationId, toTableId } = targetOf(form.value.toOrganizationId);
  const organizations = useOrganizations(toOrganizationId);
  const tables = useTables(toTableId);
  const options = (kind: string, { options: found }: Searched) =>
    found
      .filter(({ value }) => value !== except)
      .map(({ value, label: name }) => ({ value: `${kind}:${value}`, label: name }));
  const { total: first, problem } = organizations;
  const searched: Searched = {
    ...organizations,
    options: [...options('organization', organizations), ...options('table', tables)],
    rows: [],
    total: first === undefined || tables.total === undefined ? undefined : first + tables.total,
    isSearched: organizations.isSearched || tables.isSearched,
    isBehind: organizations.isBehind || tables.isBehind,
    problem: problem ?? tables.problem,
    setSearch: (text) => {
      organizations.setSearch(text);
      tables.setSearch(text);
    },
    retry: () => {
      organizations.retry();
      tables.retry();
    },
  };
  return (
    <SearchedField
      form={form as unknown as Form<Targeted>}
      name="toOrganizationId"
      label={label}
      required
      none={t('field.choose')}
      searched={searched}
    />
  );
}

/** Who is asked, as the field holds it. */
export const targetIn = (escalation: { toOrganizationId: string | null; toTableId: string | null }): string =>
  escalation.toTableId ? `table:${escalation.toTableId}` : `organization:${escalation.toOrganizationId ?? ''}`;

/** The part of an input that says who is asked. */
export function targetOf(value: string | null): { toOrganizationId: string | null; toTableId: string | null } {
  const [kind, id = null] = (value ?? '').split(':');
  return { toOrganizationId: kind === 'organization' ? id : null, toTableId: kind === 'table' ? id : null };
}
