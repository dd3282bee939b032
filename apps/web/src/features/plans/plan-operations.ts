import { ActionParts } from '../../shared/actions/action-parts.ts';
import { firstQuery, type FirstQuery } from '../../shared/live/first-query.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const PlanQuery = graphql(`
  query NetworkPlan($networkId: Uuid!) {
    plan(networkId: $networkId) {
      id
      networkName
      abilities
      current {
        id
        version
        number
        state
        summary
        agreedAt
      }
      next {
        id
        version
        number
        state
        summary
        agreedAt
      }
      counts {
        total
        open
        done
        late
        blocked
      }
      strategies {
        id
        version
        planId
        kind
        populationId
        populationName
        factorId
        factorTitle
        driverId
        driverTitle
        title
        description
        state
        verbs
        counts {
          total
          open
          late
        }
      }
    }
    drivers(networkId: $networkId, first: 200) {
      nodes {
        id
        version
        parentId
        factorId
        title
        position
      }
    }
    factors(networkId: $networkId, first: 200) {
      nodes {
        id
        version
        kind
        title
        description
        basis
      }
    }
  }
`);

export const PlanActionsQuery = graphql(
  `
    query PlanActions($networkId: Uuid!, $filter: ActionFilter, $first: Int!) {
      actions(networkId: $networkId, filter: $filter, first: $first) {
        nodes {
          ...ActionParts
        }
        totalCount
      }
    }
  `,
  [ActionParts],
);

type PlanAnswer = ResultOf<typeof PlanQuery>;
export type NetworkPlan = PlanAnswer['plan'];
export type PlanVersion = NonNullable<NetworkPlan['current']>;
export type Strategy = NetworkPlan['strategies'][number];
export type Driver = PlanAnswer['drivers']['nodes'][number];
export type Factor = PlanAnswer['factors']['nodes'][number];

/** What the dialogs choose from. */
export interface Choices {
  factors: readonly Factor[];
  drivers: readonly Driver[];
}

/** Kinds whose changes can change the plan. */
export const planKinds = ['action_plan', 'strategy', 'driver', 'factor', 'action'];

export const DraftPlan = graphql(`
  mutation DraftPlan($input: DraftPlanInput!) {
    draftPlan(input: $input) {
      id
    }
  }
`);
export const EditActionPlan = graphql(`
  mutation EditActionPlan($input: EditActionPlanInput!) {
    editActionPlan(input: $input) {
      id
      version
      summary
    }
  }
`);
export const AgreePlan = graphql(`
  mutation AgreePlan($input: AgreePlanInput!) {
    agreePlan(input: $input) {
      id
      version
      state
      agreedAt
    }
  }
`);
export const AddStrategy = graphql(`
  mutation AddStrategy($input: AddStrategyInput!) {
    addStrategy(input: $input) {
      id
    }
  }
`);
export const EditStrategy = graphql(`
  mutation EditStrategy($input: EditStrategyInput!) {
    editStrategy(input: $input) {
      id
      version
      title
      kind
      populationId
      populationName
      factorId
      factorTitle
      driverId
      driverTitle
      description
    }
  }
`);
export const CompleteStrategy = graphql(`
  mutation CompleteStrategy($input: CompleteStrategyInput!) {
    completeStrategy(input: $input) {
      id
      version
      state
      verbs
    }
  }
`);
export const AbandonStrategy = graphql(`
  mutation AbandonStrategy($input: AbandonStrategyInput!) {
    abandonStrategy(input: $input) {
      id
      version
      state
      verbs
    }
  }
`);
export const ReopenStrategy = graphql(`
  mutation ReopenStrategy($input: ReopenStrategyInput!) {
    reopenStrategy(input: $input) {
      id
      version
      state
      verbs
    }
  }
`);
export const AddFactor = graphql(`
  mutation AddFactor($input: AddFactorInput!) {
    addFactor(input: $input) {
      id
    }
  }
`);
export const EditFactor = graphql(`
  mutation EditFactor($input: EditFactorInput!) {
    editFactor(input: $input) {
      id
      version
      title
      description
      basis
    }
  }
`);
export const RetireFactor = graphql(`
  mutation RetireFactor($input: RetireFactorInput!) {
    retireFactor(input: $input) {
      id
      version
    }
  }
`);
export const AddDriver = graphql(`
  mutation AddDriver($input: AddDriverInput!) {
    addDriver(input: $input) {
      id
    }
  }
`);
export const EditDriver = graphql(`
  mutation EditDriver($input: EditDriverInput!) {
    editDriver(input: $input) {
      id
      version
      title
      parentId
      factorId
    }
  }
`);
export const RetireDriver = graphql(`
  mutation RetireDriver($input: RetireDriverInput!) {
    retireDriver(input: $input) {
      id
      version
    }
  }
`);

/** Most actions that the plan shows. */
export const mostActions = 200;

/** What the tab of the plan asks first. */
export const planFirst = (networkId: string): FirstQuery[] => [
  firstQuery(PlanQuery, { networkId }),
  firstQuery(PlanActionsQuery, { networkId, filter: {}, first: mostActions }),
];

export const RetiredTheory = graphql(`
  query RetiredTheory($networkId: Uuid!) {
    drivers(networkId: $networkId, first: 200, retired: true) {
      nodes {
        id
        version
        title
        retiredAt
      }
    }
    factors(networkId: $networkId, first: 200, retired: true) {
      nodes {
        id
        version
        title
        retiredAt
      }
    }
  }
`);
export const RestoreDriver = graphql(`
  mutation RestoreDriver($input: RestoreDriverInput!) {
    restoreDriver(input: $input) {
      id
      version
    }
  }
`);
export const RestoreFactor = graphql(`
  mutation RestoreFactor($input: RestoreFactorInput!) {
    restoreFactor(input: $input) {
      id
      version
    }
  }
`);
