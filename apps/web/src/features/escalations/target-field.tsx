import { useTranslation } from 'react-i18next';
import { SelectField } from '../../shared/form/bound-fields.tsx';
import type { Form } from '../../shared/form/use-form.ts';
import { useScreen } from '../../shared/states/screen.tsx';
import { Addressees } from './escalation-operations.ts';

const kinds = ['organization', 'leadership_table'];

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

/** Which organization or leadership table is asked. */
export function TargetField<V extends Targeted>({ form, label, except }: TargetFieldProps<V>) {
  const { t } = useTranslation('escalations');
  const { data, problem } = useScreen(Addressees, {}, kinds);
  const options = (kind: string, nodes: readonly { id: string; name: string }[] = []) =>
    nodes.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return (
    <SelectField
      form={form as unknown as Form<Targeted>}
      name="toOrganizationId"
      label={label}
      required
      hint={problem && !data ? t('field.whom_failed') : undefined}
      options={[
        { value: '', label: t('field.choose') },
        ...options('organization', data?.organizations.nodes),
        ...options('table', data?.leadershipTables.nodes),
      ]}
    />
  );
}

/** Who is asked, as the field holds it. */
export const targetIn = (escalation: { toOrganizationId: string | null; toTableId: string | null }): string =>
  escalation.toTableId ? `table:${escalation.toTableId}` : `organization:${escalation.toOrganizationId ?? ''}`;

/** The part of an input that says who is asked. */
export function targetOf(value: string): { toOrganizationId: string | null; toTableId: string | null } {
  const [kind, id = null] = value.split(':');
  return { toOrganizationId: kind === 'organization' ? id : null, toTableId: kind === 'table' ? id : null };
}
