import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { EscalationReadingService } from './escalation-reading.service.ts';
import {
  AcknowledgeEscalationInput,
  CommitEscalationInput,
  ConfirmEscalationInput,
  DeclineEscalationInput,
  EditEscalationInput,
  EscalationFilter,
  FulfilEscalationInput,
  RaiseEscalationInput,
  RedirectEscalationInput,
  ReopenEscalationInput,
  WithdrawEscalationInput,
} from './escalation.inputs.ts';
import { EscalationService } from './escalation.service.ts';
import {
  AskColumnType,
  EscalationPage,
  EscalationType,
  ResponseTimeType,
  SimilarEscalationType,
} from './escalation.type.ts';

@Resolver()
export class EscalationResolver {
  constructor(
    @Inject(EscalationService) private readonly service: EscalationService,
    @Inject(EscalationReadingService) private readonly reading: EscalationReadingService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => EscalationPage, { description: 'Asks by respond-by day.' })
  escalations(
    @Context() context: GraphqlContext,
    @Args('filter', { type: () => EscalationFilter, nullable: true }) filter: EscalationFilter | null,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<EscalationType>> {
    return this.reading.page(viewerOf(context), filter ?? {}, first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => EscalationPage, {
    description: "What waits for an answer or a deed of the viewer's organization or tables, by respond-by day.",
  })
  asksOfUs(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<EscalationType>> {
    return this.reading.asksOfUs(viewerOf(context), first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => EscalationType, { description: 'An ask with its answers.' })
  escalation(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<EscalationType> {
    return this.reading.one(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => [AskColumnType], { description: 'The board of asks: every state with its first ones.' })
  askBoard(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid, nullable: true }) networkId: string | null,
    @Args('first', { type: () => Int, defaultValue: 10 }) first: number,
  ): Promise<AskColumnType[]> {
    return this.reading.board(viewerOf(context), networkId ?? null, first);
  }

  @Requires('canReadPartnership')
  @Query(() => [ResponseTimeType], { description: 'How organizations and tables answer what they are asked.' })
  responseTimes(@Context() context: GraphqlContext): Promise<ResponseTimeType[]> {
    return this.reading.responseTimes(viewerOf(context));
  }

  @Requires('canReadPartnership')
  @Query(() => [SimilarEscalationType], { description: 'Asks of any network that share words with one.' })
  similarEscalations(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<SimilarEscalationType[]> {
    return this.reading.similar(viewerOf(context), id);
  }

  @Requires('canRaiseEscalation')
  @Mutation(() => EscalationType, { description: 'Lift an opportunity or a barrier to those who can answer.' })
  raiseEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: RaiseEscalationInput,
  ): Promise<EscalationType> {
    return this.service.raise(viewerOf(context), input);
  }

  @Requires('canConfirmEscalation')
  @Mutation(() => EscalationType, { description: 'Change an ask that nobody has answered.' })
  editEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: EditEscalationInput,
  ): Promise<EscalationType> {
    return this.service.edit(viewerOf(context), input);
  }

  @Requires('canAnswerEscalation')
  @Mutation(() => EscalationType, { description: 'Say that it was seen.' })
  acknowledgeEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: AcknowledgeEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'acknowledge', input);
  }

  @Requires('canAnswerEscalation')
  @Mutation(() => EscalationType, {
    description: 'Promise what will be done, by which day; the promise becomes an action.',
  })
  commitEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: CommitEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'commit', input);
  }

  @Requires('canAnswerEscalation')
  @Mutation(() => EscalationType, { description: 'Say no, with the reason.' })
  declineEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: DeclineEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'decline', input);
  }

  @Requires('canAnswerEscalation')
  @Mutation(() => EscalationType, { description: 'Hand it to another organization or table; clock and history stay.' })
  redirectEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: RedirectEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'redirect', input);
  }

  @Requires('canAnswerEscalation')
  @Mutation(() => EscalationType, { description: 'Report that the promise was kept.' })
  fulfilEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: FulfilEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'fulfil', input);
  }

  @Requires('canConfirmEscalation')
  @Mutation(() => EscalationType, { description: 'Confirm that it was done; not by who answered.' })
  confirmEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: ConfirmEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'confirm', input);
  }

  @Requires('canConfirmEscalation')
  @Mutation(() => EscalationType, { description: 'Ask again, with what is still missing.' })
  reopenEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: ReopenEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'reopen', input);
  }

  @Requires('canConfirmEscalation')
  @Mutation(() => EscalationType, { description: 'Take the ask back.' })
  withdrawEscalation(
    @Context() context: GraphqlContext,
    @Args('input') input: WithdrawEscalationInput,
  ): Promise<EscalationType> {
    return this.service.answer(viewerOf(context), 'withdraw', input);
  }
}
