import { graphql } from '../../shared/server/graphql.ts';

/** Somebody was notified: of whom and of what only they are told, by asking. */
export const notificationKindsShown = ['notification'];

/** How many notifications there are that one has not seen; for the bell. */
export const NotificationCount = graphql(`
  query NotificationCount {
    notificationCount {
      unseen
    }
  }
`);

export const NotificationsQuery = graphql(`
  query Notifications($first: Int!, $after: String) {
    notifications(first: $first, after: $after) {
      nodes {
        id
        kind
        itemKind
        itemId
        title
        networkId
        networkName
        byName
        dueOn
        createdAt
        isSeen
        isOver
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const SeeNotifications = graphql(`
  mutation SeeNotifications($input: SeeNotificationsInput!) {
    seeNotifications(input: $input) {
      unseen
    }
  }
`);

export const NotificationChoiceQuery = graphql(`
  query NotificationChoice {
    notificationChoice {
      id
      ask
      answer
      assignment
      signOff
      mention
      dueSoon
      overdue
      quietFrom
      quietUntil
      language
    }
  }
`);

export const ChooseNotifications = graphql(`
  mutation ChooseNotifications($input: ChooseNotificationsInput!) {
    chooseNotifications(input: $input) {
      id
      ask
      answer
      assignment
      signOff
      mention
      dueSoon
      overdue
      quietFrom
      quietUntil
      language
    }
  }
`);
