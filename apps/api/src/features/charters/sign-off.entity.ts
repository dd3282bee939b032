import { type SignOffVerdict, signOffVerdicts } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** A seat's word on a charter in review. One a member; the last one counts. */
@TenantEntity('sign_off')
@References('charter', 'charterId')
@References('member', 'memberId')
@Index(['partnershipId', 'charterId', 'memberId'], { unique: true })
export class SignOff extends TenantRow {
  @Column('uuid') charterId!: string;
  @Column('uuid') memberId!: string;
  @OneOf(signOffVerdicts) verdict!: SignOffVerdict;
  @Column('text', { default: '' }) comment!: string;
  @Column('timestamptz', { default: () => 'moment()' }) signedAt!: Date;
}
