import { Module } from '@nestjs/common';
import { PartnershipsModule } from '../partnerships/partnerships.module.ts';
import { InviteeListResolver } from './invitee-list.resolver.ts';
import { InviteeListService } from './invitee-list.service.ts';

@Module({ imports: [PartnershipsModule], providers: [InviteeListResolver, InviteeListService] })
export class InviteeListsModule {}
