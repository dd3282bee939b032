import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { FirstStepsService } from './first-steps.service.ts';
import { ForgettingService } from './forgetting.service.ts';
import { SelfForgettingController } from './self-forgetting.controller.ts';
import { SelfForgettingService } from './self-forgetting.service.ts';
import { EmailChangeController } from './email-change.controller.ts';
import { EmailChangeService } from './email-change.service.ts';
import { FoundingService } from './founding.service.ts';
import { InvitationController } from './invitation.controller.ts';
import { InvitationService } from './invitation.service.ts';
import { MeResolver } from './me.resolver.ts';
import { MeService } from './me.service.ts';
import { MemberService } from './member.service.ts';
import { OrganizationService } from './organization.service.ts';
import { PartnershipPageService } from './partnership-page.service.ts';
import { PartnershipResolver } from './partnership.resolver.ts';
import { PartnershipService } from './partnership.service.ts';

@Module({
  imports: [DisclosureModule],
  controllers: [EmailChangeController, InvitationController, SelfForgettingController],
  providers: [
    FirstStepsService,
    ForgettingService,
    EmailChangeService,
    FoundingService,
    InvitationService,
    MeResolver,
    MeService,
    MemberService,
    OrganizationService,
    PartnershipPageService,
    PartnershipResolver,
    PartnershipService,
    SelfForgettingService,
  ],
  exports: [FoundingService, InvitationService, MemberService, OrganizationService, PartnershipService],
})
export class PartnershipsModule {}
