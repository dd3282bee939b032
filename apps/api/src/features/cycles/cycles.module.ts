import { Module } from '@nestjs/common';
import { PracticesModule } from '../practices/practices.module.ts';
import { ChangeIdeaResolver } from './change-idea.resolver.ts';
import { ChangeIdeaService } from './change-idea.service.ts';
import { CycleCorrectionService } from './cycle-correction.service.ts';
import { CycleDecisionService } from './cycle-decision.service.ts';
import { CyclePlanResolver } from './cycle-plan.resolver.ts';
import { CyclePlanService } from './cycle-plan.service.ts';
import { CycleResolver } from './cycle.resolver.ts';
import { CycleService } from './cycle.service.ts';
import { QuickLogService } from './quick-log.service.ts';
import { RampService } from './ramp.service.ts';

const services = [
  ChangeIdeaService,
  CycleService,
  CyclePlanService,
  CycleDecisionService,
  CycleCorrectionService,
  QuickLogService,
  RampService,
];

@Module({
  imports: [PracticesModule],
  providers: [ChangeIdeaResolver, CycleResolver, CyclePlanResolver, ...services],
  exports: services,
})
export class CyclesModule {}
