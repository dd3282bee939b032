import { Module } from '@nestjs/common';
import { ExportService } from './export.service.ts';
import { ExportsController } from './exports.controller.ts';

@Module({ controllers: [ExportsController], providers: [ExportService] })
export class ExportsModule {}
