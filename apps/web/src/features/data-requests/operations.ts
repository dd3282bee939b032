import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** Kinds whose rows may add to, or change, what is shown of data requests. */
export const requestKinds: readonly string[] = ['data_request', 'data_request_link', 'data_answer', 'import'];

export const RequestList = graphql(`
  query RequestList($first: Int!, $after: String, $view: DataRequestView!, $indicatorId: Uuid) {
    dataRequests(first: $first, after: $after, view: $view, indicatorId: $indicatorId) {
      nodes {
        id
        version
        indicatorId
        indicatorName
        organizationName
        openPeriodLabel
        dueOn
        standing
        daysLate
        inReview
        retiredAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
export type ListedRequest = ResultOf<typeof RequestList>['dataRequests']['nodes'][number];

export const RequestPage = graphql(`
  query RequestPage($id: Uuid!) {
    dataRequest(id: $id) {
      id
      version
      indicatorId
      indicatorName
      organizationName
      cadence
      measureType
      unit
      places {
        id
        name
      }
      populations {
        id
        name
      }
      fromOn
      fromLabel
      graceDays
      note
      openPeriodLabel
      dueOn
      standing
      daysLate
      inReview
      periods {
        start
        label
        dueOn
        daysLate
        state
      }
      link {
        id
        version
        expiresOn
        isOver
        openedAt
      }
      retiredAt
      abilities
    }
  }
`);
export type RequestDetail = ResultOf<typeof RequestPage>['dataRequest'];

export const AnswerList = graphql(`
  query AnswerList($requestId: Uuid!, $first: Int!, $after: String) {
    dataAnswers(requestId: $requestId, first: $first, after: $after) {
      nodes {
        id
        version
        number
        state
        createdAt
        note
        reviewedByName
        reviewedAt
        word
        importId
        importState
        importVersion
        placeIds
        populationIds
        numbers {
          periodLabel
          numerators
          denominators
          values
        }
        before {
          periodLabel
          numerators
          denominators
          values
        }
        questions {
          code
          placeId
          populationId
          field
          dimension
          given
          expected
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
export type ListedAnswer = ResultOf<typeof AnswerList>['dataAnswers']['nodes'][number];

export const RequestChoices = graphql(`
  query RequestChoices {
    populations(first: 1, everybody: true) {
      nodes {
        id
        name
      }
    }
    places(first: 1, home: true) {
      nodes {
        id
        shownName
      }
    }
  }
`);

export const AddRequest = graphql(`
  mutation AddDataRequest($input: AddDataRequestInput!) {
    addDataRequest(input: $input) {
      id
      version
    }
  }
`);

export const EditRequest = graphql(`
  mutation EditDataRequest($input: EditDataRequestInput!) {
    editDataRequest(input: $input) {
      id
      version
      fromOn
      graceDays
      note
    }
  }
`);

export const EndRequest = graphql(`
  mutation RetireDataRequest($input: RetireDataRequestInput!) {
    retireDataRequest(input: $input) {
      id
      version
    }
  }
`);

export const RestoreRequest = graphql(`
  mutation RestoreDataRequest($input: RestoreDataRequestInput!) {
    restoreDataRequest(input: $input) {
      id
      version
    }
  }
`);

export const RenewLink = graphql(`
  mutation RenewDataRequestLink($input: RenewDataRequestLinkInput!) {
    renewDataRequestLink(input: $input) {
      id
      version
    }
  }
`);

export const ExtendLink = graphql(`
  mutation ExtendDataRequestLink($input: ExtendDataRequestLinkInput!) {
    extendDataRequestLink(input: $input) {
      id
      version
      link {
        id
        version
        expiresOn
      }
    }
  }
`);

export const RevokeLink = graphql(`
  mutation RevokeDataRequestLink($input: RevokeDataRequestLinkInput!) {
    revokeDataRequestLink(input: $input) {
      id
      version
    }
  }
`);

export const AcceptAnswer = graphql(`
  mutation AcceptDataAnswer($input: AcceptDataAnswerInput!) {
    acceptDataAnswer(input: $input) {
      id
      version
      state
      reviewedByName
      reviewedAt
      importId
      importState
      importVersion
    }
  }
`);

export const ReturnAnswer = graphql(`
  mutation ReturnDataAnswer($input: ReturnDataAnswerInput!) {
    returnDataAnswer(input: $input) {
      id
      version
      state
      word
    }
  }
`);

export const UndoAnswerImport = graphql(`
  mutation UndoAnswerImport($input: UndoImportInput!) {
    undoImport(input: $input) {
      id
      version
      state
    }
  }
`);
