import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { DataRequestView } from '@throughline/domain/vocabulary';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Words } from '../../kernel/words.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { DataAnswerService } from './data-answer.service.ts';
import { DataAnswerPage, DataAnswerType } from './data-answer.type.ts';
import { DataRequestLinkService } from './data-request-link.service.ts';
import {
  AcceptDataAnswerInput,
  AddDataRequestInput,
  EditDataRequestInput,
  ExtendDataRequestLinkInput,
  RenewDataRequestLinkInput,
  RestoreDataRequestInput,
  RetireDataRequestInput,
  ReturnDataAnswerInput,
  RevokeDataRequestLinkInput,
} from './data-request.inputs.ts';
import { DataRequestService } from './data-request.service.ts';
import { DataRequestPage, DataRequestType } from './data-request.type.ts';

@Resolver()
export class DataRequestResolver {
  constructor(
    @Inject(DataRequestService) private readonly requests: DataRequestService,
    @Inject(DataRequestLinkService) private readonly links: DataRequestLinkService,
    @Inject(DataAnswerService) private readonly answers: DataAnswerService,
  ) {}

  @Requires('canSeeDataRequests')
  @Query(() => DataRequestPage, { name: 'dataRequests', description: 'Data requests, by the day that is due first.' })
  page(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('view', { type: () => Words.DataRequestView, defaultValue: 'open' }) view: DataRequestView,
    @Args('indicatorId', { type: () => Uuid, nullable: true }) indicatorId: string | null,
  ): Promise<Page<DataRequestType>> {
    return this.requests.page(viewerOf(context), first, after ?? null, { view, indicatorId: indicatorId ?? null });
  }

  @Requires('canSeeDataRequests')
  @Query(() => DataRequestType, { description: 'One data request.' })
  dataRequest(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<DataRequestType> {
    return this.requests.find(viewerOf(context), id);
  }

  @Requires('canRequestData')
  @Query(() => DataAnswerPage, { description: 'What was sent for a data request, the newest period first.' })
  dataAnswers(
    @Context() context: GraphqlContext,
    @Args('requestId', { type: () => Uuid }) requestId: string,
    @Args('first', { type: () => Int, defaultValue: 10 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<DataAnswerType>> {
    return this.answers.page(viewerOf(context), requestId, first, after ?? null);
  }

  @Write(AddDataRequestInput, () => DataRequestType, 'Request the numbers of an indicator from an organization.')
  addDataRequest(viewer: Viewer, input: AddDataRequestInput): Promise<DataRequestType> {
    return this.requests.add(viewer, input);
  }

  @Write(EditDataRequestInput, () => DataRequestType, 'Change from when on, how soon or with which words.')
  editDataRequest(viewer: Viewer, input: EditDataRequestInput): Promise<DataRequestType> {
    return this.requests.edit(viewer, input);
  }

  @Write(RetireDataRequestInput, () => DataRequestType, 'End a data request; what was sent stays.')
  retireDataRequest(viewer: Viewer, input: RetireDataRequestInput): Promise<DataRequestType> {
    return this.requests.retire(viewer, input);
  }

  @Write(RestoreDataRequestInput, () => DataRequestType, 'Take up a data request that has ended.')
  restoreDataRequest(viewer: Viewer, input: RestoreDataRequestInput): Promise<DataRequestType> {
    return this.requests.restore(viewer, input);
  }

  @Write(RenewDataRequestLinkInput, () => DataRequestType, 'Make a new link to the form; the one before is revoked.')
  renewDataRequestLink(viewer: Viewer, input: RenewDataRequestLinkInput): Promise<DataRequestType> {
    return this.links.renew(viewer, input);
  }

  @Write(ExtendDataRequestLinkInput, () => DataRequestType, 'Let a link open the form until another day.')
  extendDataRequestLink(viewer: Viewer, input: ExtendDataRequestLinkInput): Promise<DataRequestType> {
    return this.links.extend(viewer, input);
  }

  @Write(RevokeDataRequestLinkInput, () => DataRequestType, 'Make a link useless at once.')
  revokeDataRequestLink(viewer: Viewer, input: RevokeDataRequestLinkInput): Promise<DataRequestType> {
    return this.links.revoke(viewer, input);
  }

  @Write(
    AcceptDataAnswerInput,
    () => DataAnswerType,
    'Accept what was sent: it becomes an import, which can be undone.',
  )
  acceptDataAnswer(viewer: Viewer, input: AcceptDataAnswerInput): Promise<DataAnswerType> {
    return this.answers.accept(viewer, input);
  }

  @Write(ReturnDataAnswerInput, () => DataAnswerType, 'Send numbers back with a word.')
  returnDataAnswer(viewer: Viewer, input: ReturnDataAnswerInput): Promise<DataAnswerType> {
    return this.answers.return(viewer, input);
  }
}
