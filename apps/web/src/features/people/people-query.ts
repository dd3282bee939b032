import { graphql, type ResultOf } from '../../shared/graphql.ts';

/** Seats of a network and its empty chairs. */
export const Seating = graphql(`
  query Seating($networkId: Uuid!, $first: Int!, $after: String) {
    seating(networkId: $networkId, first: $first, after: $after) {
      nodes {
        id
        version
        memberId
        memberName
        organizationName
        sector
        role
        perspective
        responsibilities
        fromOn
        untilOn
        abilities
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      emptySectors
      emptyPerspectives
      abilities
    }
  }
`);

export type ShownSeat = ResultOf<typeof Seating>['seating']['nodes'][number];

/** Kinds whose change can change who sits here. */
export const seatKinds = ['seat', 'member', 'organization'];
