import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { PopulationDimensionService } from './population-dimension.service.ts';
import { PopulationLabelService } from './population-label.service.ts';
import { PopulationMoveService } from './population-move.service.ts';
import { PopulationResolver } from './population.resolver.ts';
import { PopulationService } from './population.service.ts';

@Module({
  imports: [DisclosureModule],
  providers: [
    PopulationResolver,
    PopulationService,
    PopulationMoveService,
    PopulationDimensionService,
    PopulationLabelService,
  ],
  exports: [PopulationService, PopulationMoveService, PopulationDimensionService, PopulationLabelService],
})
export class PopulationsModule {}
