import { graphql } from '../../shared/graphql.ts';

/** What the head of a network's page shows: the aim with its series, and how its work stands. */
export const NetworkPage = graphql(`
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
        populationName
        isEverybody
        isAim
        periods
        values
        numerators
        denominators
        marks
        decisions
        breaks
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
`);
