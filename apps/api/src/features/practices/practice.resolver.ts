import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import {
  BeginScalingInput,
  EditPracticeInput,
  OpenPracticeInput,
  ResumeScalingInput,
  RetirePracticeInput,
  SustainPracticeInput,
} from './practice.inputs.ts';
import { PracticeService } from './practice.service.ts';
import { PracticeDetail, PracticePage, PracticeType } from './practice.type.ts';

@Resolver()
export class PracticeResolver {
  constructor(@Inject(PracticeService) private readonly service: PracticeService) {}

  @Requires('canReadPartnership')
  @Query(() => PracticeDetail, { description: 'A practice with its tests, its sites and what came of it.' })
  practice(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<PracticeDetail> {
    return this.service.detail(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => PracticePage, { description: 'Practices by name, of one network or of all.' })
  practices(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid, nullable: true }) networkId: string | null,
    @Args('withRetired', { type: () => Boolean, defaultValue: false }) withRetired: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<PracticeType>> {
    return this.service.page(viewerOf(context), { networkId: networkId ?? null, withRetired }, first, after ?? null);
  }

  @Requires('canManagePractice')
  @Mutation(() => PracticeType, { description: 'Open a practice by hand.' })
  openPractice(@Context() context: GraphqlContext, @Args('input') input: OpenPracticeInput): Promise<PracticeType> {
    return this.service.openByHand(viewerOf(context), input);
  }

  @Requires('canManagePractice')
  @Mutation(() => PracticeType, { description: 'Change what a practice is, its core and what may be adapted.' })
  editPractice(@Context() context: GraphqlContext, @Args('input') input: EditPracticeInput): Promise<PracticeType> {
    return this.service.edit(viewerOf(context), input);
  }

  @Requires('canManagePractice')
  @Mutation(() => PracticeType, { description: 'Bring a practice that was tested at scale to more sites.' })
  beginScaling(@Context() context: GraphqlContext, @Args('input') input: BeginScalingInput): Promise<PracticeType> {
    return this.service.step(viewerOf(context), 'begin_scaling', input);
  }

  @Requires('canManagePractice')
  @Mutation(() => PracticeType, { description: 'Say that a practice lives on without the network.' })
  sustainPractice(
    @Context() context: GraphqlContext,
    @Args('input') input: SustainPracticeInput,
  ): Promise<PracticeType> {
    return this.service.step(viewerOf(context), 'sustain', input);
  }

  @Requires('canManagePractice')
  @Mutation(() => PracticeType, { description: 'Bring a sustained practice to more sites again, with a reason.' })
  resumeScaling(@Context() context: GraphqlContext, @Args('input') input: ResumeScalingInput): Promise<PracticeType> {
    return this.service.step(viewerOf(context), 'resume_scaling', input);
  }

  @Requires('canManagePractice')
  @Mutation(() => PracticeType, { description: 'Give a practice up, with a reason.' })
  retirePractice(@Context() context: GraphqlContext, @Args('input') input: RetirePracticeInput): Promise<PracticeType> {
    return this.service.step(viewerOf(context), 'retire', input);
  }
}
