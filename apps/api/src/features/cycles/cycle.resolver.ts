import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import type { CycleStage } from '@throughline/domain/vocabulary';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Words } from '../../kernel/words.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { CycleCorrectionService } from './cycle-correction.service.ts';
import { CycleDecisionService } from './cycle-decision.service.ts';
import {
  BeginActInput,
  BeginDoInput,
  BeginStudyInput,
  type CycleStageInput,
  DecideCycleInput,
  LogTestInput,
  MoveCycleInput,
  RecordDoInput,
  RecordStudyInput,
  RestoreCycleInput,
  ReturnToStageInput,
  VoidCycleInput,
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
    @Inject(CycleCorrectionService) private readonly corrections: CycleCorrectionService,
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

  @Write(LogTestInput, () => CycleType, 'Log a test in three fields.')
  logTest(viewer: Viewer, input: LogTestInput): Promise<CycleType> {
    return this.quickLog.log(viewer, input);
  }

  @Write(BeginDoInput, () => CycleType, 'Begin Do: every prediction is locked.')
  beginDo(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.cycles.beginDo(viewer, input);
  }

  @Write(RecordDoInput, () => CycleType, 'Record what happened.')
  recordDo(viewer: Viewer, input: RecordDoInput): Promise<CycleType> {
    return this.cycles.recordDo(viewer, input);
  }

  @Write(BeginStudyInput, () => CycleType, 'End Do and begin Study.')
  beginStudy(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.cycles.beginStudy(viewer, input);
  }

  @Write(RecordStudyInput, () => CycleType, 'Record results beside their predictions, and what was learned.')
  recordStudy(viewer: Viewer, input: RecordStudyInput): Promise<CycleType> {
    return this.cycles.recordStudy(viewer, input);
  }

  @Write(BeginActInput, () => CycleType, 'End Study and begin Act.')
  beginAct(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.cycles.beginAct(viewer, input);
  }

  @Write(
    DecideCycleInput,
    () => CycleType,
    'Decide: adopt opens a practice, adapt and expand open the next cycle, abandon says what was learned.',
  )
  decideCycle(viewer: Viewer, input: DecideCycleInput): Promise<CycleType> {
    return this.decisions.decide(viewer, input);
  }

  @Write(ReturnToStageInput, () => CycleType, 'Return to an earlier stage, or reopen the decision, with a reason.')
  returnToStage(viewer: Viewer, input: ReturnToStageInput): Promise<CycleType> {
    return this.corrections.returnTo(viewer, input);
  }

  @Write(MoveCycleInput, () => CycleType, 'Move a cycle to another idea or network.')
  moveCycle(viewer: Viewer, input: MoveCycleInput): Promise<CycleType> {
    return this.corrections.move(viewer, input);
  }

  @Write(VoidCycleInput, () => CycleType, 'Void a cycle that was entered by mistake.')
  voidCycle(viewer: Viewer, input: VoidCycleInput): Promise<CycleType> {
    return this.corrections.void(viewer, input);
  }

  @Write(RestoreCycleInput, () => CycleType, 'Take a voided cycle back.')
  restoreCycle(viewer: Viewer, input: RestoreCycleInput): Promise<CycleType> {
    return this.corrections.restore(viewer, input);
  }
}
