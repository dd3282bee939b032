import { firstQuery, type FirstQuery } from '../../shared/live/first-query.ts';
import { graphql } from '../../shared/server/graphql.ts';

/** The whole thread of a network as the map draws it. */
export const NetworkThreadMap = graphql(`
  query NetworkThreadMap($networkId: Uuid!) {
    networkThread(networkId: $networkId) {
      networkId
      columns {
        column
        total
        items {
          id
          kind
          title
          state
          networkId
          decision
          isOver
          stuck {
            code
            days
            reason
          }
        }
      }
      links {
        fromId
        toId
        relation
      }
    }
  }
`);

/** What the tab of the thread asks first. */
export const threadFirst = (networkId: string): FirstQuery[] => [firstQuery(NetworkThreadMap, { networkId })];
