import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import {
  AdoptCharterInput,
  AmendCharterInput,
  DraftCharterInput,
  EditCharterInput,
  RetireCharterInput,
  ReturnCharterInput,
  SignOffInput,
  SubmitCharterInput,
} from './charter.inputs.ts';
import { CharterService } from './charter.service.ts';
import { AimChoicesType, CharterPage, CharterType } from './charter.type.ts';

@Resolver()
export class CharterResolver {
  constructor(@Inject(CharterService) private readonly service: CharterService) {}

  @Requires('canReadPartnership')
  @Query(() => CharterPage, { description: "Versions of a network's charter with their sign-offs, the newest first." })
  charters(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<CharterType>> {
    return this.service.page(viewerOf(context), networkId, first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => AimChoicesType, { description: 'Indicators, populations and places that an aim can be made of.' })
  aimChoices(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
  ): Promise<AimChoicesType> {
    return this.service.choices(viewerOf(context), networkId);
  }

  @Requires('canEditCharter')
  @Mutation(() => CharterType, { description: "Begin a network's charter." })
  draftCharter(@Context() context: GraphqlContext, @Args('input') input: DraftCharterInput): Promise<CharterType> {
    return this.service.draft(viewerOf(context), input);
  }

  @Requires('canEditCharter')
  @Mutation(() => CharterType, { description: 'Change a draft.' })
  editCharter(@Context() context: GraphqlContext, @Args('input') input: EditCharterInput): Promise<CharterType> {
    return this.service.edit(viewerOf(context), input);
  }

  @Requires('canEditCharter')
  @Mutation(() => CharterType, { description: 'Send a draft with a complete aim to review.' })
  submitCharter(@Context() context: GraphqlContext, @Args('input') input: SubmitCharterInput): Promise<CharterType> {
    return this.service.submit(viewerOf(context), input);
  }

  @Requires('canAdoptCharter')
  @Mutation(() => CharterType, { description: 'Send a charter in review back to draft, with a reason.' })
  returnCharter(@Context() context: GraphqlContext, @Args('input') input: ReturnCharterInput): Promise<CharterType> {
    return this.service.returnToDraft(viewerOf(context), input);
  }

  @Requires('canSignOff')
  @Mutation(() => CharterType, { description: 'Agree or object, with a seat at the network.' })
  signOff(@Context() context: GraphqlContext, @Args('input') input: SignOffInput): Promise<CharterType> {
    return this.service.signOff(viewerOf(context), input);
  }

  @Requires('canAdoptCharter')
  @Mutation(() => CharterType, { description: 'Put a charter in force; the one before is amended by it.' })
  adoptCharter(@Context() context: GraphqlContext, @Args('input') input: AdoptCharterInput): Promise<CharterType> {
    return this.service.adopt(viewerOf(context), input);
  }

  @Requires('canEditCharter')
  @Mutation(() => CharterType, { description: 'Begin the next version with the words of the one in force.' })
  amendCharter(@Context() context: GraphqlContext, @Args('input') input: AmendCharterInput): Promise<CharterType> {
    return this.service.amend(viewerOf(context), input);
  }

  @Requires('canAdoptCharter')
  @Mutation(() => CharterType, { description: 'End a charter, or give up a draft, with a reason.' })
  retireCharter(@Context() context: GraphqlContext, @Args('input') input: RetireCharterInput): Promise<CharterType> {
    return this.service.retire(viewerOf(context), input);
  }
}
