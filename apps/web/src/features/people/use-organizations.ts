import { graphql } from '../../shared/server/graphql.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { organizationKinds } from './people-operations.ts';

const OrganizationChoices = graphql(`
  query OrganizationChoices {
    organizations(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);

interface Choice {
  value: string;
  label: string;
}

/**
 * The organizations that can be chosen, by name.
 * @param known one that must be among them although the list may be longer than is fetched
 */
export function useOrganizations(known?: { id: string | null; name: string | null }): Choice[] {
  const [{ data }] = useLiveQuery(OrganizationChoices, {}, organizationKinds);
  const found = (data?.organizations.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  if (known?.id && !found.some(({ value }) => value === known.id)) {
    found.push({ value: known.id, label: known.name ?? '' });
  }
  return found;
}
