import { Module } from '@nestjs/common';
import { FoundingService } from './founding.service.ts';
import { MeResolver } from './me.resolver.ts';
import { MeService } from './me.service.ts';

@Module({ providers: [FoundingService, MeResolver, MeService], exports: [FoundingService] })
export class PartnershipsModule {}
