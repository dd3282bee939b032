import { graphql, type ResultOf } from '../../shared/graphql.ts';

/** Lists that an import may change. */
export const importKinds = ['import'];
/** Lists that a mapped label may change. */
export const labelKinds = ['place', 'population'];

const importFields = graphql(`
  fragment ImportFields on Import {
    id
    version
    fileName
    bytes
    state
    createdAt
    rowsRead
    rowsAccepted
    errors
    warnings
    checkingSince
    committedAt
    undoneAt
    seen
    mapping
    report
    abilities
  }
`);

export const ImportList = graphql(`
  query ImportList($first: Int!, $after: String) {
    imports(first: $first, after: $after) {
      nodes {
        id
        fileName
        state
        createdAt
        rowsAccepted
        errors
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const ImportPage = graphql(
  `
    query ImportPage($id: Uuid!) {
      import(id: $id) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);

export const ImportChoices = graphql(`
  query ImportChoices($id: Uuid!) {
    indicators(first: 200) {
      nodes {
        id
        name
      }
    }
    savedMappings(importId: $id, first: 50) {
      nodes {
        id
        name
        mapping
        fit
        missing
      }
    }
  }
`);

export const MappingGuess = graphql(`
  query MappingGuess($id: Uuid!, $indicatorIds: [Uuid!]!) {
    importMappingGuess(id: $id, indicatorIds: $indicatorIds) {
      mapping
      columns {
        column
        role
        confidence
        reason
      }
    }
  }
`);

export const LabelChoices = graphql(`
  query LabelChoices {
    places(first: 200) {
      nodes {
        id
        name
      }
    }
    populations(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);

export const ImportProblems = graphql(`
  query ImportProblems($id: Uuid!, $first: Int!, $after: String) {
    importProblems(id: $id, first: $first, after: $after) {
      nodes {
        id
        line
        column
        code
        severity
        message
        cell
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const ImportPreview = graphql(`
  query ImportPreview($id: Uuid!, $first: Int!, $after: String) {
    importPreview(id: $id, first: $first, after: $after) {
      nodes {
        indicatorId
        indicator
        unit
        place
        population
        points
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const MapImport = graphql(
  `
    mutation MapImport($input: MapImportInput!) {
      mapImport(input: $input) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);
export const CheckImport = graphql(
  `
    mutation CheckImport($input: CheckImportInput!) {
      checkImport(input: $input) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);
export const CommitImport = graphql(
  `
    mutation CommitImport($input: CommitImportInput!) {
      commitImport(input: $input) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);
export const UndoImport = graphql(
  `
    mutation UndoImport($input: UndoImportInput!) {
      undoImport(input: $input) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);
export const DiscardImport = graphql(
  `
    mutation DiscardImport($input: DiscardImportInput!) {
      discardImport(input: $input) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);
export const SaveMapping = graphql(`
  mutation SaveMapping($input: SaveMappingInput!) {
    saveMapping(input: $input) {
      id
      name
    }
  }
`);
export const MapPlaceLabels = graphql(`
  mutation MapPlaceLabels($input: MapPlaceLabelsInput!) {
    mapPlaceLabels(input: $input)
  }
`);
export const MapPopulationLabels = graphql(`
  mutation MapPopulationLabels($input: MapPopulationLabelsInput!) {
    mapPopulationLabels(input: $input)
  }
`);

export type ImportDetail = ResultOf<typeof ImportPage>['import'];
export type ColumnGuess = ResultOf<typeof MappingGuess>['importMappingGuess']['columns'][number];
