import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { ChooseNotificationsInput, SeeNotificationsInput } from './notification.inputs.ts';
import { NotificationService } from './notification.service.ts';
import {
  NotificationChoiceType,
  NotificationCountType,
  NotificationPage,
  NotificationType,
} from './notification.type.ts';

@Resolver()
export class NotificationResolver {
  constructor(@Inject(NotificationService) private readonly notifications: NotificationService) {}

  @Requires('canReadPartnership')
  @Query(() => NotificationPage, { name: 'notifications', description: 'What the viewer is to hear of, newest first.' })
  page(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<NotificationType>> {
    return this.notifications.page(viewerOf(context), first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => NotificationCountType, { description: 'How many notifications the viewer has not seen and should.' })
  notificationCount(@Context() context: GraphqlContext): Promise<NotificationCountType> {
    return this.notifications.count(viewerOf(context));
  }

  @Requires('canReadPartnership')
  @Query(() => NotificationChoiceType, { description: 'When the viewer is mailed about what.' })
  notificationChoice(@Context() context: GraphqlContext): Promise<NotificationChoiceType> {
    return this.notifications.choice(viewerOf(context));
  }

  @Write(SeeNotificationsInput, () => NotificationCountType, 'Mark notifications of one’s own as seen.')
  seeNotifications(viewer: Viewer, input: SeeNotificationsInput): Promise<NotificationCountType> {
    return this.notifications.see(viewer, input);
  }

  @Write(ChooseNotificationsInput, () => NotificationChoiceType, 'Choose when to be mailed about what.')
  chooseNotifications(viewer: Viewer, input: ChooseNotificationsInput): Promise<NotificationChoiceType> {
    return this.notifications.choose(viewer, input);
  }
}
