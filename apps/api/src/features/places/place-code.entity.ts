import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** A place's code in a system of codes; it means one place. */
@TenantEntity('place_code')
@References('place', 'placeId')
@Index(['partnershipId', 'system', 'code'], { unique: true })
export class PlaceCode extends TenantRow {
  /** One of `codeSystems`, or the publisher's name. */
  @Column('text') system!: string;
  /** With its leading zeros. */
  @Column('text') code!: string;
  @Column('uuid') placeId!: string;
}
