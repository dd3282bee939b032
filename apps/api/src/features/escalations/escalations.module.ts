import { Module } from '@nestjs/common';
import { PlansModule } from '../plans/plans.module.ts';
import { EscalationReadingService } from './escalation-reading.service.ts';
import { EscalationResolver } from './escalation.resolver.ts';
import { EscalationService } from './escalation.service.ts';

@Module({
  imports: [PlansModule],
  providers: [EscalationResolver, EscalationService, EscalationReadingService],
  exports: [EscalationService, EscalationReadingService],
})
export class EscalationsModule {}
