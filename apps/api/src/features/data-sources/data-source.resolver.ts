import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { withAbilities } from '../imports/import-reads.service.ts';
import { ImportType } from '../imports/import.type.ts';
import {
  AddDataSourceInput,
  EditDataSourceInput,
  RenewDataSourceInput,
  RestoreDataSourceInput,
  RetireDataSourceInput,
} from './data-source.inputs.ts';
import { DataSourceService } from './data-source.service.ts';
import { DataSourcePage, DataSourceType } from './data-source.type.ts';
import { RenewalService } from './renewal.service.ts';

@Resolver()
export class DataSourceResolver {
  constructor(
    @Inject(DataSourceService) private readonly sources: DataSourceService,
    @Inject(RenewalService) private readonly renewals: RenewalService,
  ) {}

  @Requires('canImport')
  @Query(() => DataSourcePage, { name: 'dataSources', description: 'Data sources, the longest awaited first.' })
  page(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('retired', { type: () => Boolean, defaultValue: false }) retired: boolean,
  ): Promise<Page<DataSourceType>> {
    return this.sources.page(viewerOf(context), first, after ?? null, { retired });
  }

  @Requires('canImport')
  @Query(() => DataSourceType, { description: 'One data source.' })
  dataSource(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<DataSourceType> {
    return this.sources.find(viewerOf(context), id);
  }

  @Write(AddDataSourceInput, () => DataSourceType, 'Remember where the file of an import came from.')
  addDataSource(viewer: Viewer, input: AddDataSourceInput): Promise<DataSourceType> {
    return this.sources.add(viewer, input);
  }

  @Write(EditDataSourceInput, () => DataSourceType, 'Change what is remembered of a data source.')
  editDataSource(viewer: Viewer, input: EditDataSourceInput): Promise<DataSourceType> {
    return this.sources.edit(viewer, input);
  }

  @Write(RetireDataSourceInput, () => DataSourceType, 'Expect nothing more of a data source; what it brought stays.')
  retireDataSource(viewer: Viewer, input: RetireDataSourceInput): Promise<DataSourceType> {
    return this.sources.retire(viewer, input);
  }

  @Write(RestoreDataSourceInput, () => DataSourceType, 'Take up a data source again.')
  restoreDataSource(viewer: Viewer, input: RestoreDataSourceInput): Promise<DataSourceType> {
    return this.sources.restore(viewer, input);
  }

  @Write(
    RenewDataSourceInput,
    () => ImportType,
    'Read the newest file of a data source as the one before it, and compare. May take minutes.',
  )
  async renewDataSource(viewer: Viewer, input: RenewDataSourceInput): Promise<ImportType> {
    return withAbilities(viewer, await this.renewals.renew(viewer, input));
  }
}
