import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { ImportChecker } from './checks/import-check.ts';
import { ImportFiles } from './files/import-files.ts';
import { ImportLabelsService } from './import-labels.service.ts';
import { ImportReadsService } from './import-reads.service.ts';
import { ImportResolver } from './import.resolver.ts';
import { ImportService } from './import.service.ts';
import { ImportsController } from './imports.controller.ts';
import { RowChangesResolver } from './renewal/row-changes.resolver.ts';
import { RowChangesService } from './renewal/row-changes.service.ts';
import { SavedMappingService } from './mappings/saved-mapping.service.ts';

@Module({
  imports: [DisclosureModule],
  controllers: [ImportsController],
  providers: [
    ImportChecker,
    ImportFiles,
    ImportLabelsService,
    ImportReadsService,
    ImportResolver,
    ImportService,
    RowChangesResolver,
    RowChangesService,
    SavedMappingService,
  ],
  exports: [ImportReadsService, ImportService],
})
export class ImportsModule {}
