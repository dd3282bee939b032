import { isSearchedFor } from '../../database/name-search.ts';
import { isOpenCycle } from '../../database/work-sql.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { brief } from './cycle.reads.ts';

/** The SQL of change ideas; $1 is the partnership. The ramp's summary comes with each idea in the same statement. */

const columns = composeOnce(
  (tx) => `i.id, i.version, i.network_id AS "networkId", n.name AS "networkName", n.parent_id AS "parentNetworkId",
  i.driver_id AS "driverId", d.title AS "driverTitle", i.strategy_id AS "strategyId", s.title AS "strategyTitle",
  i.title, i.description, i.state, i.created_at AS "createdAt", r."cycleCount", r."openCycleCount",
  (SELECT ${brief(tx, 'c')} FROM cycle c WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id AND c.retired_at IS NULL
   ORDER BY c.rung DESC, c.id DESC LIMIT 1) AS "latestCycle"`,
);

const from = `change_idea i
JOIN network n ON n.partnership_id = i.partnership_id AND n.id = i.network_id
LEFT JOIN driver d ON d.partnership_id = i.partnership_id AND d.id = i.driver_id
LEFT JOIN strategy s ON s.partnership_id = i.partnership_id AND s.id = i.strategy_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "cycleCount", (count(*) FILTER (WHERE ${isOpenCycle('c.stage')}))::int AS "openCycleCount"
  FROM cycle c WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id AND c.retired_at IS NULL) r`;

/** The idea $2. */
export const ideaById = composeOnce(
  (tx) => `SELECT ${columns(tx)} FROM ${from} WHERE i.partnership_id = $1 AND i.id = $2`,
);

/** What all lists of a network's ideas have in common: the network $2, newest first. */
export const ideasOfNetwork: Omit<ListQuery, 'columns' | 'from'> = {
  countFrom: 'change_idea i',
  where: 'i.partnership_id = $1 AND i.network_id = $2',
  order: [
    { by: 'i.created_at', type: 'timestamptz', descending: true },
    { by: 'i.id', type: 'uuid', descending: true },
  ],
};

/** Ideas of the network $2. */
export const ideasPage: ListQuery = {
  columns,
  from,
  ...ideasOfNetwork,
  where: `${ideasOfNetwork.where} AND ${isSearchedFor('i', '$3', 'i.title')}`,
};
