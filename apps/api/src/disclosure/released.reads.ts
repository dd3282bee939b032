import { placeName } from '../database/place-name.ts';
import type pg from 'pg';
import type { Database } from '../database/database.ts';
import { partnershipNamed } from '../tenancy/partnerships.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import type { Cadence } from '@throughline/domain/vocabulary';
import type { PopulationShape, MeasureLink } from '@throughline/measurement/disclosure';
import { prefixOf } from './prepare.ts';
import type { DecisionJob, JobMember, ObservedRow, ReleaseRules } from './decision-job.ts';
import { findPopulations, findRules } from './disclosure.sql.ts';
import { componentOf, type LinkedIndicators } from './indicator-links.ts';
import type { StoredEntry } from './ledger.ts';
import { keyOf } from './release-of.ts';

/** One period of linked indicators as they are shown today, true numbers included: an audit needs them to judge a difference. */
export interface ReleasedPeriod {
  readonly job: DecisionJob;
  /** Keys of the cells that are hidden. */
  readonly hidden: ReadonlySet<string>;
  /** Those of them that readers see as they were first published. */
  readonly asFirstPublished: ReadonlySet<string>;
}

/** An indicator with its name. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly cadence: Cadence;
}

/** Indicators that are audited together, and how they stand to each other. */
export interface ReleasedComponent {
  readonly indicators: readonly Named[];
  readonly links: readonly MeasureLink[];
}

/** A partnership to audit, with the names of what is in it. */
export interface ReleasedPartnership {
  readonly minimum: number;
  readonly coding: string;
  /** Places and populations by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether a number is about everybody at a place that lies in no other. */
  isHeadline(cell: Pick<ObservedRow, 'placeId' | 'populationId'>): boolean;
  readonly components: readonly ReleasedComponent[];
  /** Indicators that a person says have nothing to do with each other, and why. */
  readonly unrelated: readonly { readonly first: string; readonly second: string; readonly reason: string }[];
  periods(component: ReleasedComponent): Promise<ReleasedPeriod[]>;
}

/** $2 indicator. One row a period. */
const findShown = `
SELECT o.period_start AS period, json_agg(json_build_array(o.place_id, o.population_id, o.status, o.value, o.numerator, o.denominator, o.hidden, o.hidden AND o.is_as_first_published)) AS rows,
  (SELECT coalesce(json_agg(l.entry ORDER BY l.seq), '[]') FROM release_ledger l
   WHERE l.partnership_id = $1 AND l.indicator_id = $2 AND l.period_start = o.period_start) AS ledger
FROM observation o WHERE o.partnership_id = $1 AND o.indicator_id = $2 GROUP BY 1 ORDER BY 1`;

const findNames = `
SELECT pl.id, ${placeName('pl')} AS name, pl.parent_id AS "parentId", pl.kind, true AS "isPlace" FROM place pl WHERE pl.partnership_id = $1
UNION ALL SELECT id, name, NULL, '', false FROM population WHERE partnership_id = $1`;

/** $2 the name of an indicator, or null for all. */
const findIndicators = `
SELECT id FROM indicator WHERE partnership_id = $1 AND ($2::text IS NULL OR name = $2)
  AND EXISTS (SELECT FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = indicator.id) ORDER BY name, id`;

const findNamesOf = 'SELECT id, name, cadence FROM indicator WHERE partnership_id = $1 AND id = ANY($2::uuid[])';

const findUnrelated = `
SELECT a.name AS first, b.name AS second, l.reason FROM indicator_link l
JOIN indicator a ON a.partnership_id = $1 AND a.id = l.first_id JOIN indicator b ON b.partnership_id = $1 AND b.id = l.second_id
WHERE l.partnership_id = $1 AND NOT l.is_linked ORDER BY 1, 2`;

const byId = 'SELECT minimum_cell AS minimum, coding FROM partnership WHERE id = $1';

type SentRow = [string, string, ObservedRow['status'], number | null, number | null, number | null, boolean, boolean];

interface ShownPeriod {
  period: string;
  rows: SentRow[];
  ledger: StoredEntry[];
}

function rowOf([placeId, populationId, status, value, numerator, denominator]: SentRow): ObservedRow {
  return { placeId, populationId, status, value, numerator, denominator };
}

/** What a partnership shows and hides today; null when there is no such partnership. */
export async function releasedPartnership(
  database: Database,
  tenancy: Tenancy,
  slug: string,
  indicator: string | null,
): Promise<ReleasedPartnership | null> {
  const partnership = await partnershipNamed(database, slug);
  return partnership && releasedOf(tenancy, partnership.id, indicator);
}

/** The same of the partnership with an id. */
export async function releasedOf(tenancy: Tenancy, id: string, indicator: string | null): Promise<ReleasedPartnership> {
  const rows = async <T extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<T[]> => {
    const scope = { partnershipId: id, accountId: null, seesHidden: true };
    const found = await tenancy.inScope(scope, 'READ ONLY', (client) => client.query<T>(text, [id, ...values]));
    return found.rows;
  };
  const [partnership] = await rows<{ minimum: number; coding: string }>(byId);
  const { minimum = 0, coding = '' } = partnership ?? {};
  const named = await rows<{ id: string; name: string; parentId: string | null; kind: string; isPlace: boolean }>(
    findNames,
  );
  const populations = await rows<PopulationShape & pg.QueryResultRow>(findPopulations);
  const places = named.filter(({ isPlace }) => isPlace).map((place) => [place.id, place.parentId, place.kind] as const);
  const tops = new Set(places.filter(([, parentId]) => parentId === null).map(([place]) => place));
  const everybody = new Set(populations.filter(({ dimension }) => dimension === null).map((each) => each.id));
  const componentsOf = async (): Promise<ReleasedComponent[]> => {
    const components = new Map<string, LinkedIndicators>();
    for (const found of await rows<{ id: string }>(findIndicators, indicator)) {
      const scope = { partnershipId: id, accountId: null, seesHidden: true };
      const together = await tenancy.inScope(scope, 'READ ONLY', (client) => componentOf(client, id, found.id));
      components.set(together.ids[0] ?? found.id, together);
    }
    const all: ReleasedComponent[] = [];
    for (const { ids, links } of components.values()) {
      const indicators = await rows<Named & pg.QueryResultRow>(findNamesOf, ids);
      all.push({ indicators: ids.flatMap((each) => indicators.find((one) => one.id === each) ?? []), links });
    }
    return all;
  };
  return {
    minimum,
    coding,
    names: new Map(named.map((each) => [each.id, each.name])),
    isHeadline: ({ placeId, populationId }) => tops.has(placeId) && everybody.has(populationId),
    components: await componentsOf(),
    unrelated: await rows<{ first: string; second: string; reason: string }>(findUnrelated),
    async periods({ indicators, links }) {
      const members: { rules: ReleaseRules; shown: Map<string, ShownPeriod> }[] = [];
      for (const { id: indicatorId } of indicators) {
        const [rules] = await rows<ReleaseRules & pg.QueryResultRow>(findRules, indicatorId);
        const shown = await rows<ShownPeriod & pg.QueryResultRow>(findShown, indicatorId);
        if (rules) members.push({ rules, shown: new Map(shown.map((each) => [each.period, each])) });
      }
      const all = [...new Set(members.flatMap(({ shown }) => [...shown.keys()]))].sort();
      return all.flatMap((period): ReleasedPeriod[] => {
        const mine = members.map(({ rules, shown }) => ({ rules, ...(shown.get(period) ?? { rows: [], ledger: [] }) }));
        const [own, ...linked] = mine.map(({ rules, rows: sent, ledger }): JobMember => ({
          rules,
          rows: sent.map(rowOf),
          ledger,
        }));
        const keysWhere = (column: 6 | 7): Set<string> =>
          new Set(
            mine.flatMap(({ rows: sent }, at) =>
              sent.filter((row) => row[column]).map((row) => `${prefixOf(at)}${keyOf(rowOf(row))}`),
            ),
          );
        const job = own && { period, places, populations, ...own, linked, links };
        return job ? [{ job, hidden: keysWhere(6), asFirstPublished: keysWhere(7) }] : [];
      });
    },
  };
}
