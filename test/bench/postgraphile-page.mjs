// The network page as PostGraphile serves it: in its natural form, and with series as columns and counts by function.
import { withClient } from './database.mjs';

const setUp = `
COMMENT ON VIEW released_observation IS
  E'@primaryKey partnership_id,indicator_id,place_id,population_id,period_start\\n@foreignKey (partnership_id,indicator_id) references indicator (partnership_id,id)|@foreignFieldName released\\n@foreignKey (partnership_id,population_id) references population (partnership_id,id)|@fieldName population';
CREATE TYPE bench_columns AS (population_name text, is_everybody boolean, periods json, "values" json, numerators json, denominators json, marks json);
CREATE TYPE bench_actions AS (open int, late int, blocked int);
CREATE TYPE bench_cycles AS (open int, without_predictions int);
CREATE TYPE bench_asks AS (open int, overdue int);
CREATE FUNCTION indicator_columns(i indicator, place uuid) RETURNS SETOF bench_columns LANGUAGE sql STABLE AS $$
  SELECT q.name, q.dimension IS NULL, v.* FROM population q CROSS JOIN LATERAL (
    SELECT json_agg(r.period_start), json_agg(r.value), json_agg(r.numerator), json_agg(r.denominator),
           json_object_agg(r.period_start, json_build_array(r.status, r.hidden, r.lower, r.upper)) FILTER (WHERE r.hidden OR r.status <> 'reported')
    FROM (SELECT * FROM released_observation r WHERE r.partnership_id = i.partnership_id AND r.indicator_id = i.id AND r.place_id = place
          AND r.population_id = q.id ORDER BY r.period_start) r) v
  WHERE q.partnership_id = i.partnership_id ORDER BY q.position, q.name $$;
CREATE FUNCTION bench_today(partnership uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (now() AT TIME ZONE time_zone)::date FROM partnership WHERE id = $1 $$;
COMMENT ON FUNCTION bench_today(uuid) IS E'@omit';
CREATE FUNCTION network_action_counts(n network) RETURNS bench_actions LANGUAGE sql STABLE AS $$
  SELECT count(*) FILTER (WHERE a.state NOT IN ('done', 'abandoned'))::int, count(*) FILTER (WHERE a.state NOT IN ('done', 'abandoned') AND a.due_on < h.today)::int,
         count(*) FILTER (WHERE a.state = 'blocked')::int
  FROM (SELECT bench_today(n.partnership_id) AS today) h JOIN action a ON a.partnership_id = n.partnership_id AND a.network_id = n.id $$;
CREATE FUNCTION network_cycle_counts(n network) RETURNS bench_cycles LANGUAGE sql STABLE AS $$
  SELECT count(*)::int, count(*) FILTER (WHERE NOT EXISTS (
    SELECT 1 FROM cycle_question q WHERE q.partnership_id = n.partnership_id AND q.cycle_id = y.id AND q.prediction <> ''))::int
  FROM cycle y WHERE y.partnership_id = n.partnership_id AND y.network_id = n.id AND y.retired_at IS NULL AND y.stage <> 'closed' $$;
CREATE FUNCTION network_escalation_counts(n network) RETURNS bench_asks LANGUAGE sql STABLE AS $$
  SELECT count(*) FILTER (WHERE e.state NOT IN ('confirmed', 'accepted', 'withdrawn'))::int,
         count(*) FILTER (WHERE e.state IN ('raised', 'acknowledged', 'redirected') AND e.respond_by < h.today)::int
  FROM (SELECT bench_today(n.partnership_id) AS today) h JOIN escalation e ON e.partnership_id = n.partnership_id AND e.network_id = n.id $$;
CREATE FUNCTION charter_priority_populations(c charter) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(k.name ORDER BY k.position, k.name) FROM population k WHERE k.partnership_id = c.partnership_id AND k.id = ANY (c.priority_population_ids) $$;`;

/** Teaches PostGraphile what it cannot see by itself. Nothing of it is read by the product. */
export const prepareForPostgraphile = (url) => withClient(url, (client) => client.query(setUp));

const head = `
  rowId version name purpose state parentId
  outcome: outcomeByPartnershipIdAndOutcomeId { name }
  parent: networkByPartnershipIdAndParentId { name }
  charters: chartersByPartnershipIdAndNetworkId(first: 1) { nodes {
    rowId state aimIndicatorId aimFrom aimTo aimBy priorityPopulations
    indicator: indicatorByPartnershipIdAndAimIndicatorId { name measureType direction unit }
    population: populationByPartnershipIdAndAimPopulationId { rowId name dimension }
    place: placeByPartnershipIdAndAimPlaceId { name }
  } }`;

const indicator = 'name measureType direction cadence unit';

/** Series as objects, one a point, and what is counted as rows: the form that its schema offers. */
export const naturalQuery = `query Page($partnership: UUID!, $network: UUID!, $place: UUID!) {
  networkByPartnershipIdAndRowId(partnershipId: $partnership, rowId: $network) { ${head}
    actions: actionsByPartnershipIdAndNetworkId { nodes { state dueOn } }
    cycles: cyclesByPartnershipIdAndNetworkId { nodes { stage questions: cycleQuestionsByPartnershipIdAndCycleId { nodes { prediction } } } }
    escalations: escalationsByPartnershipIdAndNetworkId { nodes { state respondBy } }
    series: outcomeByPartnershipIdAndOutcomeId { indicators: indicatorsByPartnershipIdAndOutcomeId { nodes { ${indicator}
      released(condition: {placeId: $place}, orderBy: PERIOD_START_ASC) { nodes { populationId periodStart value numerator denominator status hidden lower upper } } } } }
  }
  allPopulations(condition: {partnershipId: $partnership}) { nodes { rowId name dimension } }
}`;

/** Series as JSON columns and counts by function: the fastest form that we found. */
export const columnsQuery = `query Page($partnership: UUID!, $network: UUID!, $place: UUID!) {
  networkByPartnershipIdAndRowId(partnershipId: $partnership, rowId: $network) { ${head}
    actionCounts { open late blocked }
    cycleCounts { open withoutPredictions }
    escalationCounts { open overdue }
    series: outcomeByPartnershipIdAndOutcomeId { indicators: indicatorsByPartnershipIdAndOutcomeId { nodes { ${indicator}
      columns(place: $place) { nodes { populationName isEverybody periods values numerators denominators marks } } } } }
  }
}`;
