import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { AddReadKeyInput, RetireReadKeyInput } from './read-key.inputs.ts';
import { ReadKeyService } from './read-key.service.ts';
import { ReadKeyPage, ReadKeyType } from './read-key.type.ts';

@Resolver()
export class ReadKeyResolver {
  constructor(@Inject(ReadKeyService) private readonly keys: ReadKeyService) {}

  @Requires('canReadPartnership')
  @Query(() => ReadKeyPage, { description: 'Your keys for scripts, the newest first; for the director everybody’s.' })
  readKeys(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ReadKeyType>> {
    return this.keys.page(viewerOf(context), first, after ?? null);
  }

  @Write(AddReadKeyInput, () => ReadKeyType, 'Add a key for scripts that read what is published.')
  addReadKey(viewer: Viewer, input: AddReadKeyInput): Promise<ReadKeyType> {
    return this.keys.add(viewer, input);
  }

  @Write(RetireReadKeyInput, () => ReadKeyType, 'Take a key back.')
  retireReadKey(viewer: Viewer, input: RetireReadKeyInput): Promise<ReadKeyType> {
    return this.keys.retire(viewer, input);
  }
}
