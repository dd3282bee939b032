import {
  type HiddenReason,
  hiddenReasons,
  type ObservationStatus,
  observationStatuses,
} from '@throughline/domain/vocabulary';
import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { OneOf, References, TenantEntity } from '../../database/columns.ts';

const seriesKey = ['partnershipId', 'indicatorId', 'placeId', 'populationId'] as const;

/**
 * Period × place × population of one indicator. Outside `disclosure/` and `imports/` it is read only through the view
 * `released_observation`. Its series implies that there are such an indicator, place, population and partnership.
 */
@TenantEntity('observation', { references: false })
@ForeignKey('series', seriesKey, seriesKey)
@References('import', 'importId')
export class Observation {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('uuid') indicatorId!: string;
  @PrimaryColumn('uuid') placeId!: string;
  @PrimaryColumn('uuid') populationId!: string;
  @PrimaryColumn('date') periodStart!: string;
  @Column('date') periodEnd!: string;
  @OneOf(observationStatuses) status!: ObservationStatus;
  /** In the indicator's unit, as published. */
  @Column('double precision', { nullable: true }) value!: number | null;
  @Column('double precision', { nullable: true }) numerator!: number | null;
  @Column('double precision', { nullable: true }) denominator!: number | null;
  @Column('double precision', { nullable: true }) lower!: number | null;
  @Column('double precision', { nullable: true }) upper!: number | null;
  /** The interval that the source published with the value, in the indicator's unit. */
  @Column('double precision', { nullable: true }) intervalLower!: number | null;
  @Column('double precision', { nullable: true }) intervalUpper!: number | null;
  /** In percent; null where the source does not say. */
  @Column('double precision', { nullable: true }) intervalLevel!: number | null;
  /** Whether the publisher may still change it. */
  @Column('boolean', { default: false }) provisional!: boolean;
  /** Decided by the disclosure gate, never by a reader: true hides every number of the row, also until it is decided. */
  @Column('boolean', { default: true }) hidden!: boolean;
  @OneOf(hiddenReasons, { nullable: true, default: 'not_decided' }) hiddenReason!: HiddenReason | null;
  /** What is shown in place of the value: the range of its code, or where both are the same the rounded value. */
  @Column('double precision', { nullable: true }) codedLower!: number | null;
  @Column('double precision', { nullable: true }) codedUpper!: number | null;
  /** Whether numerator and denominator are shown beside the value. */
  @Column('boolean', { default: false }) countsShown!: boolean;
  /** Whether the interval is shown beside the value. */
  @Column('boolean', { default: false }) intervalShown!: boolean;
  /**
   * Whether readers go on seeing the number as it was first published while the row, which was revised since, is hidden;
   * the columns after it hold what they saw.
   */
  @Column('boolean', { default: false }) isAsFirstPublished!: boolean;
  @Column('double precision', { nullable: true }) firstValue!: number | null;
  @Column('double precision', { nullable: true }) firstNumerator!: number | null;
  @Column('double precision', { nullable: true }) firstDenominator!: number | null;
  @Column('double precision', { nullable: true }) firstLower!: number | null;
  @Column('double precision', { nullable: true }) firstUpper!: number | null;
  @Column('uuid', { nullable: true }) importId!: string | null;
  @Column('int', { default: 1 }) version!: number;
}
