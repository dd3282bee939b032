import { graphql, type ResultOf } from '../server/graphql.ts';

/** What every chart of a series is made of; the same for each page that draws one. */
export const SeriesShown = graphql(`
  fragment SeriesShown on Series {
    id
    placeId
    placeName
    populationId
    populationName
    dimension
    cadence
    totalPeriods
    firstStart
    starts
    ends
    values
    numerators
    denominators
    lowers
    uppers
    intervalLowers
    intervalUppers
    intervalLevels
    statuses
    hidden
    asFirstPublished
    decisions {
      id
      kind
      periodStart
      reason
      signal
      by
      at
    }
    breaks {
      on
      number
    }
  }
`);

type Shown = ResultOf<typeof SeriesShown>;

/** A decision about a chart that stands. */
export type Decision = Shown['decisions'][number];

/** A day from which the definition is another one. */
export type DefinitionBreak = Shown['breaks'][number];

type TrueColumn = 'values' | 'numerators' | 'denominators' | 'intervalLowers' | 'intervalUppers' | 'intervalLevels';

/** A series as the server sends it; with versions and true numbers where it can be corrected. */
export interface SentSeries extends Shown {
  versions?: (number | null)[] | null;
  truth?: Record<TrueColumn, (number | null)[]> | null;
}
