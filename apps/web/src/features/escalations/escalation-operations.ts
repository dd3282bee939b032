import { firstQuery, type FirstQuery } from '../../shared/live/first-query.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** What a card of an ask shows. */
export const EscalationCardParts = graphql(`
  fragment EscalationCardParts on Escalation {
    id
    version
    networkId
    networkName
    kind
    category
    title
    ask
    respondBy
    askedOfName
    state
    promisedBy
    clock {
      daysWaiting
      daysOverdue
      daysPastPromise
      responseDays
    }
  }
`);

/** What the page of an ask shows. */
export const EscalationParts = graphql(
  `
    fragment EscalationParts on Escalation {
      ...EscalationCardParts
      description
      toOrganizationId
      toTableId
      raisedByName
      raisedAt
      actionId
      actionTitle
      verbs
      wording
      wordings {
        id
        number
        kind
        category
        title
        description
        ask
        respondBy
        askedOfName
        memberName
        asksAnew
        createdAt
      }
      answers {
        id
        verb
        wording
        text
        memberName
        askedOfName
        redirectedToName
        promisedBy
        createdAt
      }
    }
  `,
  [EscalationCardParts],
);

/** A page of a list of asks, as cards. */
const EscalationPageParts = graphql(
  `
    fragment EscalationPageParts on EscalationPage {
      nodes {
        ...EscalationCardParts
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  `,
  [EscalationCardParts],
);

/** An ask as a card shows it. */
export type EscalationCardData = ResultOf<typeof EscalationCardParts>;
/** An ask as its page shows it. */
export type EscalationData = ResultOf<typeof EscalationParts>;

/** The rows that a change of an ask can move: its own, and the promises that come of it. */
export const escalationRowKinds = ['escalation', 'escalation_answer'];

export const EscalationDetail = graphql(
  `
    query EscalationDetail($id: Uuid!) {
      escalation(id: $id) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const EscalationBoard = graphql(
  `
    query EscalationBoard($networkId: Uuid, $first: Int!) {
      escalationBoard(networkId: $networkId, first: $first) {
        state
        total
        overdue
        nodes {
          ...EscalationCardParts
        }
      }
    }
  `,
  [EscalationCardParts],
);

export const EscalationsToUs = graphql(
  `
    query EscalationsToUs($first: Int!, $after: String) {
      escalationsToUs(first: $first, after: $after) {
        ...EscalationPageParts
      }
    }
  `,
  [EscalationPageParts],
);

export const EscalationList = graphql(
  `
    query EscalationList($filter: EscalationFilter, $first: Int!, $after: String) {
      escalations(filter: $filter, first: $first, after: $after) {
        ...EscalationPageParts
      }
    }
  `,
  [EscalationPageParts],
);

export const EscalationResponseTimes = graphql(`
  query EscalationResponseTimes {
    responseTimes {
      id
      isTable
      name
      medianDays
      answered
      unanswered
      overdue
    }
  }
`);

export const SimilarEscalations = graphql(
  `
    query SimilarEscalations($id: Uuid!) {
      similarEscalations(id: $id) {
        likeness
        escalation {
          ...EscalationCardParts
        }
      }
    }
  `,
  [EscalationCardParts],
);

export const BlockedAction = graphql(`
  query BlockedAction($id: Uuid!) {
    action(id: $id) {
      id
      title
      networkId
      barrierDraft {
        networkId
        kind
        subject
        reason
        dueOn
        respondBy
      }
    }
  }
`);

export const RaiseEscalation = graphql(
  `
    mutation RaiseEscalation($input: RaiseEscalationInput!) {
      raiseEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const EditEscalation = graphql(
  `
    mutation EditEscalation($input: EditEscalationInput!) {
      editEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const ReviseEscalation = graphql(
  `
    mutation ReviseEscalation($input: ReviseEscalationInput!) {
      reviseEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const AcceptEscalation = graphql(
  `
    mutation AcceptEscalation($input: AcceptEscalationInput!) {
      acceptEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const CommitEscalation = graphql(
  `
    mutation CommitEscalation($input: CommitEscalationInput!) {
      commitEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const RedirectEscalation = graphql(
  `
    mutation RedirectEscalation($input: RedirectEscalationInput!) {
      redirectEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const ReopenEscalation = graphql(
  `
    mutation ReopenEscalation($input: ReopenEscalationInput!) {
      reopenEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const AcknowledgeEscalation = graphql(
  `
    mutation AcknowledgeEscalation($input: AcknowledgeEscalationInput!) {
      acknowledgeEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const DeclineEscalation = graphql(
  `
    mutation DeclineEscalation($input: DeclineEscalationInput!) {
      declineEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const FulfilEscalation = graphql(
  `
    mutation FulfilEscalation($input: FulfilEscalationInput!) {
      fulfilEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const ConfirmEscalation = graphql(
  `
    mutation ConfirmEscalation($input: ConfirmEscalationInput!) {
      confirmEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

export const WithdrawEscalation = graphql(
  `
    mutation WithdrawEscalation($input: WithdrawEscalationInput!) {
      withdrawEscalation(input: $input) {
        ...EscalationParts
      }
    }
  `,
  [EscalationParts],
);

/** Asks in each column of the board. */
export const perColumn = 10;
/** Most asks that are shown as waiting for the viewer. */
export const mostOfUs = 20;

/** What the screen of the asks asks first. */
export const escalationsFirst = (): FirstQuery[] => [
  firstQuery(EscalationBoard, { networkId: null, first: perColumn }),
  firstQuery(EscalationsToUs, { first: mostOfUs }),
  firstQuery(EscalationResponseTimes, {}),
];

/** What a network's tab of the asks asks first. */
export const networkEscalationsFirst = (networkId: string): FirstQuery[] => [
  firstQuery(EscalationBoard, { networkId, first: perColumn }),
];
