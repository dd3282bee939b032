import { Column, Index, PrimaryColumn } from 'typeorm';
import { TenantEntity } from '../database/columns.ts';

/**
 * A link of the partnership's chain of hashes: it seals one row of the audit in its place (audit-chain.ts). Written soon
 * after the row, in batches, the last of each with the server's signature; never changed but for the salt, which goes
 * with what is forgotten.
 */
@TenantEntity('audit_seal')
@Index(['partnershipId', 'auditId'], { unique: true })
export class AuditSeal {
  @PrimaryColumn('uuid') partnershipId!: string;
  /** Its place in the chain, from 1 without a gap. */
  @PrimaryColumn('bigint') number!: string;
  @Column('uuid') auditId!: string;
  /** Null when what the row said of a person was forgotten: then nobody can find it by trying. */
  @Column('text', { nullable: true }) salt!: string | null;
  /** SHA-256 of the salt and of what may hold names: reason and changes. */
  @Column('text') contentHash!: string;
  /** SHA-256 of the link before and of all that identifies the row. */
  @Column('text') hash!: string;
  /** Ed25519 over partnership, number and hash; on the last link of a batch. */
  @Column('text', { nullable: true }) signature!: string | null;
  @Column('timestamptz', { default: () => 'moment()' }) sealedAt!: Date;
}
