import { Module } from '@nestjs/common';
import { PracticeService } from './practice.service.ts';

@Module({ providers: [PracticeService], exports: [PracticeService] })
export class PracticesModule {}
