import { Module } from '@nestjs/common';
import { EscalationsModule } from '../escalations/escalations.module.ts';
import { PlansModule } from '../plans/plans.module.ts';
import { ItemLinkController } from './item-link.controller.ts';
import { ItemLinkResolver } from './item-link.resolver.ts';
import { ItemLinkService } from './item-link.service.ts';
import { NotificationMailService } from './notification-mail.service.ts';
import { NotificationRetention } from './notification-retention.ts';
import { NotificationResolver } from './notification.resolver.ts';
import { NotificationService } from './notification.service.ts';

@Module({
  imports: [EscalationsModule, PlansModule],
  controllers: [ItemLinkController],
  providers: [
    ItemLinkResolver,
    ItemLinkService,
    NotificationMailService,
    NotificationResolver,
    NotificationRetention,
    NotificationService,
  ],
})
export class NotificationsModule {}
