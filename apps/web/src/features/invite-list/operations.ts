import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const InviteeMatches = graphql(`
  query InviteeMatches($emails: [String!]!, $organizations: [String!]!) {
    inviteeMatches(emails: $emails, organizations: $organizations) {
      members {
        email
        name
        isEnded
      }
      organizations {
        text
        organizationId
      }
      places {
        networkId
        tableId
        name
      }
    }
  }
`);
export const InviteMembers = graphql(`
  mutation InviteMembers($input: InviteMembersInput!) {
    inviteMembers(input: $input)
  }
`);

export type Matches = ResultOf<typeof InviteeMatches>['inviteeMatches'];
export type SeatPlace = Matches['places'][number];

/** Kinds whose change can change what is known of a list. */
export const matchKinds = ['member', 'organization', 'network', 'leadership_table'];
