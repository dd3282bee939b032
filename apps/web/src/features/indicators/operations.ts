import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { SeriesShown } from '../../shared/series/series-query.ts';

/** Kinds whose changes change an indicator's page. */
export const indicatorKinds: readonly string[] = ['indicator', 'indicator_definition', 'target', 'outcome', 'import'];

export const IndicatorPage = graphql(`
  query IndicatorPage($id: Uuid!) {
    indicator(id: $id) {
      id
      version
      name
      level
      measureType
      direction
      cadence
      unit
      outcomeId
      ownerMemberId
      retiredAt
      countsPublished
      countsPeople
      abilities
      outcome {
        id
        name
        stage
      }
      owner {
        id
        name
        isGone
      }
      health {
        code
        on
        count
      }
      definitions {
        id
        number
        definition
        rationale
        source
        sourceUrl
        license
        breaksOn
        createdAt
      }
      targets {
        id
        version
        placeId
        placeName
        populationId
        populationName
        value
        dueOn
        baselinePeriodStart
        baselineValue
      }
      openingPlaceId
      places {
        placeId
        name
        kind
        isHome
        parentId
        series
      }
      populations {
        id
        name
        dimension
        group
        crossedDimension
        isExclusive
        isKey
      }
      flags {
        id
        kind
        on
        title
        opens
        opensId
        networkId
      }
      imports {
        importId
        fileName
        committedAt
        observations
      }
      networks {
        id
        name
      }
    }
  }
`);

export type IndicatorDetail = ResultOf<typeof IndicatorPage>['indicator'];

export const SeriesOf = graphql(
  `
    query SeriesOf($indicatorId: Uuid!, $placeIds: [Uuid!]) {
      series(indicatorId: $indicatorId, placeIds: $placeIds) {
        ...SeriesShown
        versions
        truth {
          values
          numerators
          denominators
          intervalLowers
          intervalUppers
          intervalLevels
        }
      }
    }
  `,
  [SeriesShown],
);

export const GroundChoices = graphql(`
  query GroundChoices {
    places(first: 1, home: true) {
      nodes {
        id
      }
    }
    populations(first: 1, everybody: true) {
      nodes {
        id
        name
        dimension
      }
    }
  }
`);
