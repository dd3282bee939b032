import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const %Many% = graphql(`
  query %Many%($first: Int!, $after: String) {
    %many%(first: $first, after: $after) {
      nodes {
        id
        version
        title
        notes
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const Add%One% = graphql(`
  mutation Add%One%($input: Add%One%Input!) {
    add%One%(input: $input) {
      id
      version
      title
      notes
    }
  }
`);

export const Edit%One% = graphql(`
  mutation Edit%One%($input: Edit%One%Input!) {
    edit%One%(input: $input) {
      id
      version
      title
      notes
    }
  }
`);

export type Shown%One% = ResultOf<typeof %Many%>['%many%']['nodes'][number];

/** Rows of these kinds may add to the list. */
export const %one%Kinds = ['%table%'];
