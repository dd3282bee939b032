import { ActionParts } from '../../shared/actions/action-parts.ts';
import { graphql } from '../../shared/server/graphql.ts';

/** What is due from the viewer, what waits for their answer and what changed round them. */
export const MyWorkQuery = graphql(
  `
    query MyWork {
      myWork {
        id
        due {
          nodes {
            ...ActionParts
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount
        }
        waiting {
          id
          version
          waitsFor
          kind
          state
          title
          networkId
          networkName
          from
          respondBy
          daysLeft
          since
        }
        tests {
          id
          title
          stage
          networkName
          hasPrediction
        }
        changes {
          nodes {
            id
            at
            verb
            kind
            itemId
            title
            networkId
            networkName
            memberName
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount
        }
      }
    }
  `,
  [ActionParts],
);
