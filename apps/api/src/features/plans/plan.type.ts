import { Field, Int, ObjectType } from '@nestjs/graphql';
import { verbsOf } from '@throughline/domain/lifecycle';
import { type StrategyVerb, strategyLifecycle } from '@throughline/domain/lifecycles/strategy';
import type { PlanState, StrategyKind, StrategyState } from '@throughline/domain/vocabulary';
import { enumOf, Words } from '../../kernel/words.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

export const StrategyVerbs = enumOf('StrategyVerb', verbsOf(strategyLifecycle), 'What can be done with a strategy.');

@ObjectType('ActionCounts', { description: 'How many actions, by how they stand.' })
export class ActionCountsType {
  @Field(() => Int) total!: number;
  @Field(() => Int, { description: 'Neither done nor abandoned.' }) open!: number;
  @Field(() => Int) done!: number;
  @Field(() => Int) blocked!: number;
  @Field(() => Int, { description: 'Open and past their due day.' }) late!: number;
}

@ObjectType('Strategy', { description: 'A line of work: for everybody (universal) or for one population (targeted).' })
export class StrategyType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid) planId!: string;
  @Field(() => Words.StrategyKind) kind!: StrategyKind;
  @Field(() => Uuid, { nullable: true }) populationId!: string | null;
  @Field(() => String, { nullable: true }) populationName!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The factor that it answers.' }) factorId!: string | null;
  @Field(() => String, { nullable: true }) factorTitle!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The driver that it answers.' }) driverId!: string | null;
  @Field(() => String, { nullable: true }) driverTitle!: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => Words.StrategyState) state!: StrategyState;
  @Field(() => Int) position!: number;
  @Field(() => ActionCountsType) counts!: ActionCountsType;
  @Field(() => [StrategyVerbs], { description: 'What the viewer may do with it now.' }) verbs!: StrategyVerb[];
  @Field(() => [String]) abilities!: string[];
}

@ObjectType('ActionPlan', { description: 'What a network agreed to do under its charter.' })
export class ActionPlanType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid, { nullable: true }) charterId!: string | null;
  @Field(() => Int, { description: "Counts a network's plans from 1." }) number!: number;
  @Field(() => Words.PlanState) state!: PlanState;
  @Field(() => String) summary!: string;
  @Field(() => Instant, { nullable: true }) agreedAt!: Date | null;
  @Field(() => [String]) abilities!: string[];
}

@ObjectType('NetworkPlan', {
  description: "A network's plan in force, the next one, their strategies, and the counts.",
})
export class NetworkPlanType {
  @Field(() => Uuid, { description: 'The network.' }) id!: string;
  @Field(() => String) networkName!: string;
  @Field(() => ActionPlanType, { nullable: true, description: 'The agreed plan; the first draft before there is one.' })
  current!: ActionPlanType | null;
  @Field(() => ActionPlanType, { nullable: true, description: 'The draft that is to take its place.' })
  next!: ActionPlanType | null;
  @Field(() => [StrategyType], { description: 'Of both plans, by plan and position; at most 200.' })
  strategies!: StrategyType[];
  @Field(() => ActionCountsType, { description: 'All actions of the network, under a strategy or not.' })
  counts!: ActionCountsType;
  @Field(() => [String], { description: 'What the viewer may do with the plan.' }) abilities!: string[];
}
