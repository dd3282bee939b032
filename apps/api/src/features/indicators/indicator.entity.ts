import {
  type Cadence,
  cadences,
  type Direction,
  directions,
  type IndicatorLevel,
  indicatorLevels,
  type MeasureType,
  measureTypes,
} from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** What is measured of an outcome. Its definition is versioned in `indicator_definition`. */
@TenantEntity('indicator')
@OnThread<Indicator>((indicator, { dayOf }) => ({
  networkId: null,
  title: indicator.name,
  state: indicator.retiredAt ? 'retired' : indicator.level,
  isOver: indicator.retiredAt !== null,
  on: dayOf(indicator.createdAt),
}))
@References('outcome', 'outcomeId')
@References('member', 'ownerMemberId')
export class Indicator extends EditableRow {
  @Column('uuid') outcomeId!: string;
  @Column('text') name!: string;
  @OneOf(indicatorLevels) level!: IndicatorLevel;
  @OneOf(measureTypes) measureType!: MeasureType;
  @OneOf(directions) direction!: Direction;
  @OneOf(cadences) cadence!: Cadence;
  /** What the value counts, as shown after the number: `%`, `days`, `per 1,000`. Proportions are kept in percent. */
  @Column('text') unit!: string;
  /** Whether numerators and denominators are shown to readers; where they are not, only percentages are. */
  @Column('boolean', { default: true }) countsPublished!: boolean;
  /** Whether a count is about people, so that a small one is about few of them. Of measure type `count` only. */
  @Column('boolean', { default: true }) countsPeople!: boolean;
  /**
   * Why the groups behind its values are large although no count of people is known; null: such values are hidden from
   * readers. Of measure types `proportion` and `rate` only.
   */
  @Column('text', { nullable: true }) largeGroupsReason!: string | null;
  @Column('uuid', { nullable: true }) ownerMemberId!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
