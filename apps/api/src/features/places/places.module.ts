import { Module } from '@nestjs/common';
import { PlaceResolver } from './place.resolver.ts';
import { PlaceService } from './place.service.ts';

@Module({ providers: [PlaceResolver, PlaceService], exports: [PlaceService] })
export class PlacesModule {}
