import { dayOf } from '../../database/days.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce, type ReadTransaction } from '../../tenancy/transaction.ts';
import { ideasOfNetwork } from './change-idea.reads.ts';
import { Cycle } from './cycle.entity.ts';
import { questionsOf } from './cycle.reads.ts';

/** The SQL of ramps; $1 is the partnership. */

const rungFields = [
  'id',
  'previousId',
  'rung',
  'title',
  'stage',
  'scale',
  'loggedAfterwards',
  'buildsOn',
  'conditions',
  'measureDefinition',
  'measureCollector',
  'measureSchedule',
  'balancingMeasure',
  'createdAt',
  'doStartedAt',
  'doEndedAt',
  'studiedAt',
  'decidedAt',
  'carriedOutAsPlanned',
  'learned',
  'decision',
  'decisionReason',
  'whatHappened',
] as const;

/** What a rung and its fidelity need of the cycle `c`. */
const rung = (tx: ReadTransaction): string => `${tx.json(Cycle, 'c', rungFields)}::jsonb || jsonb_build_object(
  'hasSuccessor', EXISTS (SELECT 1 FROM cycle x WHERE x.partnership_id = c.partnership_id AND x.previous_id = c.id
    AND x.retired_at IS NULL),
  'questions', ${questionsOf(tx)})`;

/** Ideas of the network $2 with their cycles, newest idea first. */
export const rampsPage: ListQuery = {
  columns: (
    tx,
  ) => `i.id, i.version, i.network_id AS "networkId", i.title, i.description, i.state, i.driver_id AS "driverId",
  n.parent_id AS "parentNetworkId",
  (SELECT r.id FROM practice r WHERE r.partnership_id = i.partnership_id AND r.change_idea_id = i.id
   ORDER BY r.id LIMIT 1) AS "practiceId",
  COALESCE((SELECT json_agg(${rung(tx)} ORDER BY c.rung, c.id) FROM cycle c
    WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id AND c.retired_at IS NULL), '[]') AS rungs,
  (SELECT count(o.value)::int FROM (
      SELECT c.indicator_id, ${dayOf('min(c.created_at)', '$1')} AS begun FROM cycle c
      WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id AND c.indicator_id IS NOT NULL AND c.retired_at IS NULL
      GROUP BY c.indicator_id ORDER BY max(c.rung) DESC LIMIT 1) m
    JOIN place p ON p.partnership_id = i.partnership_id AND p.is_home
    JOIN population u ON u.partnership_id = i.partnership_id AND u.dimension IS NULL
    JOIN released_observation o ON o.partnership_id = i.partnership_id AND o.indicator_id = m.indicator_id
      AND o.place_id = p.id AND o.population_id = u.id AND o.period_end >= m.begun) AS "observedPoints"`,
  from: `change_idea i
JOIN network n ON n.partnership_id = i.partnership_id AND n.id = i.network_id`,
  ...ideasOfNetwork,
};

/** Every cycle of the network $2, as far as its fidelity asks. */
export const networkRungs = composeOnce(
  (tx) => `
SELECT COALESCE(json_agg(${rung(tx)}), '[]') AS rungs FROM cycle c WHERE c.partnership_id = $1 AND c.network_id = $2
  AND c.retired_at IS NULL`,
);
