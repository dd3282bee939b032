import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { ObservationResolver } from './observation.resolver.ts';
import { ObservationService } from './observation.service.ts';
import { SeriesService } from './series.service.ts';

@Module({
  imports: [DisclosureModule],
  providers: [ObservationResolver, ObservationService, SeriesService],
  exports: [ObservationService, SeriesService],
})
export class ObservationsModule {}
