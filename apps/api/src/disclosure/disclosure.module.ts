import { Module } from '@nestjs/common';
import { DisclosureService } from './disclosure.service.ts';

@Module({ providers: [DisclosureService], exports: [DisclosureService] })
export class DisclosureModule {}
