import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../shared/live.ts';
import { WhomToAsk } from './ask-operations.ts';

const kinds = ['organization', 'leadership_table'];

interface TargetFieldProps {
  label: string;
  /** `organization:<id>` or `table:<id>`; empty while none is chosen. */
  value: string;
  onChange(value: string): void;
  /** Who is asked already. */
  except?: string | undefined;
  error?: string | undefined;
}

/** Which organization or leadership table is asked. */
export function TargetField({ label, value, onChange, except, error }: TargetFieldProps) {
  const { t } = useTranslation('asks');
  const [{ data, error: failed }] = useLiveQuery(WhomToAsk, {}, kinds);
  const options = (kind: string, nodes: readonly { id: string; name: string }[] = []) =>
    nodes.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return (
    <NativeSelect
      label={label}
      size="md"
      required
      value={value}
      error={error ?? (failed && !data ? t('field.whom_failed') : undefined)}
      data={[
        { value: '', label: t('field.choose') },
        { group: t('field.organizations'), items: options('organization', data?.organizations.nodes) },
        { group: t('field.tables'), items: options('table', data?.leadershipTables.nodes) },
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The part of an input that says who is asked. */
export function targetOf(value: string): { toOrganizationId: string | null; toTableId: string | null } {
  const [kind, id = null] = value.split(':');
  return { toOrganizationId: kind === 'organization' ? id : null, toTableId: kind === 'table' ? id : null };
}
