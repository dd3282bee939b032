import { type MemberRole, memberRoles } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/** A person in a partnership. One account can be a member of several; a member without an account has not signed in yet. */
@TenantEntity('member')
@References('organization', 'organizationId')
@Index(['partnershipId', 'accountId'], { unique: true })
@Index(['partnershipId', 'email'], { unique: true })
@Index(['accountId'])
@Index(['email'], { where: 'account_id IS NULL' })
export class Member extends EditableRow {
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @OneOf(memberRoles) role!: MemberRole;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  /** When what waited for them already was gathered, so that they hear of it once; kept by a job. */
  @Column('timestamptz', { nullable: true }) newsGatheredAt!: Date | null;
}
