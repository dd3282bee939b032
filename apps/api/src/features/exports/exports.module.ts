import { Module } from '@nestjs/common';
import { ArchiveController } from './archive/archive.controller.ts';
import { ArchiveImportService } from './archive/archive-import.service.ts';
import { ArchiveService } from './archive/archive.service.ts';
import { ExportService } from './export.service.ts';
import { ExportsController } from './exports.controller.ts';
import { ReadKeyResolver } from './read-key.resolver.ts';
import { ReadKeyService } from './read-key.service.ts';

@Module({
  controllers: [ExportsController, ArchiveController],
  providers: [ArchiveImportService, ArchiveService, ExportService, ReadKeyResolver, ReadKeyService],
})
export class ExportsModule {}
