import { type AdoptionStage, adoptionStages } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** A site entered a stage on a day. Append-only. */
@TenantEntity('adoption_step')
@References('adoption', 'adoptionId')
@References('member', 'memberId')
@Index(['partnershipId', 'adoptionId', 'on', 'id'])
export class AdoptionStep extends TenantRow {
  @Column('uuid') adoptionId!: string;
  @Column('uuid') memberId!: string;
  @OneOf(adoptionStages) stage!: AdoptionStage;
  @Column('date') on!: string;
  @Column('text', { default: '' }) note!: string;
}
