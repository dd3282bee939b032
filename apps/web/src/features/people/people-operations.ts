import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const Members = graphql(`
  query Members(
    $search: String
    $role: MemberRole
    $organizationId: Uuid
    $areEnded: Boolean!
    $first: Int!
    $after: String
  ) {
    members(
      search: $search
      role: $role
      organizationId: $organizationId
      areEnded: $areEnded
      first: $first
      after: $after
    ) {
      nodes {
        id
        version
        name
        role
        organizationId
        organizationName
        email
        hasAccount
        isEnded
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
export const AddMember = graphql(`
  mutation AddMember($input: AddMemberInput!) {
    addMember(input: $input) {
      id
      version
      name
      role
      organizationId
      organizationName
      email
      hasAccount
      isEnded
    }
  }
`);
export const EditMember = graphql(`
  mutation EditMember($input: EditMemberInput!) {
    editMember(input: $input) {
      id
      version
      name
      role
      organizationId
      organizationName
    }
  }
`);
export const RetireMember = graphql(`
  mutation RetireMember($input: RetireMemberInput!) {
    retireMember(input: $input) {
      id
      version
    }
  }
`);

export const InviteMember = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      id
      version
    }
  }
`);
export const ForgetMember = graphql(`
  mutation ForgetMember($input: ForgetMemberInput!) {
    forgetMember(input: $input) {
      id
      version
      name
      email
      hasAccount
    }
  }
`);

export const RestoreMember = graphql(`
  mutation RestoreMember($input: RestoreMemberInput!) {
    restoreMember(input: $input) {
      id
      version
    }
  }
`);
/** Holds a link that opens a membership: no device keeps the answer (`device/last-seen.ts`). */
export const MemberInvitation = graphql(`
  query MemberInvitation($memberId: Uuid!) {
    invitation(memberId: $memberId) {
      id
      expiresAt
      link
      mailedAt
      isMailGivenUp
      reachesPeople
    }
  }
`);

export const Organizations = graphql(`
  query Organizations($search: String, $sector: Sector, $first: Int!, $after: String) {
    organizations(search: $search, sector: $sector, first: $first, after: $after) {
      nodes {
        id
        version
        name
        sector
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
export const AddOrganization = graphql(`
  mutation AddOrganization($input: AddOrganizationInput!) {
    addOrganization(input: $input) {
      id
      version
      name
      sector
    }
  }
`);
export const EditOrganization = graphql(`
  mutation EditOrganization($input: EditOrganizationInput!) {
    editOrganization(input: $input) {
      id
      version
      name
      sector
    }
  }
`);

export const LeadershipTables = graphql(`
  query LeadershipTables($first: Int!, $after: String) {
    leadershipTables(first: $first, after: $after) {
      nodes {
        id
        version
        name
        purpose
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
export const AddLeadershipTable = graphql(`
  mutation AddLeadershipTable($input: AddLeadershipTableInput!) {
    addLeadershipTable(input: $input) {
      id
      version
      name
      purpose
    }
  }
`);

export const PartnershipSettings = graphql(`
  query PartnershipSettings {
    partnership {
      id
      version
      name
      geographicScope
      timeZone
      minimumCell
      coding
      requiresSecondFactor
    }
  }
`);
export const EditPartnership = graphql(`
  mutation EditPartnership($input: EditPartnershipInput!) {
    editPartnership(input: $input) {
      id
      version
      name
      geographicScope
      timeZone
      minimumCell
      coding
      requiresSecondFactor
    }
  }
`);

export type ShownMember = ResultOf<typeof Members>['members']['nodes'][number];
export type ShownOrganization = ResultOf<typeof Organizations>['organizations']['nodes'][number];
export type ShownTable = ResultOf<typeof LeadershipTables>['leadershipTables']['nodes'][number];
export type ShownPartnership = ResultOf<typeof PartnershipSettings>['partnership'];

/** Kinds whose change can change a list of members. */
export const memberKinds = ['member', 'organization'];
export const organizationKinds = ['organization'];
export const tableKinds = ['leadership_table'];
export const partnershipKinds = ['partnership'];
