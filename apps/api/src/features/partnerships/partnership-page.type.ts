import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Cadence, CharterState, Direction, MeasureType, NetworkState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';
import { SeriesType } from '../indicators/series.type.ts';

@ObjectType('SmallSeries', {
  description: 'A core indicator at the home place: everybody’s series, or the first key population’s.',
})
export class SmallSeriesType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => Words.Direction) direction!: Direction;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => String) unit!: string;
  @Field(() => SeriesType, { nullable: true, description: 'At most the latest 40 periods; null without any number.' })
  series!: SeriesType | null;
}

@ObjectType('OutcomeAtAGlance', { description: 'An outcome with its core indicators.' })
export class OutcomeAtAGlanceType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => [SmallSeriesType]) indicators!: SmallSeriesType[];
}

@ObjectType('NetworkFlow', { description: "A network's flow at a glance." })
export class NetworkFlowType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Words.NetworkState) state!: NetworkState;
  @Field(() => Uuid, { nullable: true }) parentId!: string | null;
  @Field(() => Uuid) outcomeId!: string;
  @Field(() => Words.CharterState, { nullable: true, description: 'Null while there is no charter.' })
  charterState!: CharterState | null;
  @Field(() => Int) actionsOpen!: number;
  @Field(() => Int) actionsLate!: number;
  @Field(() => Int) actionsBlocked!: number;
  @Field(() => Int) cyclesOpen!: number;
  @Field(() => Int) cyclesWithoutPredictions!: number;
  @Field(() => Int) escalationsUnanswered!: number;
  @Field(() => Int, { nullable: true, description: 'Days that the longest unanswered ask waits.' })
  longestWaitDays!: number | null;
  @Field(() => Instant, { description: 'When its charter, actions, tests or asks were last changed.' })
  updatedAt!: string;
}

@ObjectType('PartnershipPage', { description: 'Outcomes and networks at a glance, in one statement.' })
export class PartnershipPageType {
  @Field(() => Uuid) id!: string;
  @Field(() => [OutcomeAtAGlanceType]) outcomes!: OutcomeAtAGlanceType[];
  @Field(() => [NetworkFlowType], { description: 'The first 100 by name.' }) networks!: NetworkFlowType[];
  @Field(() => Int) networkCount!: number;
  @Field(() => [String], { description: 'Policies that hold whatever the item.' }) abilities!: string[];
}
