import { Module } from '@nestjs/common';
import { Decider } from './decider.ts';
import { DisclosureService } from './disclosure.service.ts';

@Module({ providers: [Decider, DisclosureService], exports: [DisclosureService] })
export class DisclosureModule {}
