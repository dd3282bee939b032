import { graphql } from '../../shared/server/graphql.ts';
import { SeriesShown } from '../../shared/series/series-query.ts';

/** What the head of a network's page shows: the aim with its series, and how its work stands. */
export const NetworkPage = graphql(
  `
    query NetworkPage($id: Uuid!) {
      networkPage(id: $id) {
        id
        network {
          id
          version
          name
          purpose
          state
          outcomeName
          parentId
          parentName
          abilities
        }
        aim {
          charterId
          state
          indicatorId
          indicatorName
          measureType
          direction
          unit
          populationId
          populationName
          isEverybody
          placeName
          from
          to
          by
          priorityPopulations
        }
        series {
          indicatorName
          measureType
          direction
          cadence
          unit
          isAim
          series {
            ...SeriesShown
          }
        }
        actionCounts {
          open
          late
          blocked
        }
        cycleCounts {
          open
          withoutPredictions
        }
        escalationCounts {
          open
          overdue
        }
      }
    }
  `,
  [SeriesShown],
);
