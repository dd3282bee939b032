import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { ItemKind, MailCadence, NotificationKind } from '@throughline/domain/vocabulary';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { enumOf, Words } from '../../kernel/words.ts';
import { type MailLanguage, mailLanguages } from '../../mail/letter.ts';

export const MailLanguages = enumOf('MailLanguage', mailLanguages, 'Languages that mail is written in.');

@ObjectType('Notification', { description: 'What the viewer is to hear of.' })
export class NotificationType {
  @Field(() => Uuid) id!: string;
  @Field(() => Words.NotificationKind) kind!: NotificationKind;
  @Field(() => Words.ItemKind) itemKind!: ItemKind;
  @Field(() => Uuid) itemId!: string;
  @Field(() => String) title!: string;
  @Field(() => Uuid, { nullable: true }) networkId!: string | null;
  @Field(() => String, { nullable: true }) networkName!: string | null;
  @Field(() => String, { nullable: true, description: 'Whose doing it is; null for what a day brings.' })
  byName!: string | null;
  @Field(() => Day, { nullable: true }) dueOn!: string | null;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Boolean) isSeen!: boolean;
  @Field(() => Boolean, { description: 'It was done, answered or handed on since.' }) isOver!: boolean;
}

export const NotificationPage = pageType('NotificationPage', NotificationType);

@ObjectType('NotificationCount', { description: 'How many notifications the viewer has not seen and should.' })
export class NotificationCountType {
  @Field(() => Int) unseen!: number;
}

const cadence = (): typeof Words.MailCadence => Words.MailCadence;

@ObjectType('NotificationChoice', { description: 'When the viewer is mailed about what.' })
export class NotificationChoiceType {
  @Field(() => Uuid, { description: 'The member.' }) id!: string;
  @Field(cadence) ask!: MailCadence;
  @Field(cadence) answer!: MailCadence;
  @Field(cadence) assignment!: MailCadence;
  @Field(cadence) signOff!: MailCadence;
  @Field(cadence) mention!: MailCadence;
  @Field(cadence) dueSoon!: MailCadence;
  @Field(cadence) overdue!: MailCadence;
  @Field(() => Int, { nullable: true, description: 'From this hour on nobody is mailed, by the partnership’s clock.' })
  quietFrom!: number | null;
  @Field(() => Int, { nullable: true }) quietUntil!: number | null;
  @Field(() => MailLanguages) language!: MailLanguage;
}

@ObjectType('ItemLinks', { description: 'Links of mails by which an item can be answered without signing in.' })
export class ItemLinksType {
  @Field(() => Int, { description: 'How many still open their item.' }) open!: number;
}
