import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { IndicatorResolver } from './indicator.resolver.ts';
import { IndicatorService } from './indicator.service.ts';
import { IndicatorWritesService } from './indicator-writes.service.ts';
import { OutcomeResolver } from './outcome.resolver.ts';
import { OutcomeService } from './outcome.service.ts';
import { SeriesService } from './series.service.ts';
import { TargetService } from './target.service.ts';

@Module({
  imports: [DisclosureModule],
  providers: [
    IndicatorResolver,
    IndicatorService,
    IndicatorWritesService,
    OutcomeResolver,
    OutcomeService,
    SeriesService,
    TargetService,
  ],
  exports: [IndicatorService, IndicatorWritesService, OutcomeService, SeriesService, TargetService],
})
export class IndicatorsModule {}
