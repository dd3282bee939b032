import { type ItemKind, itemKinds, type NotificationKind, notificationKinds } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/**
 * What a member is to hear of: written in the transaction of the write that it is about, or by the job that looks at
 * days. The list in the product shows it; what is not seen there is mailed (decision 0027).
 */
@TenantEntity('notification')
@References('member', 'memberId')
@References('member', 'byMemberId')
@References('item', 'itemId')
@Index(['partnershipId', 'memberId', 'createdAt', 'id'])
@Index(['partnershipId', 'memberId', 'once'], { unique: true })
@Index(['partnershipId', 'memberId', 'readyAt'], { where: 'mail_id IS NULL AND settled_at IS NULL' })
@Index(['partnershipId', 'mailId'])
export class Notification extends TenantRow {
  @Column('uuid') memberId!: string;
  @OneOf(notificationKinds) kind!: NotificationKind;
  @OneOf(itemKinds) itemKind!: ItemKind;
  @Column('uuid') itemId!: string;
  /** Whose doing it is; null for what a day brings. */
  @Column('uuid', { nullable: true }) byMemberId!: string | null;
  /** The day that it is about, where it is about one. */
  @Column('date', { nullable: true }) dueOn!: string | null;
  /** The same for what a member is to hear of once. */
  @Column('text') once!: string;
  /** It waited already when the member came: it is told with the first mail that they get. */
  @Column('boolean', { default: false }) waited!: boolean;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) seenAt!: Date | null;
  /** When its turn to be mailed came. */
  @Column('timestamptz', { nullable: true }) readyAt!: Date | null;
  /** The mail that it went out with. */
  @Column('uuid', { nullable: true }) mailId!: string | null;
  /** When it was decided that it is not mailed: seen, done meanwhile, too old, or not wished for. */
  @Column('timestamptz', { nullable: true }) settledAt!: Date | null;
  /** When the link of its mail was withdrawn. */
  @Column('timestamptz', { nullable: true }) linkEndedAt!: Date | null;
}
