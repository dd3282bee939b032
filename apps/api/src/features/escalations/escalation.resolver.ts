import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import { EscalationReadingService } from './escalation-reading.service.ts';
import {
  AcceptEscalationInput,
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
  ReviseEscalationInput,
  WithdrawEscalationInput,
} from './escalation.inputs.ts';
import { EscalationService } from './escalation.service.ts';
import {
  EscalationColumnType,
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
    @Args('filter', { type: () => EscalationFilter.input, nullable: true }) filter: EscalationFilter | null,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<EscalationType>> {
    return this.reading.page(viewerOf(context), filter ?? {}, first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => EscalationPage, {
    description: "What waits for an answer or a deed of the viewer's organization or tables, by respond-by day.",
  })
  escalationsToUs(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<EscalationType>> {
    return this.reading.escalationsToUs(viewerOf(context), first, after ?? null);
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
  @Query(() => [EscalationColumnType], { description: 'The board of asks: every state with its first ones.' })
  escalationBoard(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid, nullable: true }) networkId: string | null,
    @Args('first', { type: () => Int, defaultValue: 10 }) first: number,
  ): Promise<EscalationColumnType[]> {
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

  @Write(RaiseEscalationInput, () => EscalationType, 'Lift an opportunity or a barrier to those who can answer.')
  raiseEscalation(viewer: Viewer, input: RaiseEscalationInput): Promise<EscalationType> {
    return this.service.raise(viewer, input);
  }

  @Write(EditEscalationInput, () => EscalationType, 'Change the words of an ask that nobody has answered.')
  editEscalation(viewer: Viewer, input: EditEscalationInput): Promise<EscalationType> {
    return this.service.edit(viewer, input);
  }

  @Write(
    ReviseEscalationInput,
    () => EscalationType,
    'Ask again in other words: the answered words stay beside their answers, and a new answer is asked for.',
  )
  reviseEscalation(viewer: Viewer, input: ReviseEscalationInput): Promise<EscalationType> {
    return this.service.revise(viewer, input);
  }

  @Write(AcknowledgeEscalationInput, () => EscalationType, 'Say that it was seen.')
  acknowledgeEscalation(viewer: Viewer, input: AcknowledgeEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'acknowledge', input);
  }

  @Write(
    CommitEscalationInput,
    () => EscalationType,
    'Promise what will be done, by which day; the promise becomes an action.',
  )
  commitEscalation(viewer: Viewer, input: CommitEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'commit', input);
  }

  @Write(DeclineEscalationInput, () => EscalationType, 'Say no, with the reason.')
  declineEscalation(viewer: Viewer, input: DeclineEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'decline', input);
  }

  @Write(
    RedirectEscalationInput,
    () => EscalationType,
    'Hand it to another organization or table; clock and history stay.',
  )
  redirectEscalation(viewer: Viewer, input: RedirectEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'redirect', input);
  }

  @Write(FulfilEscalationInput, () => EscalationType, 'Report that the promise was kept.')
  fulfilEscalation(viewer: Viewer, input: FulfilEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'fulfil', input);
  }

  @Write(ConfirmEscalationInput, () => EscalationType, 'Confirm that it was done; not by who answered.')
  confirmEscalation(viewer: Viewer, input: ConfirmEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'confirm', input);
  }

  @Write(
    AcceptEscalationInput,
    () => EscalationType,
    'Leave it at the no or the redirection that was given; not by who answered.',
  )
  acceptEscalation(viewer: Viewer, input: AcceptEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'accept', input);
  }

  @Write(ReopenEscalationInput, () => EscalationType, 'Ask again in the same words, with what is still missing.')
  reopenEscalation(viewer: Viewer, input: ReopenEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'reopen', input);
  }

  @Write(WithdrawEscalationInput, () => EscalationType, 'Take the ask back.')
  withdrawEscalation(viewer: Viewer, input: WithdrawEscalationInput): Promise<EscalationType> {
    return this.service.answer(viewer, 'withdraw', input);
  }
}
