import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { AddAdoptionInput, EditAdoptionInput, MoveAdoptionInput } from './adoption.inputs.ts';
import { AdoptionService } from './adoption.service.ts';
import { AdoptionType } from './adoption.type.ts';
import { AddSiteInput, EditSiteInput, RetireSiteInput } from './site.inputs.ts';
import { SiteService } from './site.service.ts';
import { SitePage, SiteType } from './site.type.ts';

/** Spread is sideways: sites, and how far each is. */
@Resolver()
export class SpreadResolver {
  constructor(
    @Inject(SiteService) private readonly siteService: SiteService,
    @Inject(AdoptionService) private readonly adoptions: AdoptionService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => SitePage, { description: 'Open sites by name.' })
  sites(
    @Context() context: GraphqlContext,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('notOfPracticeId', {
      type: () => Uuid,
      nullable: true,
      description: 'Leaves out the sites that are eligible for this practice already.',
    })
    notOfPracticeId: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<SiteType>> {
    const filter = { search: search ?? null, notOfPracticeId: notOfPracticeId ?? null };
    return this.siteService.page(viewerOf(context), filter, first, after ?? null);
  }

  @Requires('canManagePractice')
  @Mutation(() => SiteType, { description: 'Add a site to the partnership.' })
  addSite(@Context() context: GraphqlContext, @Args('input') input: AddSiteInput): Promise<SiteType> {
    return this.siteService.add(viewerOf(context), input);
  }

  @Requires('canManagePractice')
  @Mutation(() => SiteType, { description: 'Change a site.' })
  editSite(@Context() context: GraphqlContext, @Args('input') input: EditSiteInput): Promise<SiteType> {
    return this.siteService.edit(viewerOf(context), input);
  }

  @Requires('canManagePractice')
  @Mutation(() => SiteType, { description: 'Retire a site at which no practice is under way, with a reason.' })
  retireSite(@Context() context: GraphqlContext, @Args('input') input: RetireSiteInput): Promise<SiteType> {
    return this.siteService.retire(viewerOf(context), input);
  }

  @Requires('canManagePractice')
  @Mutation(() => AdoptionType, { description: 'Make a site eligible for a practice; it begins at exploring.' })
  addAdoption(@Context() context: GraphqlContext, @Args('input') input: AddAdoptionInput): Promise<AdoptionType> {
    return this.adoptions.add(viewerOf(context), input);
  }

  @Requires('canUpdateAdoption')
  @Mutation(() => AdoptionType, { description: 'Record that a site entered a stage.' })
  moveAdoption(@Context() context: GraphqlContext, @Args('input') input: MoveAdoptionInput): Promise<AdoptionType> {
    return this.adoptions.move(viewerOf(context), input);
  }

  @Requires('canUpdateAdoption')
  @Mutation(() => AdoptionType, { description: 'Write what a site changed to make the practice fit.' })
  editAdoption(@Context() context: GraphqlContext, @Args('input') input: EditAdoptionInput): Promise<AdoptionType> {
    return this.adoptions.edit(viewerOf(context), input);
  }
}
