import { Module } from '@nestjs/common';
import { AdoptionService } from './adoption.service.ts';
import { PracticeResolver } from './practice.resolver.ts';
import { PracticeService } from './practice.service.ts';
import { SiteService } from './site.service.ts';
import { SpreadResolver } from './spread.resolver.ts';
import { SystemChangeResolver } from './system-change.resolver.ts';
import { SystemChangeService } from './system-change.service.ts';

@Module({
  providers: [
    PracticeResolver,
    SpreadResolver,
    SystemChangeResolver,
    PracticeService,
    AdoptionService,
    SiteService,
    SystemChangeService,
  ],
  exports: [PracticeService, AdoptionService, SiteService, SystemChangeService],
})
export class PracticesModule {}
