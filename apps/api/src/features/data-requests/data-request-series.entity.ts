import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** One place and population that a data request is about. */
@TenantEntity('data_request_series')
@References('data_request', 'requestId')
@References('place', 'placeId')
@References('population', 'populationId')
@Index(['partnershipId', 'requestId', 'placeId', 'populationId'], { unique: true })
export class DataRequestSeries extends TenantRow {
  @Column('uuid') requestId!: string;
  @Column('uuid') placeId!: string;
  @Column('uuid') populationId!: string;
  /** Its place in the form. */
  @Column('int') position!: number;
}
