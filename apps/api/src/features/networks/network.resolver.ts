import { Inject } from '@nestjs/common';
import { Args, Context, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { selectedFields, type SelectionInfo } from '../../kernel/selected-fields.ts';
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
  ): Promise<Page<NetworkType>> {
    return this.service.page(viewerOf(context), { includeRetired, first, after: after ?? null });
  }

  @Requires('canReadPartnership')
  @Query(() => NetworkPageType, { description: "Everything that the network's first screen shows." })
  networkPage(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Info() info: SelectionInfo,
  ): Promise<NetworkPageType> {
    return this.pages.page(viewerOf(context), id, selectedFields(info));
  }

  @Requires('canManageNetwork')
  @Mutation(() => NetworkType, {
    description: 'Form a network: a director or facilitator; a workgroup also who manages its network.',
  })
  createNetwork(@Context() context: GraphqlContext, @Args('input') input: CreateNetworkInput): Promise<NetworkType> {
    return this.service.create(viewerOf(context), input);
  }

  @Requires('canManageNetwork')
  @Mutation(() => NetworkType, { description: "Change a network's name, purpose or first indicator." })
  editNetwork(@Context() context: GraphqlContext, @Args('input') input: EditNetworkInput): Promise<NetworkType> {
    return this.service.edit(viewerOf(context), input);
  }

  @Requires('canManageNetwork')
  @Mutation(() => NetworkType, { description: 'The network has formed and begins its work.' })
  activateNetwork(
    @Context() context: GraphqlContext,
    @Args('input') input: ActivateNetworkInput,
  ): Promise<NetworkType> {
    return this.service.move(viewerOf(context), 'activate', input);
  }

  @Requires('canManageNetwork')
  @Mutation(() => NetworkType, { description: 'Let the network rest for a while, with a reason.' })
  pauseNetwork(@Context() context: GraphqlContext, @Args('input') input: PauseNetworkInput): Promise<NetworkType> {
    return this.service.move(viewerOf(context), 'pause', input);
  }

  @Requires('canManageNetwork')
  @Mutation(() => NetworkType, { description: 'A paused network takes up its work again.' })
  resumeNetwork(@Context() context: GraphqlContext, @Args('input') input: ResumeNetworkInput): Promise<NetworkType> {
    return this.service.move(viewerOf(context), 'resume', input);
  }

  @Requires('canManageNetwork')
  @Mutation(() => NetworkType, { description: 'End the network, with a reason; its work stays readable.' })
  retireNetwork(@Context() context: GraphqlContext, @Args('input') input: RetireNetworkInput): Promise<NetworkType> {
    return this.service.move(viewerOf(context), 'retire', input);
  }
}
