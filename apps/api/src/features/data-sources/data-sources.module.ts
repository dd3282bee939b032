import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.ts';
import { DataSourceResolver } from './data-source.resolver.ts';
import { DataSourceService } from './data-source.service.ts';
import { SourceFetcher } from './fetching/source-fetcher.ts';
import { RenewalService } from './renewal.service.ts';

@Module({
  imports: [ImportsModule],
  providers: [DataSourceResolver, DataSourceService, RenewalService, SourceFetcher],
})
export class DataSourcesModule {}
