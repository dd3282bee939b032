import { ForeignKey, PrimaryColumn } from 'typeorm';
import { References, TenantEntity } from '../../database/columns.ts';

/**
 * One indicator at one place of one population: what observations are of. An observation's key is looked up here, once,
 * in place of its indicator, its place and its population: a series refers to each of them within the partnership, and
 * is written with its first observation. It stays when its observations are taken back.
 */
@TenantEntity('series', { references: false })
@ForeignKey('indicator', ['partnershipId', 'indicatorId'], ['partnershipId', 'id'])
@References('place', 'placeId')
@References('population', 'populationId')
export class Series {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('uuid') indicatorId!: string;
  @PrimaryColumn('uuid') placeId!: string;
  @PrimaryColumn('uuid') populationId!: string;
}
