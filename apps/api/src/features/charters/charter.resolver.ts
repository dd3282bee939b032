import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
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
  @Query(() => AimChoicesType, { description: 'Indicators and populations that an aim can be made of.' })
  aimChoices(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
  ): Promise<AimChoicesType> {
    return this.service.choices(viewerOf(context), networkId);
  }

  @Write(DraftCharterInput, () => CharterType, "Begin a network's charter.")
  draftCharter(viewer: Viewer, input: DraftCharterInput): Promise<CharterType> {
    return this.service.draft(viewer, input);
  }

  @Write(EditCharterInput, () => CharterType, 'Change a draft.')
  editCharter(viewer: Viewer, input: EditCharterInput): Promise<CharterType> {
    return this.service.edit(viewer, input);
  }

  @Write(SubmitCharterInput, () => CharterType, 'Send a draft with a complete aim to review.')
  submitCharter(viewer: Viewer, input: SubmitCharterInput): Promise<CharterType> {
    return this.service.submit(viewer, input);
  }

  @Write(ReturnCharterInput, () => CharterType, 'Send a charter in review back to draft, with a reason.')
  returnCharter(viewer: Viewer, input: ReturnCharterInput): Promise<CharterType> {
    return this.service.returnToDraft(viewer, input);
  }

  @Write(SignOffInput, () => CharterType, 'Agree or object, with a seat at the network.')
  signOff(viewer: Viewer, input: SignOffInput): Promise<CharterType> {
    return this.service.signOff(viewer, input);
  }

  @Write(AdoptCharterInput, () => CharterType, 'Put a charter in force; the one before is amended by it.')
  adoptCharter(viewer: Viewer, input: AdoptCharterInput): Promise<CharterType> {
    return this.service.adopt(viewer, input);
  }

  @Write(AmendCharterInput, () => CharterType, 'Begin the next version with the words of the one in force.')
  amendCharter(viewer: Viewer, input: AmendCharterInput): Promise<CharterType> {
    return this.service.amend(viewer, input);
  }

  @Write(RetireCharterInput, () => CharterType, 'End a charter, or give up a draft, with a reason.')
  retireCharter(viewer: Viewer, input: RetireCharterInput): Promise<CharterType> {
    return this.service.retire(viewer, input);
  }
}
