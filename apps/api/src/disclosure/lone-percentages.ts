import { Inject, Injectable } from '@nestjs/common';
import { statusesWithNumbers } from '@throughline/domain/shares';
import type { Viewer } from '@throughline/domain/viewer';
import type { PopulationShape } from '@throughline/measurement/disclosure';
import { NotFound } from '../kernel/errors.ts';
import { isUuid } from '../kernel/inputs.ts';
import { demand } from '../tenancy/demand.ts';
import type { ReadTransaction } from '../tenancy/transaction.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { isOneOf } from '../database/words-sql.ts';
import { Decider } from './decider.ts';
import type { DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';
import type { LonePercentagesType } from './disclosure.type.ts';
import { countByPlace, findObserved, findPopulations, findReleased, findRules } from './disclosure.sql.ts';
import type { StoredEntry } from './ledger.ts';
import { keyOf } from './release-of.ts';

/** Observations that the comparison is made of, of the newest periods. */
const mostCompared = 5_000;
/** Less than this share of all is no reason to take counts away. */
const leastFreed = 0.05;

/** $2 indicator, $3 rows. The newest periods that have no more together; the newest one in any case. */
const findNewest = `
SELECT period FROM (
  SELECT o.period_start AS period, sum(count(*)) OVER (ORDER BY o.period_start DESC) AS up_to, row_number() OVER (ORDER BY o.period_start DESC) AS at
  FROM observation o WHERE o.partnership_id = $1 AND o.indicator_id = $2 GROUP BY 1) p
WHERE up_to <= $3 OR at = 1 ORDER BY period DESC`;

/** $2 indicator, $3 periods. What readers see of each now. */
const findShownNow = `
SELECT o.period_start AS period, o.place_id AS "placeId", o.population_id AS "populationId",
       o.coded_lower IS NOT DISTINCT FROM o.coded_upper AS "isExact"
FROM observation o WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.period_start = ANY($3::date[]) AND NOT o.hidden
  AND ${isOneOf('o.status', statusesWithNumbers)}`;

type SentRow = [string, string, ObservedRow['status'], number | null, number | null, number | null];

interface Read {
  jobs: DecisionJob[];
  /** What is shown now, by period and cell, and whether as it is. */
  shownNow: Map<string, boolean>;
}

const cellName = (period: string, key: string): string => `${period} ${key}`;

/** What readers would see if an indicator's percentages stood without counts, beside what they see now. */
@Injectable()
export class LonePercentages {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Decider) private readonly decider: Decider,
  ) {}

  /** Null where there are no counts to be left out. Changes nothing and remembers nothing. Throws NOT_FOUND. */
  async compare(viewer: Viewer, indicatorId: string): Promise<LonePercentagesType | null> {
    demand(viewer, 'canSeeHidden');
    if (!isUuid(indicatorId)) throw new NotFound();
    const read = await this.tenancy.read(viewer, (tx) => readJobs(tx, viewer.partnershipId, indicatorId));
    if (read === null) return null;
    const { jobs, shownNow } = read;
    const among = jobs.reduce((sum, { rows }) => sum + rows.length, 0);
    const counts = { observations: 0, shownNow: 0, shownAlone: 0, asRange: 0 };
    let [freed, lost] = [0, 0];
    for (const job of jobs) {
      const { rows } = await this.decider.decide(job, among);
      const withNumbers = new Set(job.rows.filter(({ status }) => hasNumber(status)).map(keyOf));
      for (const row of rows) {
        if (!withNumbers.has(keyOf(row))) continue;
        const now = shownNow.get(cellName(job.period, keyOf(row)));
        const isRange = !row.hidden && row.codedLower !== row.codedUpper;
        counts.observations += 1;
        if (now !== undefined) counts.shownNow += 1;
        if (!row.hidden) counts.shownAlone += 1;
        if (isRange) counts.asRange += 1;
        if (now === undefined && !row.hidden) freed += 1;
        if (now !== undefined && (row.hidden || (now && isRange))) lost += 1;
      }
    }
    const isSuggested = freed > lost && freed - lost >= leastFreed * counts.observations;
    return { id: indicatorId, periods: jobs.length, ...counts, isSuggested };
  }
}

const hasNumber = (status: ObservedRow['status']): boolean => statusesWithNumbers.some((each) => each === status);

async function readJobs(tx: ReadTransaction, partnershipId: string, indicatorId: string): Promise<Read | null> {
  const keys = [partnershipId, indicatorId];
  const [rules] = await tx.rows<ReleaseRules>(findRules, keys);
  if (!rules) throw new NotFound();
  if (rules.measureType !== 'proportion' || !rules.countsPublished) return null;
  const newest = await tx.rows<{ period: string }>(findNewest, [...keys, mostCompared]);
  const periods = newest.map(({ period }) => period);
  const places = await tx.rows<{ id: string; parentId: string | null; kind: string }>(countByPlace, [
    partnershipId,
    [indicatorId],
    periods,
  ]);
  const ids = places.map(({ id }) => id);
  const [populations, observed, released, shown] = await Promise.all([
    tx.rows<PopulationShape>(findPopulations, [partnershipId]),
    tx.rows<{ period: string; rows: SentRow[] }>(findObserved, [...keys, periods, ids]),
    tx.rows<{ period: string; entries: StoredEntry[] }>(findReleased, [...keys, periods, ids]),
    tx.rows<{ period: string; placeId: string; populationId: string; isExact: boolean }>(findShownNow, [
      ...keys,
      periods,
    ]),
  ]);
  const ledgers = new Map(released.map(({ period, entries }) => [period, entries]));
  const jobs = observed.map(({ period, rows }): DecisionJob => ({
    period,
    rules: { ...rules, countsPublished: false },
    rows: rows.map(([placeId, populationId, status, value, numerator, denominator]) => ({
      placeId,
      populationId,
      status,
      value,
      numerator,
      denominator,
    })),
    places: places.map(({ id, parentId, kind }) => [id, parentId, kind]),
    populations,
    ledger: ledgers.get(period) ?? [],
    // How it would be beside measures of the same people is decided once it is chosen.
    linked: [],
    links: [],
  }));
  return { jobs, shownNow: new Map(shown.map((row) => [cellName(row.period, keyOf(row)), row.isExact])) };
}
