import { Module } from '@nestjs/common';
import { DriverResolver } from './driver.resolver.ts';
import { DriverService } from './driver.service.ts';
import { FactorResolver } from './factor.resolver.ts';
import { FactorService } from './factor.service.ts';

@Module({
  providers: [FactorResolver, FactorService, DriverResolver, DriverService],
  exports: [FactorService, DriverService],
})
export class FactorsModule {}
