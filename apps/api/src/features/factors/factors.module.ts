import { Module } from '@nestjs/common';
import { FactorResolver } from './factor.resolver.ts';
import { FactorService } from './factor.service.ts';

@Module({ providers: [FactorResolver, FactorService], exports: [FactorService] })
export class FactorsModule {}
