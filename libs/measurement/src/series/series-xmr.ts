import type { Maybe, MeasuredSeries } from '../basics/chart-types.ts';
import { measureParts, seriesParts } from './series-parts.ts';
import type { SeriesRequest } from './series-types.ts';
import {
  type AssuranceIcon,
  assuranceIconOf,
  measureXmr,
  type VariationIcon,
  variationIconOf,
  xmrFewestPoints,
  type XmrPointType,
  type XmrSeries,
} from '../limits/xmr.ts';
import type { SpecialCause } from '../rules/xmr-special-causes.ts';

/** What an XmR chart says of a series with its two icons. */
export interface SeriesXmr {
  readonly specialCause: readonly SpecialCause[];
  readonly pointType: readonly XmrPointType[];
  /** What the last value says: a missing or excluded point at the end says nothing. */
  readonly variationIcon: VariationIcon;
  /** The target against the limits at the end; null without a target or without limits. */
  readonly assuranceIcon: AssuranceIcon | null;
  /** Whether the last part has fewer than 13 points, so that its limits are provisional. */
  readonly isShort: boolean;
}

/**
 * A series as XmR chart (NHS England, Making Data Count), part by part, with the runs analysis of an I chart beside it,
 * which says how many useful points there are. An excluded point stays in the plot and takes no part in anything else.
 */
export function xmrOfSeries(
  request: SeriesRequest,
  values: readonly Maybe[],
): { measured: MeasuredSeries; xmr: SeriesXmr } | { error: string } {
  const { parts, freeze = null, exclude } = request;
  const settings = { freeze, parts: parts ?? [], exclude: exclude ?? [], screened: true };
  const base = measureParts('i', { y: values, ...settings });
  if (base.error !== undefined) return base;
  const direction = request.direction === 'higher' ? 'increase' : 'decrease';
  const excluded = new Set(exclude ?? []);
  const counted = values.map((value, at) => (excluded.has(at) ? null : value));
  const known = counted.findLastIndex((value) => value !== null);
  const groups: XmrSeries[] = [];
  let isShort = true;
  for (const part of seriesParts(values.length, settings.parts, freeze)) {
    const y = counted.slice(part.from, part.to + 1);
    const { target } = request;
    const group = measureXmr({ y, direction, screened: true, target: target ?? null, fixAfter: part.freeze });
    if (group.error !== undefined) return group;
    groups.push(group);
    // Missing points are none: the guidance counts values.
    if (known >= part.from) isShort = y.filter((value) => value !== null).length < xmrFewestPoints;
  }
  const lpl = groups.flatMap((group) => group.lpl);
  const upl = groups.flatMap((group) => group.upl);
  const mean = groups.flatMap((group) => group.mean);
  const pointType = groups.flatMap((group) => group.pointType);
  const specialCause = groups.flatMap((group) => group.specialCause);
  const near = (limit: readonly Maybe[]): Maybe[] =>
    limit.map((value, at) => {
      const centre = mean[at] ?? null;
      return value === null || centre === null ? null : centre + ((value - centre) * 2) / 3;
    });
  const sigma = specialCause.flatMap((cause, at) => (cause === 'Above UCL' || cause === 'Below LCL' ? [at] : []));
  const last = groups.findLast((group) => group.mean.some((one) => one !== null));
  const limited = last?.upl.some((limit) => limit !== null) ?? false;
  return {
    measured: { ...base, cl: mean, lcl: lpl, ucl: upl, lcl95: near(lpl), ucl95: near(upl), sigma },
    xmr: {
      specialCause,
      pointType,
      variationIcon: variationIconOf(pointType[known] ?? 'common_cause', direction),
      assuranceIcon: last?.assuranceType && limited ? assuranceIconOf(last.assuranceType) : null,
      isShort,
    },
  };
}
