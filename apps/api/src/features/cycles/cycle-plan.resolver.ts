import { Inject } from '@nestjs/common';
import { Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
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

  @Write(PlanCycleInput, () => CycleType, "Plan the next cycle of an idea's ramp.")
  planCycle(viewer: Viewer, input: PlanCycleInput): Promise<CycleType> {
    return this.plans.plan(viewer, input);
  }

  @Write(EditCyclePlanInput, () => CycleType, "Change a cycle's plan; after Do began, fill in what is empty.")
  editCyclePlan(viewer: Viewer, input: EditCyclePlanInput): Promise<CycleType> {
    return this.plans.edit(viewer, input);
  }

  @Write(AddQuestionInput, () => CycleType, 'Add a question with its prediction.')
  addQuestion(viewer: Viewer, input: AddQuestionInput): Promise<CycleType> {
    return this.plans.addQuestion(viewer, input);
  }

  @Write(EditQuestionInput, () => CycleType, 'Change a question or its prediction, until Do locks it.')
  editQuestion(viewer: Viewer, input: EditQuestionInput): Promise<CycleType> {
    return this.plans.editQuestion(viewer, input);
  }

  @Write(RemoveQuestionInput, () => CycleType, 'Retire a question that is not locked.')
  removeQuestion(viewer: Viewer, input: RemoveQuestionInput): Promise<CycleType> {
    return this.plans.removeQuestion(viewer, input);
  }

  @Write(AddCycleTaskInput, () => CycleType, "Add a task to a cycle's plan.")
  addCycleTask(viewer: Viewer, input: AddCycleTaskInput): Promise<CycleType> {
    return this.plans.addTask(viewer, input);
  }

  @Write(EditCycleTaskInput, () => CycleType, "Change a cycle's task, also that it is done.")
  editCycleTask(viewer: Viewer, input: EditCycleTaskInput): Promise<CycleType> {
    return this.plans.editTask(viewer, input);
  }

  @Write(RemoveCycleTaskInput, () => CycleType, "Retire a cycle's task.")
  removeCycleTask(viewer: Viewer, input: RemoveCycleTaskInput): Promise<CycleType> {
    return this.plans.removeTask(viewer, input);
  }
}
