import { Module } from '@nestjs/common';
import { DisclosureModule } from '../../disclosure/disclosure.module.ts';
import { PlaceLabelService } from './place-label.service.ts';
import { PlaceMergeService } from './place-merge.service.ts';
import { PlaceResolver } from './place.resolver.ts';
import { PlaceService } from './place.service.ts';

@Module({
  imports: [DisclosureModule],
  providers: [PlaceResolver, PlaceService, PlaceLabelService, PlaceMergeService],
  exports: [PlaceService, PlaceLabelService, PlaceMergeService],
})
export class PlacesModule {}
