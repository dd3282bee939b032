import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** Seats of a network or a leadership table (name one of the two) and its empty chairs. */
export const Seating = graphql(`
  query Seating($networkId: Uuid, $tableId: Uuid, $first: Int!, $after: String) {
    seating(networkId: $networkId, tableId: $tableId, first: $first, after: $after) {
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

export type ShownSeating = ResultOf<typeof Seating>['seating'];
export type ShownSeat = ShownSeating['nodes'][number];

/** Kinds whose change can change who sits here. */
export const seatKinds = ['seat', 'member', 'organization'];

/** Where a seat is: at a network or at a leadership table. */
export type SeatPlace = { networkId: string } | { tableId: string };
