import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const Places = graphql(`
  query PlacesPage($first: Int!, $after: String, $search: String, $kind: PlaceKind, $retired: Boolean!) {
    places(first: $first, after: $after, search: $search, kind: $kind, retired: $retired) {
      nodes {
        id
        version
        name
        shownName
        kind
        parentId
        parentName
        isHome
        retiredAt
        mergedIntoId
        mergedIntoName
        codes {
          id
          system
          code
          placeId
        }
        labels {
          id
          label
          placeId
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

export const AddPlace = graphql(`
  mutation AddPlace($input: AddPlaceInput!) {
    addPlace(input: $input) {
      id
      version
      name
    }
  }
`);

export const EditPlace = graphql(`
  mutation EditPlace($input: EditPlaceInput!) {
    editPlace(input: $input) {
      id
      version
      name
      shownName
      kind
      parentId
      parentName
      isHome
    }
  }
`);

export const MovePlaces = graphql(`
  mutation MovePlaces($input: MovePlacesInput!) {
    movePlaces(input: $input)
  }
`);

export const RetirePlace = graphql(`
  mutation RetirePlace($input: RetirePlaceInput!) {
    retirePlace(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

export const RestorePlace = graphql(`
  mutation RestorePlace($input: RestorePlaceInput!) {
    restorePlace(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

export const MergePlace = graphql(`
  mutation MergePlace($input: MergePlaceInput!) {
    mergePlace(input: $input) {
      id
      version
    }
  }
`);

export const AddPlaceCode = graphql(`
  mutation AddPlaceCode($input: AddPlaceCodeInput!) {
    addPlaceCode(input: $input) {
      id
      codes {
        id
        system
        code
        placeId
      }
    }
  }
`);

export const ForgetPlaceCode = graphql(`
  mutation ForgetPlaceCode($input: ForgetPlaceCodeInput!) {
    forgetPlaceCode(input: $input) {
      id
      codes {
        id
        system
        code
        placeId
      }
    }
  }
`);

export const MapPlaceLabels = graphql(`
  mutation MapPlaceLabelsOfPlace($input: MapPlaceLabelsInput!) {
    mapPlaceLabels(input: $input)
  }
`);

export const ForgetPlaceLabel = graphql(`
  mutation ForgetPlaceLabel($input: ForgetPlaceLabelInput!) {
    forgetPlaceLabel(input: $input) {
      id
      labels {
        id
        label
        placeId
      }
    }
  }
`);

export type Place = ResultOf<typeof Places>['places']['nodes'][number];
export type PlaceCode = Place['codes'][number];
export type PlaceLabel = Place['labels'][number];
