import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { HiddenReason, MeasureLinkKind } from '@throughline/domain/vocabulary';
import { type GraphqlContext, viewerOf } from '../tenancy/context.ts';
import { Words } from '../kernel/words.ts';
import type { Page } from '../kernel/pages.ts';
import { Requires } from '../kernel/requires.ts';
import { Uuid } from '../kernel/scalars.ts';
import {
  DisclosureType,
  HiddenObservationPage,
  type HiddenObservationType,
  LonePercentagesType,
} from './disclosure.type.ts';
import { LonePercentages } from './lone-percentages.ts';
import { HiddenService } from './hidden.service.ts';
import { PreviewService } from './preview.service.ts';
import { DisclosurePreviewType } from './preview.type.ts';
import { RelateIndicatorsInput } from './indicator-link.inputs.ts';
import { IndicatorLinkService } from './indicator-link.service.ts';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../kernel/write.ts';

@Resolver()
export class DisclosureResolver {
  constructor(
    @Inject(HiddenService) private readonly service: HiddenService,
    @Inject(IndicatorLinkService) private readonly links: IndicatorLinkService,
    @Inject(PreviewService) private readonly previews: PreviewService,
    @Inject(LonePercentages) private readonly alone: LonePercentages,
  ) {}

  @Requires('canSeeHidden')
  @Query(() => DisclosureType, { description: 'What of an indicator is hidden from readers, by reason.' })
  disclosure(
    @Context() context: GraphqlContext,
    @Args('indicatorId', { type: () => Uuid }) indicatorId: string,
  ): Promise<DisclosureType> {
    return this.service.disclosure(viewerOf(context), indicatorId);
  }

  @Requires('canSeeHidden')
  @Query(() => DisclosurePreviewType, { description: 'What another minimum would do to what readers see.' })
  minimumPreview(
    @Context() context: GraphqlContext,
    @Args('minimum', { type: () => Int }) minimum: number,
  ): Promise<DisclosurePreviewType> {
    return this.previews.ofMinimum(viewerOf(context), minimum);
  }

  @Requires('canSeeHidden')
  @Query(() => DisclosurePreviewType, {
    description: 'What the commit of a checked import would do to what readers see.',
  })
  importDisclosurePreview(
    @Context() context: GraphqlContext,
    @Args('importId', { type: () => Uuid }) importId: string,
  ): Promise<DisclosurePreviewType> {
    return this.previews.ofImport(viewerOf(context), importId);
  }

  @Requires('canSeeHidden')
  @Query(() => DisclosurePreviewType, {
    description: 'What it would do to what readers see if some places lay in another one, or in none.',
  })
  placesDisclosurePreview(
    @Context() context: GraphqlContext,
    @Args('placeIds', { type: () => [Uuid] }) placeIds: string[],
    @Args('parentId', { type: () => Uuid, nullable: true }) parentId: string | null,
  ): Promise<DisclosurePreviewType> {
    return this.previews.ofPlaces(viewerOf(context), placeIds, parentId ?? null);
  }

  @Requires('canSeeHidden')
  @Query(() => DisclosurePreviewType, {
    description: 'What linking two indicators, or saying that they are unrelated, would do to what readers see.',
  })
  linkDisclosurePreview(
    @Context() context: GraphqlContext,
    @Args('firstId', { type: () => Uuid }) firstId: string,
    @Args('secondId', { type: () => Uuid }) secondId: string,
    @Args('kind', { type: () => Words.MeasureLinkKind }) kind: MeasureLinkKind,
    @Args('isLinked', { type: () => Boolean }) isLinked: boolean,
  ): Promise<DisclosurePreviewType> {
    return this.previews.ofLink(viewerOf(context), { firstId, secondId, kind, isLinked });
  }

  @Requires('canSeeHidden')
  @Query(() => Int, {
    description: 'How many indicators have numbers of which it is still being decided what readers see.',
  })
  indicatorsBeingDecided(@Context() context: GraphqlContext): Promise<number> {
    return this.service.beingDecided(viewerOf(context));
  }

  @Write(RelateIndicatorsInput, () => DisclosureType, 'Says whether two indicators are about the same people, and why.')
  relateIndicators(viewer: Viewer, input: RelateIndicatorsInput): Promise<DisclosureType> {
    return this.links.relate(viewer, input);
  }

  @Requires('canSeeHidden')
  @Query(() => LonePercentagesType, {
    nullable: true,
    description: 'What leaving counts out would show; null where none are published beside percentages.',
  })
  lonePercentages(
    @Context() context: GraphqlContext,
    @Args('indicatorId', { type: () => Uuid }) indicatorId: string,
  ): Promise<LonePercentagesType | null> {
    return this.alone.compare(viewerOf(context), indicatorId);
  }

  @Requires('canSeeHidden')
  @Query(() => HiddenObservationPage, { description: 'Hidden observations with their true numbers, the newest first.' })
  hiddenObservations(
    @Context() context: GraphqlContext,
    @Args('indicatorId', { type: () => Uuid }) indicatorId: string,
    @Args('reason', { type: () => Words.HiddenReason, nullable: true }) reason: HiddenReason | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<HiddenObservationType>> {
    return this.service.page(viewerOf(context), indicatorId, reason ?? null, first, after ?? null);
  }
}
