import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { CycleStage } from '@throughline/domain/vocabulary';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Words } from '../../kernel/words.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { CycleDecisionService } from './cycle-decision.service.ts';
import {
  BeginActInput,
  BeginDoInput,
  BeginStudyInput,
  DecideCycleInput,
  LogTestInput,
  RecordDoInput,
  RecordStudyInput,
} from './cycle.inputs.ts';
import { CycleService } from './cycle.service.ts';
import { CyclePage, type CycleRowType, CycleType } from './cycle.type.ts';
import { QuickLogService } from './quick-log.service.ts';

@Resolver()
export class CycleResolver {
  constructor(
    @Inject(CycleService) private readonly cycles: CycleService,
    @Inject(QuickLogService) private readonly quickLog: QuickLogService,
    @Inject(CycleDecisionService) private readonly decisions: CycleDecisionService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => CycleType, { description: 'One cycle, whole.' })
  cycle(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<CycleType> {
    return this.cycles.one(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => CyclePage, { name: 'cycles', description: "A network's cycles, newest first." })
  page(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
    @Args('stage', { type: () => Words.CycleStage, nullable: true }) stage: CycleStage | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<CycleRowType>> {
    return this.cycles.page(viewerOf(context), networkId, stage ?? null, first, after ?? null);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Log a test in three fields.' })
  logTest(@Context() context: GraphqlContext, @Args('input') input: LogTestInput): Promise<CycleType> {
    return this.quickLog.log(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Begin Do: every prediction is locked.' })
  beginDo(@Context() context: GraphqlContext, @Args('input') input: BeginDoInput): Promise<CycleType> {
    return this.cycles.beginDo(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Record what happened.' })
  recordDo(@Context() context: GraphqlContext, @Args('input') input: RecordDoInput): Promise<CycleType> {
    return this.cycles.recordDo(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'End Do and begin Study.' })
  beginStudy(@Context() context: GraphqlContext, @Args('input') input: BeginStudyInput): Promise<CycleType> {
    return this.cycles.beginStudy(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Record results beside their predictions, and what was learned.' })
  recordStudy(@Context() context: GraphqlContext, @Args('input') input: RecordStudyInput): Promise<CycleType> {
    return this.cycles.recordStudy(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'End Study and begin Act.' })
  beginAct(@Context() context: GraphqlContext, @Args('input') input: BeginActInput): Promise<CycleType> {
    return this.cycles.beginAct(viewerOf(context), input);
  }

  @Requires('canDecideCycle')
  @Mutation(() => CycleType, {
    description: 'Decide: adopt opens a practice, adapt and expand open the next cycle, abandon says what was learned.',
  })
  decideCycle(@Context() context: GraphqlContext, @Args('input') input: DecideCycleInput): Promise<CycleType> {
    return this.decisions.decide(viewerOf(context), input);
  }
}
