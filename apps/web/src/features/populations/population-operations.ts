import type { Dimensions } from '../../shared/populations/population-query.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const Populations = graphql(`
  query PopulationsPage($first: Int!, $after: String, $retired: Boolean!) {
    populations(first: $first, after: $after, retired: $retired) {
      nodes {
        id
        version
        name
        dimension
        group
        crossedDimension
        crossedGroup
        isKey
        position
        retiredAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const Labels = graphql(`
  query PopulationLabels($populationId: Uuid, $first: Int!, $after: String) {
    populationLabels(populationId: $populationId, first: $first, after: $after) {
      nodes {
        id
        label
        populationId
        populationName
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const AddPopulation = graphql(`
  mutation AddPopulation($input: AddPopulationInput!) {
    addPopulation(input: $input) {
      id
      version
      name
    }
  }
`);

export const EditPopulation = graphql(`
  mutation EditPopulation($input: EditPopulationInput!) {
    editPopulation(input: $input) {
      id
      version
      name
      group
      isKey
      position
    }
  }
`);

export const MovePopulation = graphql(`
  mutation MovePopulation($input: MovePopulationInput!) {
    movePopulation(input: $input) {
      id
      version
      dimension
      group
    }
  }
`);

export const RetirePopulation = graphql(`
  mutation RetirePopulation($input: RetirePopulationInput!) {
    retirePopulation(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

export const RestorePopulation = graphql(`
  mutation RestorePopulation($input: RestorePopulationInput!) {
    restorePopulation(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

export const EditDimension = graphql(`
  mutation EditPopulationDimension($input: EditPopulationDimensionInput!) {
    editPopulationDimension(input: $input) {
      id
      version
      name
      isExclusive
      position
    }
  }
`);

export const MapLabels = graphql(`
  mutation MapPopulationLabels($input: MapPopulationLabelsInput!) {
    mapPopulationLabels(input: $input)
  }
`);

export const ForgetLabel = graphql(`
  mutation ForgetPopulationLabel($input: ForgetPopulationLabelInput!) {
    forgetPopulationLabel(input: $input) {
      id
    }
  }
`);

export type Population = ResultOf<typeof Populations>['populations']['nodes'][number];
export type Dimension = ResultOf<typeof Dimensions>['populationDimensions']['nodes'][number];
