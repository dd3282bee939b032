import { Inject, Injectable } from '@nestjs/common';
import { dayIn } from '@throughline/domain/dates';
import type { SourceFacts } from '@throughline/domain/data-sources';
import { type HealthFacts, healthOf, type IndicatorHealth } from '@throughline/domain/indicator-health';
import { formatPeriod } from '@throughline/domain/periods';
import { abilities } from '@throughline/domain/policies/registry';
import type { OutcomeStage } from '@throughline/domain/vocabulary';
import { facilitatedAmong, type Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { type SeriesRow, toSeries } from './series.service.ts';
import { Indicator } from './indicator.entity.ts';
import { findCoverage, findFlags, findIndicator, indicatorsByOutcome } from './indicator.reads.ts';
import type { IndicatorFlagType, IndicatorSummaryType, IndicatorType } from './indicator.type.ts';

type About = Pick<IndicatorType, 'outcome' | 'owner' | 'definitions' | 'targets' | 'networks'> & {
  timeZone: string;
  today: string;
  sources: SourceFacts[];
};
type SeriesHealth = Pick<HealthFacts, 'newest' | 'provisional' | 'points' | 'people' | 'periods' | 'unclear'>;
type OwnHealth = Pick<HealthFacts, 'today' | 'owner' | 'breaksOn' | 'revisedOn' | 'sources'>;
type Coverage = Pick<IndicatorType, 'places' | 'openingPlaceId' | 'populations' | 'imports'> & {
  series: SeriesHealth | null;
};
type ListedRow = Indicator & {
  outcomeName: string;
  outcomeStage: OutcomeStage;
  indicator: OwnHealth;
  /** Null where there is no series to show. */
  shown: { headline: SeriesRow; series: SeriesHealth } | null;
};

/** Reads indicators. What changes them is in `indicator-writes.service.ts` and `target.service.ts`. */
@Injectable()
export class IndicatorService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** Everything about one indicator but its series; 4 statements. Throws NOT_FOUND. */
  async get(viewer: Viewer, id: string): Promise<IndicatorType> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(id)) throw new NotFound();
    return this.tenancy.read(viewer, async (tx) => {
      const keys = [viewer.partnershipId, id];
      const [indicator, about, coverage, flags] = await Promise.all([
        tx.find(Indicator, id),
        tx.one<About>(findIndicator, keys),
        tx.one<Coverage>(findCoverage, keys),
        tx.rows<IndicatorFlagType>(findFlags, keys),
      ]);
      if (!about || !coverage) throw new NotFound();
      const { timeZone, today, sources, ...facts } = about;
      const { series, ...covered } = coverage;
      const [current] = about.definitions;
      const own: OwnHealth = {
        today,
        sources,
        owner: about.owner === null ? 'none' : about.owner.isGone ? 'gone' : 'present',
        breaksOn: current?.breaksOn ?? null,
        revisedOn: current && current.number > 1 ? dayIn(timeZone, new Date(current.createdAt)) : null,
      };
      const health = healthIn(indicator, own, series);
      const networkId = facilitatedAmong(
        viewer,
        about.networks.map((network) => network.id),
      );
      const heldPolicies = abilities(viewer, { networkId }, [
        'canManageIndicators',
        'canImport',
        'canSeeHidden',
        'canRecalculateLimits',
      ]);
      return { ...indicator, ...facts, ...covered, flags, health, abilities: heldPolicies };
    });
  }

  /** Indicators by outcome, then by name, each with the series that stands for it; 2 statements. */
  async page(
    viewer: Viewer,
    filter: { outcomeId: string | null; networkId: string | null; search?: string | null },
    first: number,
    after: string | null,
  ): Promise<Page<IndicatorSummaryType>> {
    demand(viewer, 'canReadPartnership');
    const wanted = [viewer.partnershipId, filter.outcomeId, filter.networkId, filter.search?.trim() || null];
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<ListedRow>(indicatorsByOutcome, wanted, { first, after }),
    );
    return { ...page, nodes: page.nodes.map(summaryOf) };
  }
}

const noSeries: SeriesHealth = { newest: null, provisional: false, points: 0, people: null, periods: 0, unclear: 0 };

function healthIn(indicator: Indicator, own: OwnHealth, series: SeriesHealth | null): IndicatorHealth[] {
  const { cadence, measureType, retiredAt } = indicator;
  const seriesHealth = series ?? noSeries;
  // Only of a share or a mean does the denominator count those whom the value is about.
  const people = measureType === 'proportion' || measureType === 'mean' ? seriesHealth.people : null;
  return healthOf({ ...own, ...seriesHealth, people, cadence, retired: retiredAt !== null });
}

/** What the list says is the same for everybody: hidden numbers count for nobody, also not for who may see them. */
function summaryOf({ indicator, shown, ...row }: ListedRow): IndicatorSummaryType {
  const health = healthIn(row, indicator, shown?.series ?? null);
  if (shown === null) return { ...row, health, headline: null, latest: null, latestPeriod: null, change: null };
  const headline = toSeries(shown.headline);
  const open = headline.values.flatMap((value, at) =>
    value === null || headline.hidden[at] ? [] : [{ value, start: headline.starts[at] ?? '' }],
  );
  const last = open.at(-1);
  // A change is told within one definition: what was counted otherwise is not its beginning.
  const broke = headline.breaks.findLast(({ on }) => on <= (last?.start ?? ''))?.on ?? '';
  const first = open.find(({ start }) => start >= broke);
  return {
    ...row,
    health,
    headline,
    latest: last?.value ?? null,
    latestPeriod: last ? formatPeriod(last.start, row.cadence) : null,
    change: first && last && first !== last ? last.value - first.value : null,
  };
}
