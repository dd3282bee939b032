import { firstQuery, type FirstQuery } from '../../shared/live/first-query.ts';
import { graphql } from '../../shared/server/graphql.ts';

/** Every idea of a network with its tests, page by page. */
export const RampsQuery = graphql(`
  query Ramps($networkId: Uuid!, $first: Int!, $after: String) {
    ramps(networkId: $networkId, first: $first, after: $after) {
      nodes {
        id
        version
        networkId
        title
        description
        state
        practiceId
        abilities
        fidelity {
          criterion
          result
          reasons
        }
        rungs {
          id
          rung
          title
          stage
          scale
          scaleJumped
          loggedAfterwards
          decision
          decisionReason
          whatHappened
          learned
          questions {
            id
            question
            prediction
            direction
            predictedLow
            predictedHigh
            lockedAt
            result
            resultValue
            verdict
          }
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

/** How many cycles keep to each part of the method. */
export const FidelityCounts = graphql(`
  query FidelityCounts($networkId: Uuid!) {
    networkFidelity(networkId: $networkId) {
      criterion
      pass
      fail
      notYet
    }
  }
`);

/** Ideas on one page of the tab. */
export const rampsPageSize = 10;

/** What the tab of the tests asks first. */
export const testsFirst = (networkId: string): FirstQuery[] => [
  firstQuery(RampsQuery, { networkId, first: rampsPageSize }),
  firstQuery(FidelityCounts, { networkId }),
];
