import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const Audit = graphql(`
  query Audit($first: Int!, $after: String, $memberId: Uuid, $topic: AuditTopic, $from: Day, $to: Day) {
    audit(first: $first, after: $after, memberId: $memberId, topic: $topic, from: $from, to: $to) {
      nodes {
        id
        at
        memberName
        isByLink
        verb
        kind
        title
        reason
        sealNumber
        changes {
          field
          before
          after
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

export type AuditEntry = ResultOf<typeof Audit>['audit']['nodes'][number];
