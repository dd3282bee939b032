import { minimumUsefulPoints } from '../rules/anhoej.ts';
import type { Maybe } from '../basics/chart-types.ts';
import { median, ratio } from '../basics/numbers.ts';

/** A part of a whole; `share` runs from 0 to 1 and is null when nobody is eligible. */
export interface Share {
  readonly part: number;
  readonly whole: number;
  readonly share: Maybe;
}

function shareOf(part: number, whole: number): Share {
  return { part, whole, share: ratio(part, whole) };
}

/** One site of a practice. */
export interface SiteRecord {
  readonly eligible: boolean;
  readonly using: boolean;
  /** Useful points of the site's own measure. */
  readonly points: number;
  /** Whether that measure shows a favourable signal. */
  readonly favourableSignal: boolean;
  readonly adaptations: number;
  /** When each stage of adoption began, in order, in milliseconds since 1970. */
  readonly stagesBegunAt: readonly number[];
}

/** People of one population whom a practice could reach, and those whom it does. */
export interface PopulationReach {
  readonly population: string;
  readonly eligible: number;
  readonly reached: number;
}

/** How far a practice has spread. */
export interface Spread {
  /** Sites using / eligible sites. */
  readonly sites: Share;
  /** People reached / eligible people, by population. */
  readonly people: readonly (Share & { readonly population: string })[];
  /** Sites with their own favourable signal / sites using it with at least ten useful points. */
  readonly replication: Share;
  readonly adaptationsPerSite: Maybe;
  /** Median days between neighbouring stages, over all sites; null before any site has moved on. */
  readonly medianDaysBetweenStages: Maybe;
}

const day = 24 * 60 * 60 * 1000;

/** The measures of spread of one practice (Barker, Reid & Schall 2016). */
export function measureSpread(sites: readonly SiteRecord[], people: readonly PopulationReach[]): Spread {
  const eligible = sites.filter((site) => site.eligible);
  const using = eligible.filter((site) => site.using);
  const measurable = using.filter((site) => site.points >= minimumUsefulPoints);
  const steps = sites.flatMap(({ stagesBegunAt }) =>
    stagesBegunAt.slice(1).map((begun, index) => (begun - (stagesBegunAt[index] ?? begun)) / day),
  );
  const adaptations = using.reduce((total, site) => total + site.adaptations, 0);
  return {
    sites: shareOf(using.length, eligible.length),
    people: people.map(({ population, reached, eligible: whole }) => ({ population, ...shareOf(reached, whole) })),
    replication: shareOf(measurable.filter((site) => site.favourableSignal).length, measurable.length),
    adaptationsPerSite: ratio(adaptations, using.length),
    medianDaysBetweenStages: median(steps),
  };
}
