import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Requires } from '../../kernel/requires.ts';
import {
  AddQuestionInput,
  AddCycleTaskInput,
  EditCyclePlanInput,
  EditQuestionInput,
  EditCycleTaskInput,
  PlanCycleInput,
  RemoveCycleTaskInput,
  RemoveQuestionInput,
} from './cycle-plan.inputs.ts';
import { CyclePlanService } from './cycle-plan.service.ts';
import { CycleType } from './cycle.type.ts';

@Resolver()
export class CyclePlanResolver {
  constructor(@Inject(CyclePlanService) private readonly plans: CyclePlanService) {}

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: "Plan the next cycle of an idea's ramp." })
  planCycle(@Context() context: GraphqlContext, @Args('input') input: PlanCycleInput): Promise<CycleType> {
    return this.plans.plan(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: "Change a cycle's plan; after Do began, fill in what is empty." })
  editCyclePlan(@Context() context: GraphqlContext, @Args('input') input: EditCyclePlanInput): Promise<CycleType> {
    return this.plans.edit(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Add a question with its prediction.' })
  addQuestion(@Context() context: GraphqlContext, @Args('input') input: AddQuestionInput): Promise<CycleType> {
    return this.plans.addQuestion(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Change a question or its prediction, until Do locks it.' })
  editQuestion(@Context() context: GraphqlContext, @Args('input') input: EditQuestionInput): Promise<CycleType> {
    return this.plans.editQuestion(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: 'Retire a question that is not locked.' })
  removeQuestion(@Context() context: GraphqlContext, @Args('input') input: RemoveQuestionInput): Promise<CycleType> {
    return this.plans.removeQuestion(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: "Add a task to a cycle's plan." })
  addCycleTask(@Context() context: GraphqlContext, @Args('input') input: AddCycleTaskInput): Promise<CycleType> {
    return this.plans.addTask(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: "Change a cycle's task, also that it is done." })
  editCycleTask(@Context() context: GraphqlContext, @Args('input') input: EditCycleTaskInput): Promise<CycleType> {
    return this.plans.editTask(viewerOf(context), input);
  }

  @Requires('canLogCycle')
  @Mutation(() => CycleType, { description: "Retire a cycle's task." })
  removeCycleTask(@Context() context: GraphqlContext, @Args('input') input: RemoveCycleTaskInput): Promise<CycleType> {
    return this.plans.removeTask(viewerOf(context), input);
  }
}
