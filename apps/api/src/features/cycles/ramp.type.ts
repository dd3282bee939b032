import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { IdeaState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';
import { CycleBriefType, CycleQuestionType, FidelityAnswerType } from './cycle-parts.type.ts';

@ObjectType('Rung', { description: 'A cycle as a rung of its ramp: prediction against result, and its decision.' })
export class RungType extends CycleBriefType {
  @Field(() => Uuid, { nullable: true }) previousId!: string | null;
  @Field(() => Boolean) loggedAfterwards!: boolean;
  @Field(() => Boolean, { description: 'Its scale is more than one step above the cycle that it continues.' })
  scaleJumped!: boolean;
  @Field(() => String) whatHappened!: string;
  @Field(() => String) decisionReason!: string;
  @Field(() => Instant, { nullable: true }) decidedAt!: Date | string | null;
  @Field(() => Instant) createdAt!: Date | string;
  @Field(() => [CycleQuestionType]) questions!: CycleQuestionType[];
  @Field(() => [FidelityAnswerType]) fidelity!: FidelityAnswerType[];
}

@ObjectType('Ramp', { description: 'A change idea with the chain of its cycles, from the first rung up.' })
export class RampType {
  @Field(() => Uuid, { description: "The change idea's id." }) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => Words.IdeaState) state!: IdeaState;
  @Field(() => Uuid, { nullable: true }) practiceId!: string | null;
  @Field(() => [RungType]) rungs!: RungType[];
  @Field(() => [FidelityAnswerType], { description: 'R1 to R6, one by one; empty before the first cycle.' })
  fidelity!: FidelityAnswerType[];
  @Field(() => [String]) abilities!: string[];
}

export const RampPage = pageType('RampPage', RampType);

@ObjectType('CriterionCount', {
  description: 'How many cycles meet one criterion, side by side with the others and never added up.',
})
export class CriterionCountType {
  @Field(() => String) criterion!: string;
  @Field(() => Int) pass!: number;
  @Field(() => Int) fail!: number;
  @Field(() => Int) notYet!: number;
}
