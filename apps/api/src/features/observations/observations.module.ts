import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { IndicatorsModule } from '../indicators/indicators.module.ts';
import { ObservationResolver } from './observation.resolver.ts';
import { ObservationService } from './observation.service.ts';

@Module({
  imports: [DisclosureModule, IndicatorsModule],
  providers: [ObservationResolver, ObservationService],
  exports: [ObservationService],
})
export class ObservationsModule {}
