import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** Kinds whose changes change the list of keys. */
export const readKeyKinds: readonly string[] = ['read_key'];

export const ReadKeys = graphql(`
  query ReadKeys($first: Int!, $after: String) {
    readKeys(first: $first, after: $after) {
      nodes {
        id
        name
        owner
        isOwn
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const AddReadKey = graphql(`
  mutation AddReadKey($input: AddReadKeyInput!) {
    addReadKey(input: $input) {
      id
      name
    }
  }
`);

export const RetireReadKey = graphql(`
  mutation RetireReadKey($input: RetireReadKeyInput!) {
    retireReadKey(input: $input) {
      id
    }
  }
`);

export type ReadKey = ResultOf<typeof ReadKeys>['readKeys']['nodes'][number];
