import type pg from 'pg';
import type { Tenancy } from '../tenancy/tenancy.ts';
import type { PopulationShape } from '@throughline/measurement/disclosure';
import type { Decided, DecidedMember, DecisionJob, JobMember, ObservedRow, ReleaseRules } from './decision-job.ts';
import { componentOf, type LinkedIndicators, linkFound } from './indicator-links.ts';
import type { Decider } from './decider.ts';
import * as sql from './disclosure.sql.ts';
import type { StoredEntry } from './ledger.ts';

/** Observations of several periods that are read and written at once. */
const mostRows = 10_000;

/**
 * Observations of one period that are decided together: places add up though nobody said so. Above it, only families of
 * places are; a family that has more is still taken whole.
 */
const mostInPeriod = 50_000;

interface Waiting {
  periodStart: string;
  /** By indicator. */
  stamps: Record<string, string>;
}

interface Locked {
  periodStart: string;
  indicatorId: string;
  stamp: string;
  isDecided: boolean;
}

interface PlaceCount {
  id: string;
  parentId: string | null;
  kind: string;
  rows: number;
}

/** Places that hang together, in some of the waiting periods. */
interface Slice {
  places: string[];
  periods: Waiting[];
  /** Whether it is the first and the last slice of these periods. */
  isFirst: boolean;
  isLast: boolean;
}

type SentRow = [string, string, ObservedRow['status'], number | null, number | null, number | null];

/** Everything that a slice is decided from, read at one time. */
interface Read {
  populations: PopulationShape[];
  members: ReadMember[];
}

/** One indicator's part of it, by period. */
interface ReadMember {
  rules: ReleaseRules;
  rows: Map<string, SentRow[]>;
  ledger: Map<string, StoredEntry[]>;
}

/** Places under each other, each family by the place at its top. */
function families(places: readonly PlaceCount[]): Map<string, PlaceCount[]> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const topOf = (place: PlaceCount): string => {
    const seen = new Set<string>();
    for (let at = place; ;) {
      const parent = at.parentId === null || seen.has(at.id) ? undefined : byId.get(at.parentId);
      if (!parent) return at.id;
      seen.add(at.id);
      at = parent;
    }
  };
  const groups = new Map<string, PlaceCount[]>();
  for (const place of places) {
    const top = topOf(place);
    groups.set(top, [...(groups.get(top) ?? []), place]);
  }
  return groups;
}

function slicesOf(places: readonly PlaceCount[], waiting: readonly Waiting[]): Slice[] {
  const groups: { places: string[]; rows: number }[] = [];
  for (const family of families(places).values()) {
    const rows = family.reduce((sum, place) => sum + place.rows, 0);
    if (rows === 0) continue;
    const ids = family.filter((place) => place.rows > 0).map(({ id }) => id);
    const last = groups.at(-1);
    if (last && last.rows + rows <= mostInPeriod) {
      last.places.push(...ids);
      last.rows += rows;
    } else groups.push({ places: ids, rows });
  }
  if (groups.length === 0) return [{ places: [], periods: [...waiting], isFirst: true, isLast: true }];
  const most = Math.max(...groups.map(({ rows }) => rows));
  const size = Math.max(1, Math.floor((waiting.length * mostRows) / Math.max(most, mostRows)));
  const slices: Slice[] = [];
  for (let at = 0; at < waiting.length; at += size)
    for (const [index, group] of groups.entries())
      slices.push({
        places: group.places,
        periods: waiting.slice(at, at + size),
        isFirst: index === 0,
        isLast: index === groups.length - 1,
      });
  return slices;
}

/** Decides what waits of one indicator, together with those that are linked to it: reads, lets the engine decide, and writes where nothing changed meanwhile. */
export class WaitingDecisions {
  readonly #failures: unknown[] = [];
  /** The indicator and those that are linked to it, as they are in this round. */
  #together: LinkedIndicators = { ids: [], links: [] };
  /** Rows that it has written so far. */
  written = 0;

  constructor(
    private readonly tenancy: Tenancy,
    private readonly decider: Decider,
    private readonly partnershipId: string,
    private readonly indicatorId: string,
  ) {}

  /**
   * One round over all that waits; answers whether there was anything.
   * @throws what kept a period from being decided, once the others are.
   */
  async round(): Promise<boolean> {
    const found = await this.#inScope('READ ONLY', (client) =>
      client.query<{ waits: boolean }>(sql.findWaits, [this.partnershipId, this.indicatorId]),
    );
    if (!found.rows[0]?.waits) return false;
    await this.#inScope('READ WRITE', (client) => linkFound(client, this.partnershipId, this.indicatorId));
    const { waiting, places } = await this.#inScope('READ ONLY', async (client) => {
      this.#together = await componentOf(client, this.partnershipId, this.indicatorId);
      const { rows } = await client.query<Waiting>(sql.findWaiting, this.#keys());
      const counted = await client.query<PlaceCount>(
        sql.countByPlace,
        this.#keys(rows.map((each) => each.periodStart)),
      );
      return { waiting: rows, places: counted.rows };
    });
    const left = new Set<string>();
    for (const slice of slicesOf(places, waiting)) {
      const periods = slice.periods.filter(({ periodStart }) => !left.has(periodStart));
      if (periods.length > 0) await this.#slice({ ...slice, periods }, places, left);
    }
    // The others are decided all the same; these are tried again with the next sweep.
    if (this.#failures.length > 0) throw this.#failures.pop();
    return true;
  }

  async #slice(slice: Slice, places: readonly PlaceCount[], left: Set<string>): Promise<void> {
    const periods = slice.periods.map(({ periodStart }) => periodStart);
    const read = await this.#read(periods, slice.places);
    const parents = places.map(({ id, parentId, kind }) => [id, parentId, kind] as const);
    const decided = new Map<string, Decided>();
    const among = read.members.flatMap(({ rows }) => [...rows.values()]).reduce((sum, rows) => sum + rows.length, 0);
    for (const period of periods) {
      const job = this.#jobOf(period, read, parents);
      if (job === null) continue;
      try {
        decided.set(period, await this.decider.decide(job, among));
      } catch (error) {
        this.#failures.push(error);
        left.add(period);
      }
    }
    const decidable = slice.periods.filter(({ periodStart }) => !left.has(periodStart));
    const written = decidable.length === 0 ? new Set() : await this.#write({ ...slice, periods: decidable }, decided);
    for (const { periodStart } of decidable) if (!written.has(periodStart)) left.add(periodStart);
  }

  /** What is to be decided of a period; null where there is nothing. */
  #jobOf(period: string, { members, populations }: Read, places: DecisionJob['places']): DecisionJob | null {
    if (!members.some(({ rows }) => rows.has(period))) return null;
    const [own, ...linked] = members.map(({ rules, rows, ledger }): JobMember => {
      const observed = (rows.get(period) ?? []).map(toObservedRow);
      return { rules, rows: observed, ledger: ledger.get(period) ?? [] };
    });
    return own ? { period, places, populations, ...own, linked, links: this.#together.links } : null;
  }

  #read(periods: string[], places: string[]): Promise<Read> {
    return this.#inScope('READ ONLY', async (client) => {
      const populations = await client.query<PopulationShape>(sql.findPopulations, [this.partnershipId]);
      const members: ReadMember[] = [];
      for (const id of this.#together.ids) {
        const keys = [this.partnershipId, id];
        const [rules, rows, ledger] = await Promise.all([
          client.query<ReleaseRules>(sql.findRules, keys),
          client.query<{ period: string; rows: SentRow[] }>(sql.findObserved, [...keys, periods, places]),
          client.query<{ period: string; entries: StoredEntry[] }>(sql.findReleased, [...keys, periods, places]),
        ]);
        const [found] = rules.rows;
        if (!found) throw new Error('an indicator is gone');
        members.push({
          rules: found,
          rows: new Map(rows.rows.map((each) => [each.period, each.rows])),
          ledger: new Map(ledger.rows.map((each) => [each.period, each.entries])),
        });
      }
      return { populations: populations.rows, members };
    });
  }

  /** Writes the decisions of the periods that nobody touched since they were read; answers these. */
  #write({ periods, places, isFirst, isLast }: Slice, decided: ReadonlyMap<string, Decided>): Promise<Set<string>> {
    return this.#inScope('READ WRITE', async (client) => {
      const names = periods.map(({ periodStart }) => periodStart);
      const locked = await client.query<Locked>(sql.lockWaiting, this.#keys(names));
      const written = new Set(periods.filter((each) => isUntouched(each, locked.rows)).map((each) => each.periodStart));
      if (written.size === 0) return written;
      const known = new Set(locked.rows.map(({ indicatorId }) => indicatorId));
      for (const [at, id] of this.#together.ids.entries()) {
        if (!known.has(id)) continue;
        const mine = [...decided]
          .filter(([period]) => written.has(period))
          .flatMap(([period, { linked, ...own }]) =>
            [own, ...linked].slice(at, at + 1).map((part) => ({ period, part })),
          );
        await this.#writeMember(client, id, mine, { written, places, isFirst, isLast });
      }
      return written;
    });
  }

  async #writeMember(
    client: pg.PoolClient,
    id: string,
    mine: readonly { period: string; part: DecidedMember }[],
    {
      written,
      places,
      isFirst,
      isLast,
    }: Pick<Slice, 'places' | 'isFirst' | 'isLast'> & { written: ReadonlySet<string> },
  ): Promise<void> {
    const keys = (...more: unknown[]): unknown[] => [this.partnershipId, id, ...more];
    const rows = mine.flatMap(({ period, part }) => part.rows.map((row) => decisionRow(period, row)));
    const entries = mine.flatMap(({ period, part: { entry } }) => (entry === null ? [] : [{ period, places, entry }]));
    const found = new Map(mine.map(({ period, part }) => [period, part.findings]));
    const findings = [...written].map((period) => ({ period, findings: found.get(period) ?? [] }));
    await Promise.all([
      rows.length === 0 || client.query(sql.putDecisions, keys(JSON.stringify(rows))),
      entries.length === 0 || client.query(sql.putReleased, keys(JSON.stringify(entries))),
      client.query(sql.putPeriods, keys(JSON.stringify(findings), isFirst, isLast)),
      isLast && client.query(sql.putNotice, keys()),
    ]);
    this.written += rows.length;
  }

  #keys(...more: unknown[]): unknown[] {
    return [this.partnershipId, this.#together.ids, ...more];
  }

  #inScope<T>(mode: 'READ ONLY' | 'READ WRITE', work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const scope = { partnershipId: this.partnershipId, accountId: null, seesHidden: true };
    return this.tenancy.inScope(scope, mode, work);
  }
}

/** Whether no indicator's part of a period was written to since it was read, and nobody else has decided it. */
function isUntouched({ periodStart, stamps }: Waiting, locked: readonly Locked[]): boolean {
  const mine = locked.filter((row) => row.periodStart === periodStart);
  return (
    mine.length === Object.keys(stamps).length &&
    mine.every(({ indicatorId, stamp }) => stamps[indicatorId] === stamp) &&
    mine.some(({ isDecided }) => !isDecided)
  );
}

const toObservedRow = ([placeId, populationId, status, value, numerator, denominator]: SentRow): ObservedRow => ({
  placeId,
  populationId,
  status,
  value,
  numerator,
  denominator,
});

const decisionRow = (period: string, row: Decided['rows'][number]) => ({
  place_id: row.placeId,
  population_id: row.populationId,
  period_start: period,
  hidden: row.hidden,
  hidden_reason: row.reason,
  coded_lower: row.codedLower,
  coded_upper: row.codedUpper,
  counts_shown: row.countsShown,
  interval_shown: row.intervalShown,
});
