import { Module } from '@nestjs/common';
import { ExportService } from './export.service.ts';
import { ExportsController } from './exports.controller.ts';
import { ReadKeyResolver } from './read-key.resolver.ts';
import { ReadKeyService } from './read-key.service.ts';

@Module({ controllers: [ExportsController], providers: [ExportService, ReadKeyResolver, ReadKeyService] })
export class ExportsModule {}
