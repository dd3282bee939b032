import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/**
 * A key with which a member's scripts read what is published, without the member's password. The key itself is known to
 * nobody but the member: it is made in their browser, and its SHA-256 is all that arrives here.
 */
@TenantEntity('read_key')
@References('member', 'ownerMemberId')
@Index(['partnershipId', 'keyHash'], { unique: true })
export class ReadKey extends EditableRow {
  /** What it is for, in the member's words. */
  @Column('text') name!: string;
  @Column('uuid') ownerMemberId!: string;
  /** SHA-256 of the key in hexadecimal digits. */
  @Column('text') keyHash!: string;
  /** When it was taken back; it opens nothing since. */
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
