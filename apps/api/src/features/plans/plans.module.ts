import { Module } from '@nestjs/common';
import { ActionService } from './action.service.ts';

@Module({ providers: [ActionService], exports: [ActionService] })
export class PlansModule {}
