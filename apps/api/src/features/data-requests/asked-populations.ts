import type { FormPopulation } from '@throughline/domain/data-form';
import type { SeriesRow } from './data-request.reads.ts';

/** The populations of a request's series, in their order. */
export function askedPopulations(series: readonly SeriesRow[]): FormPopulation[] {
  const rows = new Map(series.map((row) => [row.populationId, row]));
  const askedOf = (dimension: string) => [...rows.values()].filter((row) => row.dimension === dimension).length;
  return [...rows.values()].map(({ populationId, populationName, dimension, isEverybody, isExclusive, groups }) => ({
    id: populationId,
    name: populationName,
    dimension,
    isEverybody,
    isExclusive,
    isComplete: dimension !== null && askedOf(dimension) === groups,
  }));
}
