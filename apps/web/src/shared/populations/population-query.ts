import { graphql } from '../server/graphql.ts';

/** Kinds whose changes change which populations can be chosen. */
export const populationKinds: readonly string[] = ['population', 'population_dimension'];

/** Populations to choose from, by words of their names, labels and dimensions. */
export const PopulationChoices = graphql(`
  query PopulationChoices($search: String, $first: Int!) {
    populations(first: $first, search: $search) {
      nodes {
        id
        name
        dimension
      }
      totalCount
    }
  }
`);

/** The population that is chosen, wherever it stands in the list. */
export const ChosenPopulation = graphql(`
  query ChosenPopulation($id: Uuid!) {
    population(id: $id) {
      id
      name
      dimension
    }
  }
`);

/** What the partnership's groups are groups of. */
export const Dimensions = graphql(`
  query PopulationDimensions {
    populationDimensions(first: 200) {
      nodes {
        id
        version
        name
        isExclusive
        position
      }
    }
  }
`);
