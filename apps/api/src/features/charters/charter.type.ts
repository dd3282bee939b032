import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type {
  Cadence,
  CharterState,
  Direction,
  IndicatorLevel,
  MeasureType,
  SignOffVerdict,
} from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('SignOff', { description: "A seat's word on a charter in review; the last one of a member counts." })
export class SignOffType {
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) memberId!: string;
  @Field(() => String) memberName!: string;
  @Field(() => Words.SignOffVerdict) verdict!: SignOffVerdict;
  @Field(() => String) comment!: string;
  @Field(() => Instant) signedAt!: Date;
  @Field(() => Boolean, { description: 'False when it was given before the charter was last sent to review.' })
  counts!: boolean;
}

@ObjectType('AimProblem', { description: 'What keeps an aim from being complete.' })
export class AimProblemType {
  @Field(() => String, { description: 'indicator, from, baselineOn, to or by' }) part!: string;
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
}

@ObjectType('Charter', { description: 'One version of what a network agreed to be.' })
export class CharterType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Int, { description: 'Of the version, from 1.' }) number!: number;
  @Field(() => Words.CharterState) state!: CharterState;
  @Field(() => Uuid, { nullable: true }) aimIndicatorId!: string | null;
  @Field(() => String, { nullable: true }) aimIndicatorName!: string | null;
  @Field(() => Words.MeasureType, { nullable: true }) aimMeasureType!: MeasureType | null;
  @Field(() => Words.Direction, { nullable: true }) aimDirection!: Direction | null;
  @Field(() => String, { nullable: true }) aimUnit!: string | null;
  @Field(() => Uuid, { nullable: true }) aimPopulationId!: string | null;
  @Field(() => String, { nullable: true }) aimPopulationName!: string | null;
  @Field(() => Uuid, { nullable: true }) aimPlaceId!: string | null;
  @Field(() => String, { nullable: true }) aimPlaceName!: string | null;
  @Field(() => Float, { nullable: true, description: "In the indicator's unit; proportions in percent." })
  aimFrom!: number | null;
  @Field(() => Day, { nullable: true, description: 'Last day of the period that `aimFrom` was measured in.' })
  aimBaselineOn!: string | null;
  @Field(() => Float, { nullable: true }) aimTo!: number | null;
  @Field(() => Day, { nullable: true }) aimBy!: string | null;
  @Field(() => String) scope!: string;
  @Field(() => String) sphereOfControl!: string;
  @Field(() => String) agreements!: string;
  @Field(() => [Uuid]) priorityPopulationIds!: string[];
  @Field(() => [String]) priorityPopulationNames!: string[];
  @Field(() => String) amendmentReason!: string;
  @Field(() => Instant, { nullable: true }) submittedAt!: Date | null;
  @Field(() => Instant, { nullable: true }) adoptedAt!: Date | null;
  @Field(() => [SignOffType]) signOffs!: SignOffType[];
  @Field(() => [AimProblemType], { description: 'Empty when the aim can go to review.' })
  aimProblems!: AimProblemType[];
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

export const CharterPage = pageType('CharterPage', CharterType);

@ObjectType('AimIndicatorChoice', { description: 'An indicator that an aim may be about.' })
export class AimIndicatorChoiceType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.IndicatorLevel) level!: IndicatorLevel;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => Words.Direction) direction!: Direction;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => String) unit!: string;
  @Field(() => Boolean, { description: "True for the indicators of the network's own outcome." })
  isOwn!: boolean;
  @Field(() => Uuid, {
    nullable: true,
    description: 'The place with the most numbers about everybody, where home has none.',
  })
  placeBesideHomeId!: string | null;
}

@ObjectType('AimPopulationChoice', { description: 'A population that an aim may be for.' })
export class AimPopulationChoiceType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean) isKey!: boolean;
}

@ObjectType('AimChoices', { description: 'What an aim can be made of; the first 500 of each, the likely ones first.' })
export class AimChoicesType {
  @Field(() => [AimIndicatorChoiceType]) indicators!: AimIndicatorChoiceType[];
  @Field(() => [AimPopulationChoiceType]) populations!: AimPopulationChoiceType[];
}
