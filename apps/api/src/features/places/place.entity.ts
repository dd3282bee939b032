import { type PlaceKind, placeKinds } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/** Where something was measured. The partnership's own place is `isHome`. */
@TenantEntity('place')
@References('place', 'parentId')
@Index(['partnershipId', 'name', 'kind'], { unique: true })
export class Place extends EditableRow {
  @Column('text') name!: string;
  @OneOf(placeKinds) kind!: PlaceKind;
  /** The publisher's code, with its leading zeros. */
  @Column('text', { nullable: true }) code!: string | null;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('boolean', { default: false }) isHome!: boolean;
}
