import { graphql, type ResultOf } from '../../../shared/server/graphql.ts';

/** Lists that a source or a new file of it may change. */
export const sourceKinds = ['data_source', 'import'];

const sourceFields = graphql(`
  fragment SourceFields on DataSource {
    id
    version
    name
    publisher
    address
    cadence
    license
    cameOn
    expectedOn
    standing
    canFetch
    openImportId
    lastImportId
    lookedAt
    retiredAt
    indicators {
      id
      name
    }
    abilities
  }
`);

export const SourceList = graphql(
  `
    query SourceList($first: Int!, $after: String, $retired: Boolean!) {
      dataSources(first: $first, after: $after, retired: $retired) {
        nodes {
          ...SourceFields
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [sourceFields],
);

export const SourcePage = graphql(
  `
    query SourcePage($id: Uuid!) {
      dataSource(id: $id) {
        ...SourceFields
      }
    }
  `,
  [sourceFields],
);

export const SourceFiles = graphql(`
  query SourceFiles($sourceId: Uuid!, $first: Int!, $after: String) {
    imports(sourceId: $sourceId, first: $first, after: $after) {
      nodes {
        id
        fileName
        state
        createdAt
        committedAt
        report
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const RowChanges = graphql(`
  query RowChanges($id: Uuid!, $change: RowChange!, $first: Int!, $after: String) {
    importRowChanges(id: $id, change: $change, first: $first, after: $after) {
      nodes {
        line
        indicator
        unit
        place
        population
        period
        before {
          status
          value
          numerator
          denominator
          lower
          upper
        }
        after {
          status
          value
          numerator
          denominator
          lower
          upper
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const AddSource = graphql(
  `
    mutation AddSource($input: AddDataSourceInput!) {
      addDataSource(input: $input) {
        ...SourceFields
      }
    }
  `,
  [sourceFields],
);

export const EditSource = graphql(
  `
    mutation EditSource($input: EditDataSourceInput!) {
      editDataSource(input: $input) {
        ...SourceFields
      }
    }
  `,
  [sourceFields],
);

export const RetireSource = graphql(
  `
    mutation RetireSource($input: RetireDataSourceInput!) {
      retireDataSource(input: $input) {
        ...SourceFields
      }
    }
  `,
  [sourceFields],
);

export const RestoreSource = graphql(
  `
    mutation RestoreSource($input: RestoreDataSourceInput!) {
      restoreDataSource(input: $input) {
        ...SourceFields
      }
    }
  `,
  [sourceFields],
);

export const RenewSource = graphql(`
  mutation RenewSource($input: RenewDataSourceInput!) {
    renewDataSource(input: $input) {
      id
      version
      state
    }
  }
`);

export type SourceDetail = ResultOf<typeof SourcePage>['dataSource'];
export type ChangedRow = ResultOf<typeof RowChanges>['importRowChanges']['nodes'][number];
export type RowNumbers = NonNullable<ChangedRow['before']>;
