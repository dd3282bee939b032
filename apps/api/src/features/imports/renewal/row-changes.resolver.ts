import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { RowChange } from '@throughline/domain/vocabulary';
import type { Page } from '../../../kernel/pages.ts';
import { Requires } from '../../../kernel/requires.ts';
import { Uuid } from '../../../kernel/scalars.ts';
import { Words } from '../../../kernel/words.ts';
import { type GraphqlContext, viewerOf } from '../../../tenancy/context.ts';
import { RowChangesService } from './row-changes.service.ts';
import { ImportRowChangePage, type ImportRowChangeType } from './row-changes.type.ts';

@Resolver()
export class RowChangesResolver {
  constructor(@Inject(RowChangesService) private readonly changes: RowChangesService) {}

  @Requires('canImport')
  @Query(() => ImportRowChangePage, {
    description: 'The rows of a checked file beside what is there; those that are gone are of a new file of a source.',
  })
  importRowChanges(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
    @Args('change', { type: () => Words.RowChange }) change: RowChange,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ImportRowChangeType>> {
    return this.changes.page(viewerOf(context), id, change, first, after ?? null);
  }
}
