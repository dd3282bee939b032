import { graphql } from '../../shared/server/graphql.ts';

/** The networks, with what may be done in each. */
export const NetworksToLog = graphql(`
  query NetworksToLog {
    networks(first: 100) {
      nodes {
        id
        name
        abilities
      }
    }
  }
`);

/** The ideas of a network that a test can belong to. */
export const IdeasToLog = graphql(`
  query IdeasToLog($networkId: Uuid!) {
    changeIdeas(networkId: $networkId, first: 100) {
      nodes {
        id
        title
        state
      }
    }
  }
`);
