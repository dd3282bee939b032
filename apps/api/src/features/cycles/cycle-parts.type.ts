import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type {
  Cadence,
  CycleDecision,
  CycleScale,
  CycleStage,
  Direction,
  IdeaState,
  MeasureType,
  PredictionDirection,
  Verdict,
} from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { SeriesType } from '../indicators/series.type.ts';

@ObjectType('CycleQuestion', { description: 'A question of a cycle, its prediction, and what Study found.' })
export class CycleQuestionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) cycleId!: string;
  @Field(() => Int) position!: number;
  @Field(() => String) question!: string;
  @Field(() => String) prediction!: string;
  @Field(() => Words.PredictionDirection, { nullable: true }) direction!: PredictionDirection | null;
  @Field(() => Float, { nullable: true, description: "In the measure's unit: the value, or the lower end of a range." })
  predictedLow!: number | null;
  @Field(() => Float, { nullable: true, description: 'Upper end of a range.' }) predictedHigh!: number | null;
  @Field(() => Instant, { nullable: true, description: 'When Do began and locked the prediction.' })
  lockedAt!: Date | string | null;
  @Field(() => String) result!: string;
  @Field(() => Float, { nullable: true }) resultValue!: number | null;
  @Field(() => String, { description: 'The data value or observation that the verdict rests on.' }) evidence!: string;
  @Field(() => Words.Verdict, { nullable: true }) verdict!: Verdict | null;
}

@ObjectType('CycleTask', { description: 'Who does what for one cycle.' })
export class CycleTaskType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) cycleId!: string;
  @Field(() => Int) position!: number;
  @Field(() => String) title!: string;
  @Field(() => Uuid, { nullable: true }) ownerMemberId!: string | null;
  @Field(() => String, { nullable: true }) ownerName!: string | null;
  @Field(() => Day, { nullable: true }) dueOn!: string | null;
  @Field(() => Boolean) done!: boolean;
}

@ObjectType('CycleBrief', { description: 'A cycle as its neighbours on the ramp show it.' })
export class CycleBriefType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) rung!: number;
  @Field(() => String) title!: string;
  @Field(() => Words.CycleStage) stage!: CycleStage;
  @Field(() => Words.CycleScale, { nullable: true }) scale!: CycleScale | null;
  @Field(() => Words.CycleDecision, { nullable: true }) decision!: CycleDecision | null;
  @Field(() => String) learned!: string;
}

@ObjectType('CycleIdea', { description: 'The change idea that a cycle tests.' })
export class CycleIdeaType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => Words.IdeaState) state!: IdeaState;
}

@ObjectType('CyclePractice', { description: 'The practice that a cycle became.' })
export class CyclePracticeType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('FidelityAnswer', {
  description: 'One criterion of the method, answered from recorded facts. There is no total score.',
})
export class FidelityAnswerType {
  @Field(() => String, { description: 'F1 to F6 for a cycle, R1 to R6 for a ramp.' }) criterion!: string;
  @Field(() => String, { description: '`pass`, `fail` or `not_yet`.' }) result!: string;
  @Field(() => [String], { description: 'Stable reasons, for translated sentences.' }) reasons!: string[];
}

@ObjectType('CycleMeasure', { description: 'The indicator that a cycle hopes to move, at home and for everybody.' })
export class CycleMeasureType {
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => String) indicatorName!: string;
  @Field(() => String) unit!: string;
  @Field(() => Words.Direction) direction!: Direction;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => Float, { nullable: true }) target!: number | null;
  @Field(() => Day, { nullable: true }) targetDueOn!: string | null;
  @Field(() => SeriesType, { nullable: true, description: 'Null while there is no home place.' })
  series!: SeriesType | null;
}
