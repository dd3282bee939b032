import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { CycleDecision, CycleScale, CycleStage } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import {
  CycleBriefType,
  CycleIdeaType,
  CyclePracticeType,
  CycleQuestionType,
  CycleMeasureType,
  CycleTaskType,
  FidelityAnswerType,
} from './cycle-parts.type.ts';

@ObjectType('Cycle', { description: 'One plan-do-study-act cycle, whole.' })
export class CycleType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) networkName!: string;
  @Field(() => Uuid) changeIdeaId!: string;
  @Field(() => CycleIdeaType) idea!: CycleIdeaType;
  @Field(() => Uuid, { nullable: true }) previousId!: string | null;
  @Field(() => CycleBriefType, { nullable: true }) previous!: CycleBriefType | null;
  @Field(() => [CycleBriefType], { description: 'Cycles that continue this one.' }) next!: CycleBriefType[];
  @Field(() => CyclePracticeType, { nullable: true }) practice!: CyclePracticeType | null;
  @Field(() => Int, { description: 'Rung of the ramp, from 1.' }) rung!: number;
  @Field(() => String) title!: string;
  @Field(() => Words.CycleStage) stage!: CycleStage;
  @Field(() => Words.CycleScale, { nullable: true }) scale!: CycleScale | null;
  @Field(() => Boolean, { description: 'Logged after it was done: nothing was predicted beforehand.' })
  loggedAfterwards!: boolean;
  @Field(() => Uuid, { nullable: true }) ownerMemberId!: string | null;
  @Field(() => String, { nullable: true }) ownerName!: string | null;
  @Field(() => String, { description: 'What the cycle before taught, and what is different because of it.' })
  buildsOn!: string;
  @Field(() => String) objective!: string;
  @Field(() => String) conditions!: string;
  @Field(() => Uuid, { nullable: true }) indicatorId!: string | null;
  @Field(() => String) measureDefinition!: string;
  @Field(() => String) measureCollector!: string;
  @Field(() => String) measureSchedule!: string;
  @Field(() => String) balancingMeasure!: string;
  @Field(() => Day, { nullable: true }) plannedFrom!: string | null;
  @Field(() => Day, { nullable: true }) plannedUntil!: string | null;
  @Field(() => Instant, { nullable: true }) doStartedAt!: Date | null;
  @Field(() => Instant, { nullable: true }) doEndedAt!: Date | null;
  @Field(() => String) whatHappened!: string;
  @Field(() => Boolean, { nullable: true }) carriedOutAsPlanned!: boolean | null;
  @Field(() => String) deviations!: string;
  @Field(() => Instant, { nullable: true }) studiedAt!: Date | null;
  @Field(() => String) learned!: string;
  @Field(() => Words.CycleDecision, { nullable: true }) decision!: CycleDecision | null;
  @Field(() => String) decisionReason!: string;
  @Field(() => Instant, { nullable: true }) decidedAt!: Date | null;
  @Field(() => Instant, { nullable: true, description: 'When it was voided: it counts nowhere any more.' })
  retiredAt!: Date | null;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => [CycleQuestionType]) questions!: CycleQuestionType[];
  @Field(() => [CycleTaskType]) tasks!: CycleTaskType[];
  @Field(() => [FidelityAnswerType], { description: 'F1 to F6, one by one.' }) fidelity!: FidelityAnswerType[];
  @Field(() => [String], { description: 'What is missing in the practice, in the order of asking; never an error.' })
  gaps!: string[];
  @Field(() => CycleMeasureType, { nullable: true }) measure!: CycleMeasureType | null;
  @Field(() => [String], { description: 'Policies that let the viewer act on it.' }) abilities!: string[];
}

@ObjectType('CycleRow', { description: 'A cycle in a list.' })
export class CycleRowType extends CycleBriefType {
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid) changeIdeaId!: string;
  @Field(() => String) ideaTitle!: string;
  @Field(() => String, { nullable: true }) ownerName!: string | null;
  @Field(() => Boolean) loggedAfterwards!: boolean;
  @Field(() => Day, { nullable: true }) plannedUntil!: string | null;
  @Field(() => Int, { description: 'Questions with a prediction.' }) predictedCount!: number;
  @Field(() => Int, { description: 'Predictions that were locked when Do began.' }) lockedCount!: number;
  @Field(() => Instant) createdAt!: Date;
}

export const CyclePage = pageType('CyclePage', CycleRowType);
