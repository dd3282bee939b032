import { Module } from '@nestjs/common';
import { ActionListService } from './action-list.service.ts';
import { ActionResolver } from './action.resolver.ts';
import { ActionService } from './action.service.ts';
import { PlanResolver } from './plan.resolver.ts';
import { PlanService } from './plan.service.ts';
import { StrategyService } from './strategy.service.ts';

@Module({
  providers: [ActionService, ActionListService, ActionResolver, PlanService, StrategyService, PlanResolver],
  exports: [ActionService, ActionListService, PlanService, StrategyService],
})
export class PlansModule {}
