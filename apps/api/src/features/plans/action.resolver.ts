import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import { ActionListService, type DatedAction } from './action-list.service.ts';
import {
  ActionFilter,
  AddActionInput,
  EditActionInput,
  ReassignActionInput,
  UpdateActionInput,
} from './action.inputs.ts';
import { ActionService } from './action.service.ts';
import { ActionPage, ActionType, ActionUpdatePage, ActionUpdateType, BarrierDraftType } from './action.type.ts';

const optionalText = { type: () => String, nullable: true };

@Resolver(() => ActionType)
export class ActionResolver {
  constructor(
    @Inject(ActionService) private readonly actions: ActionService,
    @Inject(ActionListService) private readonly lists: ActionListService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => ActionType, { description: 'One action.' })
  action(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<ActionType> {
    return this.lists.get(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => ActionPage, {
    name: 'actions',
    description: 'Actions of a network, or of all, by due day; those without one come last.',
  })
  page(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid, nullable: true }) networkId: string | null,
    @Args('filter', { type: () => ActionFilter.input, nullable: true }) filter: ActionFilter | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', optionalText) after: string | null,
  ): Promise<Page<ActionType>> {
    return this.lists.page(viewerOf(context), networkId ?? null, filter ?? {}, first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => ActionUpdatePage, { description: 'What was said of an action, newest first.' })
  actionUpdates(
    @Context() context: GraphqlContext,
    @Args('actionId', { type: () => Uuid }) actionId: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', optionalText) after: string | null,
  ): Promise<Page<ActionUpdateType>> {
    return this.lists.updates(viewerOf(context), actionId, first, after ?? null);
  }

  @Requires('canReadPartnership')
  @ResolveField(() => BarrierDraftType, {
    nullable: true,
    description: 'The barrier that it offers to become, filled in; null while it is not blocked.',
  })
  barrierDraft(@Parent() action: DatedAction): BarrierDraftType | null {
    return this.lists.barrierDraft(action);
  }

  @Write(AddActionInput, () => ActionType, 'Add an action: who, what, by when.')
  addAction(viewer: Viewer, input: AddActionInput): Promise<ActionType> {
    return this.actions.add(viewer, input);
  }

  @Write(EditActionInput, () => ActionType, 'Change what is to be done or by when.')
  editAction(viewer: Viewer, input: EditActionInput): Promise<ActionType> {
    return this.actions.edit(viewer, input);
  }

  @Write(UpdateActionInput, () => ActionType, 'Say how an action stands; blocked needs why.')
  updateAction(viewer: Viewer, input: UpdateActionInput): Promise<ActionType> {
    return this.actions.update(viewer, input);
  }

  @Write(ReassignActionInput, () => ActionType, 'Hand an action to somebody else.')
  reassignAction(viewer: Viewer, input: ReassignActionInput): Promise<ActionType> {
    return this.actions.reassign(viewer, input);
  }
}
