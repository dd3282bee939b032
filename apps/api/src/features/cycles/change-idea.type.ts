import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { IdeaState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';
import { CycleBriefType } from './cycle-parts.type.ts';

@ObjectType('ChangeIdea', { description: 'Something that could be tried; its ramp is the chain of its cycles.' })
export class ChangeIdeaType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) networkName!: string;
  @Field(() => Uuid, { nullable: true }) driverId!: string | null;
  @Field(() => String, { nullable: true }) driverTitle!: string | null;
  @Field(() => Uuid, { nullable: true }) strategyId!: string | null;
  @Field(() => String, { nullable: true }) strategyTitle!: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => Words.IdeaState) state!: IdeaState;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Int, { description: 'Cycles of its ramp.' }) cycleCount!: number;
  @Field(() => Int, { description: 'Cycles that are not closed.' }) openCycleCount!: number;
  @Field(() => CycleBriefType, { nullable: true, description: 'The highest rung so far.' })
  latestCycle!: CycleBriefType | null;
  @Field(() => [String], { description: 'Policies that let the viewer act on it.' }) abilities!: string[];
}

export const ChangeIdeaPage = pageType('ChangeIdeaPage', ChangeIdeaType);
