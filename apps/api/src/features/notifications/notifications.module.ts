import { Module } from '@nestjs/common';
import { NotificationMailService } from './notification-mail.service.ts';
import { NotificationResolver } from './notification.resolver.ts';
import { NotificationService } from './notification.service.ts';

@Module({ providers: [NotificationMailService, NotificationResolver, NotificationService] })
export class NotificationsModule {}
