import { Inject } from '@nestjs/common';
import { Args, Context, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { MemberRole, Sector } from '@throughline/domain/vocabulary';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Words } from '../../kernel/words.ts';
import type { Page } from '../../kernel/pages.ts';
import { Write } from '../../kernel/write.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { selectedFields, type SelectionInfo } from '../../kernel/selected-fields.ts';
import { FirstStepsService } from './first-steps.service.ts';
import { FirstStepsType } from './first-steps.type.ts';
import { ForgettingService } from './forgetting.service.ts';
import { InvitationService } from './invitation.service.ts';
import { MemberService } from './member.service.ts';
import { OrganizationService } from './organization.service.ts';
import { PartnershipPageService } from './partnership-page.service.ts';
import { PartnershipPageType } from './partnership-page.type.ts';
import { EditPartnershipInput } from './partnership.inputs.ts';
import { PartnershipService } from './partnership.service.ts';
import {
  LeadershipTablePage,
  LeadershipTableType,
  MemberPage,
  MemberType,
  OrganizationPage,
  OrganizationType,
  PartnershipType,
  InvitationType,
} from './partnership.type.ts';
import {
  AddLeadershipTableInput,
  AddMemberInput,
  AddOrganizationInput,
  EditMemberInput,
  ForgetMemberInput,
  InviteMemberInput,
  LeavePartnershipInput,
  RestoreMemberInput,
  EditOrganizationInput,
  RetireMemberInput,
} from './people.inputs.ts';

const firstArg = { type: () => Int, defaultValue: 50 };
const optionalText = { type: () => String, nullable: true };

@Resolver()
export class PartnershipResolver {
  constructor(
    @Inject(PartnershipService) private readonly partnerships: PartnershipService,
    @Inject(PartnershipPageService) private readonly pages: PartnershipPageService,
    @Inject(OrganizationService) private readonly organizationService: OrganizationService,
    @Inject(MemberService) private readonly memberService: MemberService,
    @Inject(ForgettingService) private readonly forgetting: ForgettingService,
    @Inject(InvitationService) private readonly invitations: InvitationService,
    @Inject(FirstStepsService) private readonly steps: FirstStepsService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => PartnershipType, { description: 'The partnership that the request names.' })
  partnership(@Context() context: GraphqlContext): Promise<PartnershipType> {
    return this.partnerships.get(viewerOf(context));
  }

  @Requires('canReadPartnership')
  @Query(() => PartnershipPageType, {
    description: 'Outcomes with their core indicators, and every network with its flow at a glance.',
  })
  partnershipPage(@Context() context: GraphqlContext, @Info() info: SelectionInfo): Promise<PartnershipPageType> {
    return this.pages.page(viewerOf(context), selectedFields(info));
  }

  @Requires('canManagePartnership')
  @Query(() => FirstStepsType, { description: 'What of the first hour of a partnership is done; for the director.' })
  firstSteps(@Context() context: GraphqlContext): Promise<FirstStepsType> {
    return this.steps.get(viewerOf(context));
  }

  @Requires('canReadPartnership')
  @Query(() => OrganizationPage, { description: 'Partners by name; `search` keeps names that contain it.' })
  organizations(
    @Context() context: GraphqlContext,
    @Args('first', firstArg) first: number,
    @Args('after', optionalText) after: string | null,
    @Args('search', optionalText) search: string | null,
    @Args('sector', { type: () => Words.Sector, nullable: true }) sector: Sector | null,
  ): Promise<Page<OrganizationType>> {
    const request = { first, after: after ?? null, search: search ?? null, sector: sector ?? null };
    return this.organizationService.page(viewerOf(context), request);
  }

  @Requires('canReadPartnership')
  @Query(() => MemberPage, { description: 'Members by name; `search` keeps names that contain it.' })
  members(
    @Context() context: GraphqlContext,
    @Args('first', firstArg) first: number,
    @Args('after', optionalText) after: string | null,
    @Args('search', optionalText) search: string | null,
    @Args('role', { type: () => Words.MemberRole, nullable: true }) role: MemberRole | null,
    @Args('organizationId', { type: () => Uuid, nullable: true }) organizationId: string | null,
    @Args('areEnded', { type: () => Boolean, defaultValue: false, description: 'Ended memberships; for the director.' })
    areEnded: boolean,
  ): Promise<Page<MemberType>> {
    const named = { first, after: after ?? null, search: search ?? null };
    return this.memberService.page(viewerOf(context), {
      ...named,
      role: role ?? null,
      organizationId: organizationId ?? null,
      areEnded,
    });
  }

  @Requires('canManageMembers')
  @Query(() => InvitationType, {
    nullable: true,
    description: 'The open invitation of a member; null where there is none.',
  })
  invitation(
    @Context() context: GraphqlContext,
    @Args('memberId', { type: () => Uuid }) memberId: string,
  ): Promise<InvitationType | null> {
    return this.invitations.get(viewerOf(context), memberId);
  }

  @Requires('canReadPartnership')
  @Query(() => LeadershipTablePage, { description: 'Leadership tables by name; `search` keeps names that contain it.' })
  leadershipTables(
    @Context() context: GraphqlContext,
    @Args('first', firstArg) first: number,
    @Args('after', optionalText) after: string | null,
    @Args('search', optionalText) search: string | null,
  ): Promise<Page<LeadershipTableType>> {
    return this.organizationService.tables(viewerOf(context), { first, after: after ?? null, search: search ?? null });
  }

  @Write(
    EditPartnershipInput,
    () => PartnershipType,
    "Change the partnership's name, scope, time zone or minimum cell.",
  )
  editPartnership(viewer: Viewer, input: EditPartnershipInput): Promise<PartnershipType> {
    return this.partnerships.edit(viewer, input);
  }

  @Write(AddOrganizationInput, () => OrganizationType, 'Add a partner.')
  addOrganization(viewer: Viewer, input: AddOrganizationInput): Promise<OrganizationType> {
    return this.organizationService.add(viewer, input);
  }

  @Write(EditOrganizationInput, () => OrganizationType, 'Change a partner.')
  editOrganization(viewer: Viewer, input: EditOrganizationInput): Promise<OrganizationType> {
    return this.organizationService.edit(viewer, input);
  }

  @Write(
    AddMemberInput,
    () => MemberType,
    'Add a member; linked to the account with that e-mail if there is one, invited by mail if there is none.',
  )
  addMember(viewer: Viewer, input: AddMemberInput): Promise<MemberType> {
    return this.memberService.add(viewer, input);
  }

  @Write(EditMemberInput, () => MemberType, "Change a member's name, role or organization.")
  editMember(viewer: Viewer, input: EditMemberInput): Promise<MemberType> {
    return this.memberService.edit(viewer, input);
  }

  @Write(InviteMemberInput, () => MemberType, 'Invite a member who has no account anew; the link before stops working.')
  inviteMember(viewer: Viewer, input: InviteMemberInput): Promise<MemberType> {
    return this.memberService.invite(viewer, input);
  }

  @Write(RestoreMemberInput, () => MemberType, 'Let an ended membership begin again.')
  restoreMember(viewer: Viewer, input: RestoreMemberInput): Promise<MemberType> {
    return this.memberService.restore(viewer, input);
  }

  @Write(
    ForgetMemberInput,
    () => MemberType,
    'Forget name and address of somebody whose membership has ended, on their request. It cannot be undone.',
  )
  async forgetMember(viewer: Viewer, input: ForgetMemberInput): Promise<MemberType> {
    return this.memberService.get(viewer, await this.forgetting.forgetMember(viewer, input));
  }

  @Write(RetireMemberInput, () => MemberType, 'End a membership and its seats.')
  retireMember(viewer: Viewer, input: RetireMemberInput): Promise<MemberType> {
    return this.memberService.retire(viewer, input);
  }

  @Write(LeavePartnershipInput, () => Boolean, 'End one’s own membership and its seats.')
  leavePartnership(viewer: Viewer, input: LeavePartnershipInput): Promise<boolean> {
    return this.memberService.leave(viewer, input);
  }

  @Write(AddLeadershipTableInput, () => LeadershipTableType, 'Add a leadership table.')
  addLeadershipTable(viewer: Viewer, input: AddLeadershipTableInput): Promise<LeadershipTableType> {
    return this.organizationService.addTable(viewer, input);
  }
}
