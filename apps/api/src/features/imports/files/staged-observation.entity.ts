import type { ObservationStatus, PlaceKind } from '@throughline/domain/vocabulary';
import { Column, PrimaryColumn } from 'typeorm';
import { TenantEntity } from '../../../database/columns.ts';

/**
 * A row read from a file and not yet committed; emptied by commit and discard. It refers to nothing: `Staging` writes
 * partnership and import from ids that were checked, and the commit's insert has every reference looked up.
 */
@TenantEntity('staged_observation', { references: false })
export class StagedObservation {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('uuid') importId!: string;
  @PrimaryColumn('int') line!: number;
  /** Counts the observations that one line gives, from 0. */
  @PrimaryColumn('int') part!: number;
  @Column('uuid') indicatorId!: string;
  @Column('uuid', { nullable: true }) placeId!: string | null;
  @Column('uuid', { nullable: true }) populationId!: string | null;
  @Column('text') placeLabel!: string;
  @Column('text', { nullable: true }) placeCode!: string | null;
  /** What the row says of its place; null where it says nothing, and where the place is known. */
  @Column('text', { nullable: true }) placeKind!: PlaceKind | null;
  @Column('text', { nullable: true }) parentLabel!: string | null;
  @Column('text', { nullable: true }) parentCode!: string | null;
  @Column('text') populationLabel!: string;
  @Column('date') periodStart!: string;
  @Column('date') periodEnd!: string;
  @Column('text') status!: ObservationStatus;
  @Column('double precision', { nullable: true }) value!: number | null;
  @Column('double precision', { nullable: true }) numerator!: number | null;
  @Column('double precision', { nullable: true }) denominator!: number | null;
  @Column('double precision', { nullable: true }) lower!: number | null;
  @Column('double precision', { nullable: true }) upper!: number | null;
  @Column('double precision', { nullable: true }) intervalLower!: number | null;
  @Column('double precision', { nullable: true }) intervalUpper!: number | null;
  @Column('double precision', { nullable: true }) intervalLevel!: number | null;
  /** Whether the publisher may still change it. */
  @Column('boolean', { default: false }) provisional!: boolean;
}
