import { graphql } from '../server/graphql.ts';

/** Kinds whose changes change which places can be chosen. */
export const placeKinds: readonly string[] = ['place'];

/** Places to choose from, by words of their names or the beginning of a code. */
export const PlaceChoices = graphql(`
  query PlaceChoices($search: String, $first: Int!) {
    places(first: $first, search: $search) {
      nodes {
        id
        shownName
        kind
        parentName
      }
      totalCount
    }
  }
`);

/** The place that is chosen, wherever it stands in the list. */
export const ChosenPlace = graphql(`
  query ChosenPlace($id: Uuid!) {
    place(id: $id) {
      id
      shownName
      kind
      parentName
    }
  }
`);
