import { Inject, Injectable } from '@nestjs/common';
import { dayIn } from '@throughline/domain/dates';
import { abilities } from '@throughline/domain/policies/registry';
import { facilitatedAmong, type Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../graphql/errors.ts';
import { isUuid } from '../../graphql/input.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../graphql/page.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { type SeriesColumns, type SeriesHead, toSeries } from '../observations/series.service.ts';
import { Indicator } from './indicator.entity.ts';
import { healthOf } from './indicator-health.ts';
import { countIndicators, findCoverage, findFlags, findIndicator, pageIndicators } from './indicator.reads.ts';
import type { IndicatorFlagType, IndicatorSummaryType, IndicatorType } from './indicator.type.ts';

type About = Pick<IndicatorType, 'outcome' | 'owner' | 'definitions' | 'targets' | 'networks'> & { timeZone: string };
type Coverage = Pick<IndicatorType, 'places' | 'populations' | 'imports'> & { newest: string | null; points: number };
type ListedRow = Indicator &
  Omit<SeriesHead, 'indicatorId'> & {
    outcomeName: string;
    outcomePosition: number;
    columns: SeriesColumns | null;
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
      const of = [viewer.partnershipId, id];
      const [indicator, about, coverage, flags] = await Promise.all([
        tx.find(Indicator, id),
        tx.one<About>(findIndicator, of),
        tx.one<Coverage>(findCoverage, of),
        tx.rows<IndicatorFlagType>(findFlags, of),
      ]);
      if (!about || !coverage) throw new NotFound();
      const { timeZone, ...told } = about;
      const { newest, points, ...covered } = coverage;
      const health = healthOf({
        cadence: indicator.cadence,
        today: dayIn(timeZone, new Date()),
        newest,
        points,
        owner: about.owner === null ? 'none' : about.owner.isGone ? 'gone' : 'present',
        breaksOn: about.definitions[0]?.breaksOn ?? null,
        retired: indicator.retiredAt !== null,
      });
      const networkId = facilitatedAmong(
        viewer,
        about.networks.map((network) => network.id),
      );
      const may = abilities(viewer, { networkId }, [
        'canManageIndicators',
        'canImport',
        'canSeeHidden',
        'canRecalculateLimits',
      ]);
      return { ...indicator, ...told, ...covered, flags, health, abilities: may };
    });
  }

  /** Indicators by outcome, then by name, each with the series that stands for it; 2 statements. */
  async page(
    viewer: Viewer,
    filter: { outcomeId: string | null; networkId: string | null },
    first: number,
    after: string | null,
  ): Promise<Page<IndicatorSummaryType>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [position, outcomeId, name, id] = after === null ? [null, null, null, null] : fromCursor(after, 4);
    return this.tenancy.read(viewer, async (tx) => {
      const by = [viewer.partnershipId, filter.outcomeId, filter.networkId];
      const [rows, total] = await Promise.all([
        tx.rows<ListedRow>(pageIndicators(tx.columns(Indicator, 'i')), [
          ...by,
          position,
          outcomeId,
          name,
          id,
          size + 1,
        ]),
        tx.one<{ count: number }>(countIndicators, by),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [
        row.outcomePosition,
        row.outcomeId,
        row.name,
        row.id,
      ]);
      return { ...page, nodes: page.nodes.map(summaryOf) };
    });
  }
}

/** What the list says is the same for everybody: hidden numbers count for nobody, also not for who may see them. */
function summaryOf({ columns, ...row }: ListedRow): IndicatorSummaryType {
  if (columns === null) return { ...row, headline: null, latest: null, latestPeriod: null, change: null };
  const whole = toSeries({ ...row, indicatorId: row.id }, columns, row.cadence);
  // Another id than the whole series has: a cache must not take the one for the other.
  const headline = { ...whole, id: `${whole.id}:newest` };
  const open = headline.values.flatMap((value, at) =>
    value === null || headline.hidden[at] ? [] : [{ value, label: headline.labels[at] ?? '' }],
  );
  const [first, last] = [open.at(0), open.at(-1)];
  return {
    ...row,
    headline,
    latest: last?.value ?? null,
    latestPeriod: last?.label ?? null,
    change: first && last && first !== last ? last.value - first.value : null,
  };
}
