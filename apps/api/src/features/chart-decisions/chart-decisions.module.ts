import { Module } from '@nestjs/common';
import { ChartDecisionResolver } from './chart-decision.resolver.ts';
import { ChartDecisionService } from './chart-decision.service.ts';

@Module({ providers: [ChartDecisionResolver, ChartDecisionService], exports: [ChartDecisionService] })
export class ChartDecisionsModule {}
