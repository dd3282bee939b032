import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { SeriesShown } from '../../shared/series/series-query.ts';

/** Everything that a cycle's page and its questions of later show; every write answers it whole. */
export const CycleWhole = graphql(`
  fragment CycleWhole on Cycle {
    id
    version
    networkId
    networkName
    changeIdeaId
    idea {
      id
      title
      state
    }
    previous {
      id
      rung
      title
      learned
    }
    next {
      id
      rung
      title
    }
    practice {
      id
      name
    }
    rung
    title
    stage
    scale
    loggedAfterwards
    ownerMemberId
    ownerName
    buildsOn
    objective
    conditions
    indicatorId
    measureDefinition
    measureCollector
    measureSchedule
    balancingMeasure
    plannedFrom
    plannedUntil
    doStartedAt
    whatHappened
    carriedOutAsPlanned
    deviations
    learned
    decision
    decisionReason
    decidedAt
    retiredAt
    questions {
      id
      version
      position
      question
      prediction
      direction
      predictedLow
      predictedHigh
      lockedAt
      result
      resultValue
      evidence
      verdict
    }
    tasks {
      id
      version
      title
      ownerMemberId
      ownerName
      dueOn
      done
    }
    fidelity {
      criterion
      result
      reasons
    }
    gaps
    abilities
  }
`);

/** A cycle as {@link CycleWhole} shows it. */
export type CycleShown = ResultOf<typeof CycleWhole>;
/** One question of {@link CycleShown}. */
export type QuestionShown = CycleShown['questions'][number];

export const CyclePageQuery = graphql(
  `
    query CyclePage($id: Uuid!) {
      cycle(id: $id) {
        ...CycleWhole
        measure {
          indicatorId
          indicatorName
          unit
          direction
          measureType
          cadence
          target
          targetDueOn
          series {
            ...SeriesShown
          }
        }
      }
    }
  `,
  [CycleWhole, SeriesShown],
);

export const LogTest = graphql(
  `
    mutation LogTest($input: LogTestInput!) {
      logTest(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const PlanCycle = graphql(
  `
    mutation PlanCycle($input: PlanCycleInput!) {
      planCycle(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const EditCyclePlan = graphql(
  `
    mutation EditCyclePlan($input: EditCyclePlanInput!) {
      editCyclePlan(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const AddQuestion = graphql(
  `
    mutation AddQuestion($input: AddQuestionInput!) {
      addQuestion(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const EditQuestion = graphql(
  `
    mutation EditQuestion($input: EditQuestionInput!) {
      editQuestion(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const RemoveQuestion = graphql(
  `
    mutation RemoveQuestion($input: RemoveQuestionInput!) {
      removeQuestion(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const AddCycleTask = graphql(
  `
    mutation AddCycleTask($input: AddCycleTaskInput!) {
      addCycleTask(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const EditCycleTask = graphql(
  `
    mutation EditCycleTask($input: EditCycleTaskInput!) {
      editCycleTask(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const RemoveCycleTask = graphql(
  `
    mutation RemoveCycleTask($input: RemoveCycleTaskInput!) {
      removeCycleTask(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const BeginDo = graphql(
  `
    mutation BeginDo($input: BeginDoInput!) {
      beginDo(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const RecordDo = graphql(
  `
    mutation RecordDo($input: RecordDoInput!) {
      recordDo(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const BeginStudy = graphql(
  `
    mutation BeginStudy($input: BeginStudyInput!) {
      beginStudy(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const RecordStudy = graphql(
  `
    mutation RecordStudy($input: RecordStudyInput!) {
      recordStudy(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const BeginAct = graphql(
  `
    mutation BeginAct($input: BeginActInput!) {
      beginAct(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const DecideCycle = graphql(
  `
    mutation DecideCycle($input: DecideCycleInput!) {
      decideCycle(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const ReturnToStage = graphql(
  `
    mutation ReturnToStage($input: ReturnToStageInput!) {
      returnToStage(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const MoveCycle = graphql(
  `
    mutation MoveCycle($input: MoveCycleInput!) {
      moveCycle(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const VoidCycle = graphql(
  `
    mutation VoidCycle($input: VoidCycleInput!) {
      voidCycle(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

export const RestoreCycle = graphql(
  `
    mutation RestoreCycle($input: RestoreCycleInput!) {
      restoreCycle(input: $input) {
        ...CycleWhole
      }
    }
  `,
  [CycleWhole],
);

/** What a write to a cycle can change on other screens. */
export const cycleKinds = ['cycle', 'cycle_question', 'change_idea'] as const;

/** The measure beside a cycle. */
export type CycleMeasureShown = NonNullable<ResultOf<typeof CyclePageQuery>['cycle']['measure']>;
