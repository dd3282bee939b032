import { Module } from '@nestjs/common';
import { Decider } from './decider.ts';
import { DisclosureResolver } from './disclosure.resolver.ts';
import { DisclosureService } from './disclosure.service.ts';
import { LonePercentages } from './lone-percentages.ts';
import { HiddenService } from './hidden.service.ts';
import { PreviewService } from './preview.service.ts';
import { IndicatorLinkService } from './indicator-link.service.ts';

@Module({
  providers: [
    Decider,
    DisclosureService,
    DisclosureResolver,
    HiddenService,
    IndicatorLinkService,
    LonePercentages,
    PreviewService,
  ],
  exports: [DisclosureService],
})
export class DisclosureModule {}
