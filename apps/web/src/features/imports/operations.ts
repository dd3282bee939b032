import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** Lists that an import may change. */
export const importKinds = ['import'];
/** Lists that a mapped label may change. */
export const labelKinds = ['place', 'population'];

const importFields = graphql(`
  fragment ImportFields on Import {
    id
    version
    fileName
    batchId
    sourceId
    bytes
    state
    createdAt
    rowsRead
    rowsAccepted
    rowsWritten
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
        batchId
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

export const SavedMappings = graphql(`
  query SavedMappings($id: Uuid!) {
    savedMappings(importId: $id, first: 50) {
      nodes {
        id
        name
        mapping
        fit
        missing
        changes {
          code
          params
        }
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
        params
      }
      proposals {
        code
        path
        column
        params
        message
        examples
      }
    }
  }
`);

export const ImportLabels = graphql(`
  query ImportLabels(
    $id: Uuid!
    $subject: LabelSubject!
    $standing: LabelStanding
    $search: String
    $first: Int!
    $after: String
  ) {
    importLabels(id: $id, subject: $subject, standing: $standing, search: $search, first: $first, after: $after) {
      nodes {
        id
        label
        code
        within
        kind
        rows
        standing
        finder
        doubt
        target {
          id
          name
        }
        likely {
          id
          name
        }
        dimension
        answerAs
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
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
        params
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
        within
        population
        starts
        statuses
        values
        intervalLowers
        intervalUppers
        intervalLevels
        valuesNow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const SeeImport = graphql(
  `
    mutation SeeImport($input: SeeImportInput!) {
      seeImport(input: $input) {
        ...ImportFields
      }
    }
  `,
  [importFields],
);
export const ImportBatch = graphql(`
  query ImportBatch($batchId: Uuid!) {
    imports(first: 100, batchId: $batchId) {
      nodes {
        id
        version
        fileName
        state
        rowsAccepted
        errors
        warnings
        checkingSince
        mapping
      }
      totalCount
    }
  }
`);
export const MappingLike = graphql(`
  query MappingLike($id: Uuid!, $likeId: Uuid!) {
    importMappingLike(id: $id, likeId: $likeId) {
      mapping
      fit
      missing
      changes {
        code
        params
      }
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
export const ResumeImport = graphql(
  `
    mutation ResumeImport($input: ResumeImportInput!) {
      resumeImport(input: $input) {
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
export const GroupsOfIndicator = graphql(`
  query GroupsOfIndicator($id: Uuid!) {
    indicator(id: $id) {
      id
      version
      largeGroupsReason
    }
  }
`);
export const SayGroupsAreLarge = graphql(`
  mutation SayGroupsAreLarge($input: EditIndicatorInput!) {
    editIndicator(input: $input) {
      id
      version
      largeGroupsReason
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

export type SavedMapping = ResultOf<typeof SavedMappings>['savedMappings']['nodes'][number];
export type ImportDetail = ResultOf<typeof ImportPage>['import'];
export type ImportLabel = ResultOf<typeof ImportLabels>['importLabels']['nodes'][number];
export type BatchFile = ResultOf<typeof ImportBatch>['imports']['nodes'][number];
export type ColumnGuess = ResultOf<typeof MappingGuess>['importMappingGuess']['columns'][number];
