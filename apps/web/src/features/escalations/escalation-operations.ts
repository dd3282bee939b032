import { firstQuery, type FirstQuery } from '../../shared/live/first-query.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** What a card of an ask shows. */
export const AskCardParts = graphql(`
  fragment AskCardParts on Escalation {
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
export const AskParts = graphql(
  `
    fragment AskParts on Escalation {
      ...AskCardParts
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
  [AskCardParts],
);

/** An ask as a card shows it. */
export type AskCardData = ResultOf<typeof AskCardParts>;
/** An ask as its page shows it. */
export type AskData = ResultOf<typeof AskParts>;

/** The rows that a change of an ask can move: its own, and the promises that come of it. */
export const askKinds = ['escalation', 'escalation_answer'];

export const AskPage = graphql(
  `
    query AskPage($id: Uuid!) {
      escalation(id: $id) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const AskBoard = graphql(
  `
    query AskBoard($networkId: Uuid, $first: Int!) {
      askBoard(networkId: $networkId, first: $first) {
        state
        total
        overdue
        nodes {
          ...AskCardParts
        }
      }
    }
  `,
  [AskCardParts],
);

export const AsksOfUs = graphql(
  `
    query AsksOfUs($first: Int!, $after: String) {
      asksOfUs(first: $first, after: $after) {
        nodes {
          ...AskCardParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [AskCardParts],
);

export const AskList = graphql(
  `
    query AskList($filter: EscalationFilter, $first: Int!, $after: String) {
      escalations(filter: $filter, first: $first, after: $after) {
        nodes {
          ...AskCardParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [AskCardParts],
);

export const AskResponseTimes = graphql(`
  query AskResponseTimes {
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

export const SimilarAsks = graphql(
  `
    query SimilarAsks($id: Uuid!) {
      similarEscalations(id: $id) {
        likeness
        escalation {
          ...AskCardParts
        }
      }
    }
  `,
  [AskCardParts],
);

/** Whom one can ask: organizations and leadership tables by name. */
export const WhomToAsk = graphql(`
  query WhomToAsk {
    organizations(first: 200) {
      nodes {
        id
        name
      }
    }
    leadershipTables(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);

export const NewAskChoices = graphql(`
  query NewAskChoices {
    networks(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);

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

export const RaiseAsk = graphql(
  `
    mutation RaiseAsk($input: RaiseEscalationInput!) {
      raiseEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const EditAsk = graphql(
  `
    mutation EditAsk($input: EditEscalationInput!) {
      editEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const ReviseAsk = graphql(
  `
    mutation ReviseAsk($input: ReviseEscalationInput!) {
      reviseEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const AcceptAsk = graphql(
  `
    mutation AcceptAsk($input: AcceptEscalationInput!) {
      acceptEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const CommitAsk = graphql(
  `
    mutation CommitAsk($input: CommitEscalationInput!) {
      commitEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const RedirectAsk = graphql(
  `
    mutation RedirectAsk($input: RedirectEscalationInput!) {
      redirectEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const ReopenAsk = graphql(
  `
    mutation ReopenAsk($input: ReopenEscalationInput!) {
      reopenEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const AcknowledgeAsk = graphql(
  `
    mutation AcknowledgeAsk($input: AcknowledgeEscalationInput!) {
      acknowledgeEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const DeclineAsk = graphql(
  `
    mutation DeclineAsk($input: DeclineEscalationInput!) {
      declineEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const FulfilAsk = graphql(
  `
    mutation FulfilAsk($input: FulfilEscalationInput!) {
      fulfilEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const ConfirmAsk = graphql(
  `
    mutation ConfirmAsk($input: ConfirmEscalationInput!) {
      confirmEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

export const WithdrawAsk = graphql(
  `
    mutation WithdrawAsk($input: WithdrawEscalationInput!) {
      withdrawEscalation(input: $input) {
        ...AskParts
      }
    }
  `,
  [AskParts],
);

/** Asks in each column of the board. */
export const perColumn = 10;
/** Most asks that are shown as waiting for the viewer. */
export const mostOfUs = 20;

/** What the screen of the asks asks first. */
export const asksFirst = (): FirstQuery[] => [
  firstQuery(AskBoard, { networkId: null, first: perColumn }),
  firstQuery(AsksOfUs, { first: mostOfUs }),
  firstQuery(AskResponseTimes, {}),
];

/** What a network's tab of the asks asks first. */
export const networkAsksFirst = (networkId: string): FirstQuery[] => [
  firstQuery(AskBoard, { networkId, first: perColumn }),
];
