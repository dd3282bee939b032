import { type AdoptionStage, adoptionStages } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { OneOf, References, TenantEntity, TenantRow } from '../../database/columns.ts';
import { Member } from '../partnerships/member.entity.ts';
import { Adoption } from './adoption.entity.ts';

/** A site entered a stage on a day. Append-only. */
@TenantEntity('adoption_step')
@References(() => Adoption, 'adoptionId')
@References(() => Member, 'memberId')
@Index(['partnershipId', 'adoptionId', 'on', 'id'])
export class AdoptionStep extends TenantRow {
  @Column('uuid') adoptionId!: string;
  @Column('uuid') memberId!: string;
  @OneOf(adoptionStages) stage!: AdoptionStage;
  @Column('date') on!: string;
  @Column('text', { default: '' }) note!: string;
}
