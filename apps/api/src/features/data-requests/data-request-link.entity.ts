import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/** A link by which an organization answers a request without an account. Its secret is nowhere kept, only the hash of it. */
@TenantEntity('data_request_link')
@References('data_request', 'requestId')
@References('member', 'createdByMemberId')
@Index(['partnershipId', 'secretHash'], { unique: true })
export class DataRequestLink extends EditableRow {
  @Column('uuid') requestId!: string;
  /** SHA-256 of the secret, as hex. */
  @Column('text') secretHash!: string;
  /** The last day on which it opens the form. */
  @Column('date') expiresOn!: string;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  /** When the form was last opened by it, to the hour. */
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('uuid', { nullable: true }) createdByMemberId!: string | null;
}
