import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** Versions of a network's charter with all that the tab shows. */
export const Charters = graphql(`
  query Charters($networkId: Uuid!, $first: Int!, $after: String) {
    networkPage(id: $networkId) {
      id
      network {
        id
        abilities
      }
    }
    charters(networkId: $networkId, first: $first, after: $after) {
      nodes {
        id
        version
        networkId
        number
        state
        aimIndicatorId
        aimIndicatorName
        aimMeasureType
        aimUnit
        aimPopulationId
        aimPopulationName
        aimPlaceId
        aimPlaceName
        aimFrom
        aimBaselineOn
        aimTo
        aimBy
        scope
        sphereOfControl
        agreements
        priorityPopulationIds
        priorityPopulationNames
        amendmentReason
        submittedAt
        adoptedAt
        signOffs {
          id
          memberId
          memberName
          verdict
          comment
          signedAt
          counts
        }
        aimProblems {
          part
          code
        }
        abilities
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const AimChoices = graphql(`
  query AimChoices($networkId: Uuid!) {
    aimChoices(networkId: $networkId) {
      indicators {
        id
        name
        measureType
        unit
        isOwn
        placeBesideHomeId
      }
      populations {
        id
        name
        isKey
      }
    }
  }
`);

/** One version as the tab shows it. */
export type ShownCharter = ResultOf<typeof Charters>['charters']['nodes'][number];

/** What an aim is chosen from. */
export type AimChoice = ResultOf<typeof AimChoices>['aimChoices'];

/** Kinds whose change can change what the tab shows. */
export const charterKinds = ['charter', 'sign_off'];
