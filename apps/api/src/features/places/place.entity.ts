import { type PlaceKind, placeKinds } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/**
 * Where something was measured. Several places may have one name: they are told apart by the place that they lie in and
 * by their codes (`place_code`).
 */
@TenantEntity('place')
@References('place', 'parentId')
@References('place', 'mergedIntoId')
@Index(['partnershipId', 'name'])
@Index(['partnershipId'], { unique: true, where: 'is_home' })
export class Place extends EditableRow {
  @Column('text') name!: string;
  @OneOf(placeKinds) kind!: PlaceKind;
  /** The place that it lies in; never itself or a place within it. */
  @Column('uuid', { nullable: true }) parentId!: string | null;
  /** The partnership's own place; there is one. */
  @Column('boolean', { default: false }) isHome!: boolean;
  /** No longer offered: it takes no new numbers, and those that it has stay to be read. */
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  /** The place that it turned out to be, which has its numbers, codes and names since. */
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
}
