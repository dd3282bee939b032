import { Module } from '@nestjs/common';
import { PopulationResolver } from './population.resolver.ts';
import { PopulationService } from './population.service.ts';

@Module({ providers: [PopulationResolver, PopulationService], exports: [PopulationService] })
export class PopulationsModule {}
