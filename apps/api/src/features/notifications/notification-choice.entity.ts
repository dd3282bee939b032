import { type MailCadence, mailCadences } from '@throughline/domain/vocabulary';
import { Check, Column, ForeignKey, Index } from 'typeorm';
import { OneOf, TenantEntity, TenantRow } from '../../database/columns.ts';
import { type MailLanguage, mailLanguages } from '../../mail/letter.ts';

/** When a member wishes to be mailed about what; who never chose has no row, and the defaults of the domain. */
@TenantEntity('notification_choice')
// The unique index is the one that the reference needs.
@ForeignKey('member', ['partnershipId', 'memberId'], ['partnershipId', 'id'])
@Index(['partnershipId', 'memberId'], { unique: true })
@Check('num_nonnulls("quiet_from", "quiet_until") IN (0, 2)')
@Check('"quiet_from" BETWEEN 0 AND 23 AND "quiet_until" BETWEEN 0 AND 23')
export class NotificationChoice extends TenantRow {
  @Column('uuid') memberId!: string;
  @OneOf(mailCadences) ask!: MailCadence;
  @OneOf(mailCadences) answer!: MailCadence;
  @OneOf(mailCadences) assignment!: MailCadence;
  @OneOf(mailCadences) signOff!: MailCadence;
  @OneOf(mailCadences) mention!: MailCadence;
  @OneOf(mailCadences) dueSoon!: MailCadence;
  @OneOf(mailCadences) overdue!: MailCadence;
  @Column('int', { nullable: true }) quietFrom!: number | null;
  @Column('int', { nullable: true }) quietUntil!: number | null;
  @OneOf(mailLanguages) language!: MailLanguage;
}
