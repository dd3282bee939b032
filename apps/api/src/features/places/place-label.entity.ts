import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** How a publisher writes a place; mapped once, remembered. */
@TenantEntity('place_label')
@References('place', 'placeId')
@Index(['partnershipId', 'label'], { unique: true })
export class PlaceLabel extends TenantRow {
  @Column('text') label!: string;
  @Column('uuid') placeId!: string;
}
