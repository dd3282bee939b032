import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Coding, MemberRole, Sector } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

/** A person's login. */
@ObjectType('Account', { description: "A person's login; it can be a member of several partnerships." })
export class AccountType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) email!: string;
  @Field(() => Boolean, { description: 'Whether a password alone does not sign it in.' }) hasSecondFactor!: boolean;
}

@ObjectType('Membership', { description: 'An account as a member of one partnership.' })
export class MembershipType {
  @Field(() => Uuid) partnershipId!: string;
  @Field(() => String) partnershipName!: string;
  @Field(() => String) partnershipSlug!: string;
  @Field(() => String, { description: 'IANA time zone in which days begin and end.' }) timeZone!: string;
  @Field(() => Uuid) memberId!: string;
  @Field(() => Words.MemberRole) role!: MemberRole;
  @Field(() => [String], { description: 'Policies that hold whatever the item; ask the item for the rest.' })
  abilities!: string[];
  @Field(() => Boolean, { description: 'True while nothing of it is shown before the account has a second factor.' })
  needsSecondFactor!: boolean;
}

@ObjectType('Me', { description: 'Who is signed in, and where they belong.' })
export class MeType {
  @Field(() => AccountType) account!: AccountType;
  @Field(() => [MembershipType]) memberships!: MembershipType[];
}

@ObjectType('Organization', { description: 'A partner.' })
export class OrganizationType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Words.Sector) sector!: Sector;
}

@ObjectType('LeadershipTable', { description: 'A standing group that answers for the partnership.' })
export class LeadershipTableType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String) purpose!: string;
}

@ObjectType('Member', { description: 'A person in the partnership. E-mail addresses are shown to the director alone.' })
export class MemberType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Words.MemberRole) role!: MemberRole;
  @Field(() => Uuid, { nullable: true }) organizationId!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => String, { nullable: true, description: 'For the director alone; null for everybody else.' })
  email!: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether they can sign in; for the director alone.' })
  hasAccount!: boolean | null;
  @Field(() => Boolean, { description: 'Whether the membership has ended.' })
  isEnded!: boolean;
}

@ObjectType('Invitation', {
  description: 'How the invitation of a member without an account stands; for the director alone.',
})
export class InvitationType {
  @Field(() => Uuid) id!: string;
  @Field(() => Instant) expiresAt!: Date;
  @Field(() => String, {
    description: 'To be handed over by hand. Whoever opens it can join as this member, once.',
  })
  link!: string;
  @Field(() => Instant, { nullable: true, description: 'When the mail left; null while it waits.' })
  mailedAt!: Date | null;
  @Field(() => Boolean, { description: 'The mail server would not take it, or nobody knows whether it arrived.' })
  isMailGivenUp!: boolean;
  @Field(() => Boolean, { description: 'False on a server without a mail server: then the link is handed over.' })
  reachesPeople!: boolean;
}

@ObjectType('Partnership', { description: "A community's cradle-to-career partnership: the tenant." })
export class PartnershipType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) geographicScope!: string;
  @Field(() => String, { description: 'IANA time zone in which days begin and end.' }) timeZone!: string;
  @Field(() => Int, { description: 'The fewest people that a number shown to everybody may be about.' })
  minimumCell!: number;
  @Field(() => Words.Coding, { description: 'How percentages about few people are written.' }) coding!: Coding;
  @Field(() => Boolean, { description: 'Whether directors and data managers are let in with a second factor only.' })
  requiresSecondFactor!: boolean;
  @Field(() => [String], { description: 'Policies that hold whatever the item.' }) abilities!: string[];
}

export const OrganizationPage = pageType('OrganizationPage', OrganizationType);
export const LeadershipTablePage = pageType('LeadershipTablePage', LeadershipTableType);
export const MemberPage = pageType('MemberPage', MemberType);
