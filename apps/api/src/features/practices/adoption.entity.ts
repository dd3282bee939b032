import { type AdoptionStage, adoptionStages } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/** One practice at one site, by stage. Each eligible site has one; its history is in `adoption_step`. */
@TenantEntity('adoption')
@References('practice', 'practiceId')
@References('site', 'siteId')
@Index(['partnershipId', 'practiceId', 'siteId'], { unique: true })
export class Adoption extends EditableRow {
  @Column('uuid') practiceId!: string;
  @Column('uuid') siteId!: string;
  @OneOf(adoptionStages) stage!: AdoptionStage;
  @Column('date') since!: string;
  @Column('text', { default: '' }) adaptation!: string;
}
