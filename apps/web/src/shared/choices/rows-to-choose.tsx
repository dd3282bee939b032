import { graphql, type ResultOf } from '../server/graphql.ts';
import { fieldsFor } from './searched-choice.tsx';
import { useSearched } from './use-searched.ts';

const MemberChoices = graphql(`
  query MemberChoices($search: String, $first: Int!) {
    members(first: $first, search: $search) {
      nodes {
        id
        name
        organizationName
      }
      totalCount
    }
  }
`);
const members = {
  query: MemberChoices,
  page: (data: ResultOf<typeof MemberChoices>) => data.members,
  kinds: ['member'],
};

/** Members of the partnership to choose from. */
export const { Field: MemberField, Choice: MemberChoice } = fieldsFor((chosenId) =>
  useSearched(members, chosenId, ({ name, organizationName }) =>
    organizationName ? `${name} · ${organizationName}` : name,
  ),
);

const OrganizationChoices = graphql(`
  query OrganizationChoices($search: String, $first: Int!) {
    organizations(first: $first, search: $search) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);
const organizations = {
  query: OrganizationChoices,
  page: (data: ResultOf<typeof OrganizationChoices>) => data.organizations,
  kinds: ['organization'],
};

/** The partner organizations to choose from. */
export const useOrganizations = (chosenId: string | null | undefined) =>
  useSearched(organizations, chosenId, ({ name }) => name);
export const { Field: OrganizationField, Choice: OrganizationChoice } = fieldsFor(useOrganizations);

const TableChoices = graphql(`
  query TableChoices($search: String, $first: Int!) {
    leadershipTables(first: $first, search: $search) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);
const tables = {
  query: TableChoices,
  page: (data: ResultOf<typeof TableChoices>) => data.leadershipTables,
  kinds: ['leadership_table'],
};

/** The leadership tables to choose from. */
export const useTables = (chosenId: string | null | undefined) => useSearched(tables, chosenId, ({ name }) => name);

const OutcomeChoices = graphql(`
  query OutcomeChoices($search: String, $first: Int!) {
    outcomes(first: $first, search: $search) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);
const outcomes = {
  query: OutcomeChoices,
  page: (data: ResultOf<typeof OutcomeChoices>) => data.outcomes,
  kinds: ['outcome'],
};

/** Outcomes to choose from. */
export const useOutcomes = (chosenId: string | null | undefined) => useSearched(outcomes, chosenId, ({ name }) => name);
export const { Field: OutcomeField } = fieldsFor(useOutcomes);

const IndicatorChoices = graphql(`
  query IndicatorChoices($search: String, $first: Int!, $networkId: Uuid) {
    indicators(first: $first, search: $search, networkId: $networkId) {
      nodes {
        id
        name
        cadence
      }
      totalCount
    }
  }
`);
const indicators = {
  query: IndicatorChoices,
  page: (data: ResultOf<typeof IndicatorChoices>) => data.indicators,
  kinds: ['indicator'],
};

/** Indicators to choose from: all that are followed, or those of a network. */
export const useIndicators = (chosenId: string | null | undefined, networkId: string | null = null) =>
  useSearched(indicators, chosenId, ({ name }) => name, { variables: { networkId } });
export const { Field: IndicatorField, Choice: IndicatorChoice } = fieldsFor((chosenId) => useIndicators(chosenId));

const NetworkChoices = graphql(`
  query NetworkChoices($search: String, $first: Int!) {
    networks(first: $first, search: $search) {
      nodes {
        id
        name
        abilities
      }
      totalCount
    }
  }
`);
const networks = {
  query: NetworkChoices,
  page: (data: ResultOf<typeof NetworkChoices>) => data.networks,
  kinds: ['network', 'seat'],
};
type NetworkRow = ResultOf<typeof NetworkChoices>['networks']['nodes'][number];

/** Networks to choose from: those that are accepted. */
export const useNetworks = (chosenId: string | null | undefined, accept: (network: NetworkRow) => boolean) =>
  useSearched(networks, chosenId, ({ name }) => name, { accept });
