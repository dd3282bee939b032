import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type HealthCode, healthCodes } from '@throughline/domain/indicator-health';
import type {
  Cadence,
  Direction,
  IndicatorLevel,
  ItemKind,
  MeasureType,
  OutcomeStage,
  PlaceKind,
} from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { SeriesType } from './series.type.ts';

const HealthCodes = Object.fromEntries(healthCodes.map((code) => [code, code]));
registerEnumType(HealthCodes, { name: 'IndicatorHealthCode' });

@ObjectType('IndicatorDefinition', { description: 'One version of what an indicator means.' })
export class IndicatorDefinitionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) number!: number;
  @Field(() => String) definition!: string;
  @Field(() => String) rationale!: string;
  @Field(() => String) source!: string;
  @Field(() => String) sourceUrl!: string;
  @Field(() => String, { description: 'On what terms the source lets others use its numbers.' }) license!: string;
  @Field(() => Day, { nullable: true, description: 'First day that is not comparable with what was before.' })
  breaksOn!: string | null;
  @Field(() => Instant) createdAt!: Date;
}

@ObjectType('Target', { description: 'Baseline and time-bound target of one population at one place.' })
export class TargetType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => String) placeName!: string;
  @Field(() => String) populationName!: string;
  @Field(() => Float) value!: number;
  @Field(() => Day) dueOn!: string;
  @Field(() => Day, { nullable: true }) baselinePeriodStart!: string | null;
  @Field(() => Float, { nullable: true, description: 'Null also where the number of that period is hidden.' })
  baselineValue!: number | null;
}

@ObjectType('IndicatorPlace', { description: 'A place for which an indicator has observations.' })
export class IndicatorPlaceType {
  @Field(() => Uuid) placeId!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.PlaceKind) kind!: PlaceKind;
  @Field(() => Boolean) isHome!: boolean;
  @Field(() => Uuid, { nullable: true, description: 'The place that it lies in.' }) parentId!: string | null;
  @Field(() => Int, { description: 'Series there.' }) series!: number;
}

@ObjectType('IndicatorPopulation', { description: 'A population for which an indicator has observations.' })
export class IndicatorPopulationType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Null for everybody.' }) dimension!: string | null;
  @Field(() => String, { nullable: true }) group!: string | null;
  @Field(() => String, { nullable: true, description: 'The second dimension of a crossing.' })
  crossedDimension!: string | null;
  @Field(() => Boolean, { description: 'False where a child can be in several groups of its dimension.' })
  isExclusive!: boolean;
  @Field(() => Boolean, { description: 'Named by the partnership as one to watch.' }) isKey!: boolean;
}

@ObjectType('IndicatorFlag', { description: 'Something that happened meanwhile: contribution, never cause.' })
export class IndicatorFlagType {
  @Field(() => Uuid, { description: 'Of the cycle, the adoption or the system change.' }) id!: string;
  @Field(() => String, { description: 'cycle, adoption or system_change.' }) kind!:
    | 'cycle'
    | 'adoption'
    | 'system_change';
  @Field(() => Day) on!: string;
  @Field(() => String) title!: string;
  @Field(() => Words.ItemKind, { description: 'What to open: an adoption opens its practice.' }) opens!: ItemKind;
  @Field(() => Uuid) opensId!: string;
  @Field(() => Uuid) networkId!: string;
}

@ObjectType('IndicatorImport', { description: 'An import that brought numbers of this indicator.' })
export class IndicatorImportType {
  @Field(() => Uuid) importId!: string;
  @Field(() => String) fileName!: string;
  @Field(() => Instant, { nullable: true }) committedAt!: Date | null;
  @Field(() => Int, { description: 'Observations that still come from it.' }) observations!: number;
}

@ObjectType('IndicatorNetwork', { description: 'A network that works on this indicator.' })
export class IndicatorNetworkType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('IndicatorOwner', { description: 'Who looks after an indicator.' })
export class IndicatorOwnerType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean, { description: 'No longer in the partnership.' }) isGone!: boolean;
}

@ObjectType('IndicatorOutcome', { description: 'The outcome that an indicator belongs to.' })
export class IndicatorOutcomeType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.OutcomeStage) stage!: OutcomeStage;
}

@ObjectType('IndicatorHealth', { description: 'One thing to know before relying on an indicator.' })
export class IndicatorHealthType {
  @Field(() => HealthCodes) code!: HealthCode;
  @Field(() => Day, { nullable: true }) on!: string | null;
  @Field(() => Int, { nullable: true }) count!: number | null;
}

@ObjectType({ isAbstract: true })
class IndicatorCore {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) outcomeId!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.IndicatorLevel) level!: IndicatorLevel;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => Words.Direction, { description: 'The direction that is better.' }) direction!: Direction;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => String, { description: 'Written after the number. Proportions are in percent.' }) unit!: string;
  @Field(() => Uuid, { nullable: true }) ownerMemberId!: string | null;
  @Field(() => Boolean, { description: 'Whether numerators and denominators are shown to readers.' })
  countsPublished!: boolean;
  @Field(() => Boolean, { description: 'Of a count: whether it counts people.' }) countsPeople!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Why the groups are large where no count of people is known; null: such values are hidden.',
  })
  largeGroupsReason!: string | null;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
}

@ObjectType('Indicator', { description: 'What is measured of an outcome.' })
export class IndicatorType extends IndicatorCore {
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
  @Field(() => IndicatorOutcomeType) outcome!: IndicatorOutcomeType;
  @Field(() => IndicatorOwnerType, { nullable: true }) owner!: IndicatorOwnerType | null;
  @Field(() => [IndicatorDefinitionType], { description: 'Versions, the one in force first; up to 50.' })
  definitions!: IndicatorDefinitionType[];
  @Field(() => [TargetType], { description: 'Up to 200.' }) targets!: TargetType[];
  @Field(() => [IndicatorHealthType]) health!: IndicatorHealthType[];
  @Field(() => [IndicatorPlaceType], { description: 'Places with observations, home first; up to 300.' })
  places!: IndicatorPlaceType[];
  @Field(() => Uuid, {
    nullable: true,
    description:
      'The place that a page opens with: home where it has numbers to see, else the one that has the most; null without observations.',
  })
  openingPlaceId!: string | null;
  @Field(() => [IndicatorPopulationType], { description: 'Populations with observations; up to 200.' })
  populations!: IndicatorPopulationType[];
  @Field(() => [IndicatorFlagType], { description: 'The newest 60, by day.' }) flags!: IndicatorFlagType[];
  @Field(() => [IndicatorImportType], { description: 'The newest 20.' }) imports!: IndicatorImportType[];
  @Field(() => [IndicatorNetworkType], { description: 'Up to 50.' }) networks!: IndicatorNetworkType[];
}

@ObjectType('IndicatorSummary', { description: 'An indicator in a list, with the series that stands for it.' })
export class IndicatorSummaryType extends IndicatorCore {
  @Field(() => String) outcomeName!: string;
  @Field(() => Words.OutcomeStage) outcomeStage!: OutcomeStage;
  @Field(() => [IndicatorHealthType]) health!: IndicatorHealthType[];
  @Field(() => SeriesType, {
    nullable: true,
    description: 'The newest 60 periods of everybody at the partnership’s own place, or of what comes nearest to it.',
  })
  headline!: SeriesType | null;
  @Field(() => Float, { nullable: true, description: 'Last value that is open to everybody.' }) latest!: number | null;
  @Field(() => String, { nullable: true, description: 'Period of `latest`, as people write it.' })
  latestPeriod!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Last minus first value that is open to everybody, under the definition of the last.',
  })
  change!: number | null;
}

export const IndicatorPage = pageType('IndicatorPage', IndicatorSummaryType);
