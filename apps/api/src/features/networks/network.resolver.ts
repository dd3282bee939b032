import { Inject } from '@nestjs/common';
import { Args, Context, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { GraphQLResolveInfo } from 'graphql';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { type Page, searchMeaning } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { selectedFields } from '../../kernel/selected-fields.ts';
import { isSentAsRead } from '../../kernel/sent-as-read.ts';
import { NetworkPageService } from './network-page.service.ts';
import { NetworkPageType } from './network-page.type.ts';
import {
  ActivateNetworkInput,
  CreateNetworkInput,
  EditNetworkInput,
  PauseNetworkInput,
  ResumeNetworkInput,
  RetireNetworkInput,
} from './network.inputs.ts';
import { NetworkService } from './network.service.ts';
import { NetworkListPage, NetworkType } from './network.type.ts';

@Resolver()
export class NetworkResolver {
  constructor(
    @Inject(NetworkService) private readonly service: NetworkService,
    @Inject(NetworkPageService) private readonly pages: NetworkPageService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => NetworkListPage, { description: 'Networks by name.' })
  networks(
    @Context() context: GraphqlContext,
    @Args('includeRetired', { type: () => Boolean, defaultValue: false }) includeRetired: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('search', { type: () => String, nullable: true, description: searchMeaning }) search: string | null,
  ): Promise<Page<NetworkType>> {
    return this.service.page(viewerOf(context), { includeRetired, search, first, after: after ?? null });
  }

  @Requires('canReadPartnership')
  @Query(() => NetworkPageType, { description: "Everything that the network's first screen shows." })
  networkPage(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NetworkPageType> {
    return this.pages.page(viewerOf(context), id, selectedFields(info), isSentAsRead(info));
  }

  @Write(
    CreateNetworkInput,
    () => NetworkType,
    'Form a network: a director or facilitator; a workgroup also who manages its network.',
  )
  createNetwork(viewer: Viewer, input: CreateNetworkInput): Promise<NetworkType> {
    return this.service.create(viewer, input);
  }

  @Write(EditNetworkInput, () => NetworkType, "Change a network's name, purpose or first indicator.")
  editNetwork(viewer: Viewer, input: EditNetworkInput): Promise<NetworkType> {
    return this.service.edit(viewer, input);
  }

  @Write(ActivateNetworkInput, () => NetworkType, 'The network has formed and begins its work.')
  activateNetwork(viewer: Viewer, input: ActivateNetworkInput): Promise<NetworkType> {
    return this.service.activate(viewer, input);
  }

  @Write(PauseNetworkInput, () => NetworkType, 'Let the network rest for a while, with a reason.')
  pauseNetwork(viewer: Viewer, input: PauseNetworkInput): Promise<NetworkType> {
    return this.service.pause(viewer, input);
  }

  @Write(ResumeNetworkInput, () => NetworkType, 'A paused network takes up its work again.')
  resumeNetwork(viewer: Viewer, input: ResumeNetworkInput): Promise<NetworkType> {
    return this.service.resume(viewer, input);
  }

  @Write(RetireNetworkInput, () => NetworkType, 'End the network, with a reason; its work stays readable.')
  retireNetwork(viewer: Viewer, input: RetireNetworkInput): Promise<NetworkType> {
    return this.service.retire(viewer, input);
  }
}
