import { Module } from '@nestjs/common';
import { NetworkPageService } from './network-page.service.ts';
import { NetworkResolver } from './network.resolver.ts';
import { NetworkService } from './network.service.ts';
import { SeatResolver } from './seat.resolver.ts';
import { SeatService } from './seat.service.ts';

@Module({
  providers: [NetworkPageService, NetworkResolver, NetworkService, SeatResolver, SeatService],
  exports: [NetworkService, SeatService],
})
export class NetworksModule {}
