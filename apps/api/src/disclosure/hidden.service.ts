import { Inject, Injectable } from '@nestjs/common';
import { formatPeriod, mayOverlap } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence, HiddenReason } from '@throughline/domain/vocabulary';
import { NotFound } from '../kernel/errors.ts';
import { isUuid } from '../kernel/inputs.ts';
import { fromCursor } from '../kernel/cursor.ts';
import { type Page, pageSize, toPage } from '../kernel/pages.ts';
import { demand } from '../tenancy/demand.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import type { DisclosureFindingType, DisclosureType, HiddenObservationType } from './disclosure.type.ts';
import { countHidden, countWaiting, findDisclosure, pageHidden } from './hidden.reads.ts';

type ReadFinding = Omit<DisclosureFindingType, 'id' | 'period'> & { periodStart: string; at: number };
type ReadDisclosure = Omit<DisclosureType, 'findings' | 'notLookedAt' | 'periodsOverlap'> & {
  cadence: Cadence;
  findings: ReadFinding[];
  notLookedAt: ReadFinding[];
};

/** What is hidden and why, for those who keep the data. */
@Injectable()
export class HiddenService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** How many indicators have numbers of which it is still being decided what readers see; 1 statement. */
  async beingDecided(viewer: Viewer): Promise<number> {
    demand(viewer, 'canSeeHidden');
    const found = await this.tenancy.read(viewer, (tx) =>
      tx.one<{ count: number }>(countWaiting, [viewer.partnershipId]),
    );
    return found?.count ?? 0;
  }

  /** What of an indicator is hidden, by reason; 1 statement. Throws NOT_FOUND. */
  async disclosure(viewer: Viewer, indicatorId: string): Promise<DisclosureType> {
    demand(viewer, 'canSeeHidden');
    if (!isUuid(indicatorId)) throw new NotFound();
    const row = await this.tenancy.read(viewer, (tx) =>
      tx.one<ReadDisclosure>(findDisclosure, [viewer.partnershipId, indicatorId]),
    );
    if (!row) throw new NotFound();
    const { cadence, findings, notLookedAt, ...rest } = row;
    const withNames = ({ periodStart, at, ...finding }: ReadFinding): DisclosureFindingType => ({
      id: `${indicatorId}:${periodStart}:${at}`,
      period: formatPeriod(periodStart, cadence),
      ...finding,
    });
    return {
      ...rest,
      findings: findings.map(withNames),
      notLookedAt: notLookedAt.map(withNames),
      periodsOverlap: mayOverlap(cadence),
    };
  }

  /** Hidden observations with their true numbers, the newest first; 3 statements. */
  async page(
    viewer: Viewer,
    indicatorId: string,
    reason: HiddenReason | null,
    first: number,
    after: string | null,
  ): Promise<Page<HiddenObservationType>> {
    demand(viewer, 'canSeeHidden');
    if (!isUuid(indicatorId)) throw new NotFound();
    const size = pageSize(first);
    const last = after === null ? [null, null, null] : fromCursor(after, ['date', 'uuid', 'uuid']);
    return this.tenancy.read(viewer, async (tx) => {
      const keys = [viewer.partnershipId, indicatorId, reason];
      const [indicator, rows, total] = await Promise.all([
        tx.one<{ cadence: Cadence }>('SELECT cadence FROM indicator WHERE partnership_id = $1 AND id = $2', [
          viewer.partnershipId,
          indicatorId,
        ]),
        tx.rows<Omit<HiddenObservationType, 'id' | 'period'>>(pageHidden, [...keys, ...last, size + 1]),
        tx.one<{ count: number }>(countHidden, keys),
      ]);
      if (!indicator) throw new NotFound();
      const named = rows.map((row) => ({
        ...row,
        id: [indicatorId, row.placeId, row.populationId, row.periodStart].join(':'),
        period: formatPeriod(row.periodStart, indicator.cadence),
      }));
      return toPage(named, size, total?.count ?? 0, (row) => [row.periodStart, row.placeId, row.populationId]);
    });
  }
}
