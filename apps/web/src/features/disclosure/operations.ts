import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

/** Kinds whose changes change what is hidden. */
export const disclosureKinds: readonly string[] = ['indicator', 'import', 'partnership'];

export const DisclosureOf = graphql(`
  query DisclosureOf($indicatorId: Uuid!) {
    disclosure(indicatorId: $indicatorId) {
      id
      minimum
      coding
      countsPublished
      countsPeople
      largeGroupsReason
      shownWithoutPeople
      observations
      hidden
      asFirstPublished
      coded
      waitingPeriods
      reasons {
        reason
        count
      }
      links {
        id
        otherId
        otherName
        kind
        origin
        isLinked
        reason
        decidedByName
      }
      openToNewReaders
      findingsCount
      findings {
        id
        period
        cells
        quantity
        problem
      }
      periodsOverlap
      notLookedAtCount
      notLookedAt {
        id
        period
        cells
      }
    }
  }
`);

export const HiddenObservations = graphql(`
  query HiddenObservations($indicatorId: Uuid!, $reason: HiddenReason, $first: Int!, $after: String) {
    hiddenObservations(indicatorId: $indicatorId, reason: $reason, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        placeName
        populationName
        period
        value
        numerator
        denominator
        reason
        looksNeedless
        isAsFirstPublished
        shownValue
      }
    }
  }
`);

export const LonePercentages = graphql(`
  query LonePercentages($indicatorId: Uuid!) {
    lonePercentages(indicatorId: $indicatorId) {
      id
      periods
      observations
      shownNow
      shownAlone
      asRange
      isSuggested
    }
  }
`);

export const EditRules = graphql(`
  mutation EditRules($input: EditIndicatorInput!) {
    editIndicator(input: $input) {
      id
      version
      countsPublished
      countsPeople
      largeGroupsReason
    }
  }
`);

export const ShowRevisions = graphql(`
  mutation ShowRevisions($input: ShowRevisionsInput!) {
    showRevisions(input: $input) {
      id
      version
    }
  }
`);

export const LinkCost = graphql(`
  query LinkCost($firstId: Uuid!, $secondId: Uuid!, $kind: MeasureLinkKind!, $isLinked: Boolean!) {
    linkDisclosurePreview(firstId: $firstId, secondId: $secondId, kind: $kind, isLinked: $isLinked) {
      vanishing
      headlinesCount
      headlines
      openToNewReaders
      isWhole
    }
  }
`);

export const RelateIndicators = graphql(`
  mutation RelateIndicators($input: RelateIndicatorsInput!) {
    relateIndicators(input: $input) {
      id
      links {
        id
        isLinked
      }
    }
  }
`);

export type ShownLink = ResultOf<typeof DisclosureOf>['disclosure']['links'][number];
export type ShownDisclosure = ResultOf<typeof DisclosureOf>['disclosure'];
export type HiddenObservation = ResultOf<typeof HiddenObservations>['hiddenObservations']['nodes'][number];
