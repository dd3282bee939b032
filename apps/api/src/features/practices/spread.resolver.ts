import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
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

  @Write(AddSiteInput, () => SiteType, 'Add a site to the partnership.')
  addSite(viewer: Viewer, input: AddSiteInput): Promise<SiteType> {
    return this.siteService.add(viewer, input);
  }

  @Write(EditSiteInput, () => SiteType, 'Change a site.')
  editSite(viewer: Viewer, input: EditSiteInput): Promise<SiteType> {
    return this.siteService.edit(viewer, input);
  }

  @Write(RetireSiteInput, () => SiteType, 'Retire a site at which no practice is under way, with a reason.')
  retireSite(viewer: Viewer, input: RetireSiteInput): Promise<SiteType> {
    return this.siteService.retire(viewer, input);
  }

  @Write(AddAdoptionInput, () => AdoptionType, 'Make a site eligible for a practice; it begins at exploring.')
  addAdoption(viewer: Viewer, input: AddAdoptionInput): Promise<AdoptionType> {
    return this.adoptions.add(viewer, input);
  }

  @Write(MoveAdoptionInput, () => AdoptionType, 'Record that a site entered a stage.')
  moveAdoption(viewer: Viewer, input: MoveAdoptionInput): Promise<AdoptionType> {
    return this.adoptions.move(viewer, input);
  }

  @Write(EditAdoptionInput, () => AdoptionType, 'Write what a site changed to make the practice fit.')
  editAdoption(viewer: Viewer, input: EditAdoptionInput): Promise<AdoptionType> {
    return this.adoptions.edit(viewer, input);
  }
}
