import { graphql, type ResultOf } from '../server/graphql.ts';

/** What every screen shows of an action. */
export const ActionParts = graphql(`
  fragment ActionParts on Action {
    id
    version
    networkId
    networkName
    strategyId
    strategyTitle
    title
    description
    ownerMemberId
    ownerName
    organizationId
    organizationName
    dueOn
    state
    blockedReason
    isCommitment
    createdAt
    daysLate
    verbs
    abilities
  }
`);

export const UpdateAction = graphql(
  `
    mutation UpdateAction($input: UpdateActionInput!) {
      updateAction(input: $input) {
        ...ActionParts
      }
    }
  `,
  [ActionParts],
);

/** An action as the screens know it. */
export type ActionView = ResultOf<typeof ActionParts>;
export type ActionVerb = ActionView['verbs'][number];

/** Who does it: the member, the organization, or both. */
export const doerOf = ({ ownerName, organizationName }: ActionView): string | null =>
  [ownerName, organizationName].filter(Boolean).join(' · ') || null;
