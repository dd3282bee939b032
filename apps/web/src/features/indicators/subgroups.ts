import { useMemo } from 'react';
import { useLiveQuery } from '../../shared/live/live.ts';
import { alignEvidence, type Cell, type Evidence, evidenceOf } from '../../shared/series/evidence.ts';
import { type IndicatorDetail, SeriesOf } from './operations.ts';

const kinds: readonly string[] = ['indicator'];
/** Most places of one answer of the server. */
const mostPlaces = 60;
const fewestMembers = 2;

/** The places directly below one that have the indicator, up to sixty. */
export const placesBelow = ({ places }: IndicatorDetail, placeId: string): string[] =>
  places
    .filter(({ parentId }) => parentId === placeId)
    .map((place) => place.placeId)
    .slice(0, mostPlaces);

const publishedValue = ({ hidden, value }: Cell): number | null => (hidden ? null : value);

/**
 * The subgroups of each period of a series: the published values of the same population at the places below it. A
 * period in which fewer than two have one has no subgroup: its mean would be one place's own number.
 */
export function subgroupsOf(series: Evidence, below: readonly Evidence[]): (number | null)[][] {
  const members = below
    .filter(({ populationId }) => populationId === series.populationId)
    .map(({ cells }) => new Map(cells.map((cell) => [cell.start, publishedValue(cell)])));
  return series.cells.map(({ start }) => {
    const values = members.map((one) => one.get(start) ?? null).filter((value) => value !== null);
    return values.length < fewestMembers ? [] : values;
  });
}

/** Subgroups for X̄ and S charts, fetched once somebody chose such a chart; null until they are there. */
export function useSubgroups(indicator: IndicatorDetail, series: Evidence, wanted: boolean) {
  const placeIds = useMemo(() => placesBelow(indicator, series.placeId), [indicator, series.placeId]);
  const variables = useMemo(() => ({ indicatorId: indicator.id, placeIds }), [indicator.id, placeIds]);
  const pause = !wanted || placeIds.length < fewestMembers;
  const [{ data }] = useLiveQuery(SeriesOf, variables, kinds, { pause });
  return useMemo(() => {
    if (pause || !data) return null;
    return subgroupsOf(series, alignEvidence(data.series.map(evidenceOf), indicator.cadence));
  }, [pause, data, series, indicator.cadence]);
}
