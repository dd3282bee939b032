import { Column } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/**
 * An invitation of a member who has no account yet. Its secret is kept nowhere: it follows from the server's own secret
 * and the invitation's id (`invitation-token.ts`).
 */
@TenantEntity('invitation')
@References('member', 'memberId')
@References('member', 'createdByMemberId')
export class Invitation extends EditableRow {
  @Column('uuid') memberId!: string;
  @Column('uuid', { nullable: true }) createdByMemberId!: string | null;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
