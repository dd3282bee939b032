// Fills a migrated database with generated partnerships, as its owner and by plain SQL: the quickest honest way.

/** What one partnership holds; cycles, actions and escalations are per network. */
export const shape = {
  networks: 8,
  outcomes: 4,
  indicators: 12,
  populations: 8,
  periods: 40,
  cycles: 60,
  actions: 120,
  escalations: 30,
  organizations: 6,
  members: 24,
};

/** A UUID made of a letter for the table and three numbers, so that rows can refer to each other without a look-up. */
const id = (table, partnership, a = '0', b = '0') =>
  `(lpad(to_hex(${table}), 8, '0') || '-0000-7000-8' || lpad(to_hex(${b}), 3, '0') || '-' || lpad(to_hex(${partnership}), 6, '0') || lpad(to_hex(${a}), 6, '0'))::uuid`;

const table = {
  partnership: 1,
  organization: 2,
  member: 3,
  outcome: 4,
  indicator: 5,
  population: 6,
  place: 7,
  network: 8,
  seat: 9,
  charter: 10,
  plan: 11,
  strategy: 12,
  action: 13,
  idea: 14,
  cycle: 15,
  question: 16,
  escalation: 17,
  account: 18,
  item: 19,
  credential: 20,
  link: 21,
  wording: 22,
};

/** The id of a generated row, as text. */
export function rowId(name, partnership, a = 0, b = 0) {
  const hex = (number, width) => number.toString(16).padStart(width, '0');
  return `${hex(table[name], 8)}-0000-7000-8${hex(b, 3)}-${hex(partnership, 6)}${hex(a, 6)}`;
}

const words = `(ARRAY['reading','screening','transport','attendance','family','preschool','library','health','coaching','calendar'])`;
const title = (seed) =>
  `initcap(${words}[1 + (${seed}) % 10]) || ' ' || ${words}[1 + (${seed}) / 3 % 10] || ' ' || (${seed})`;

function statements(from, to) {
  const p = `generate_series(${from}, ${to}) AS p`;
  const s = shape;
  return [
    `INSERT INTO account (id, name, email, email_verified) SELECT ${id(table.account, 'p')}, 'Person ' || p, 'person' || p || '@bench.test', true FROM ${p}`,
    `INSERT INTO partnership (id, slug, name, time_zone) SELECT ${id(table.partnership, 'p')}, 'p' || p, 'Partnership ' || p, 'America/New_York' FROM ${p}`,
    `INSERT INTO organization (partnership_id, id, name, sector) SELECT ${id(table.partnership, 'p')}, ${id(table.organization, 'p', 'a')}, 'Organization ' || a, (ARRAY['k12','health','community'])[1 + a % 3] FROM ${p}, generate_series(1, ${s.organizations}) a`,
    `INSERT INTO member (partnership_id, id, account_id, name, email, role, organization_id) SELECT ${id(table.partnership, 'p')}, ${id(table.member, 'p', 'a')}, CASE WHEN a = 1 THEN ${id(table.account, 'p')} END, 'Member ' || a, 'm' || a || '@p' || p || '.test', CASE WHEN a = 1 THEN 'facilitator' ELSE 'member' END, ${id(table.organization, 'p', `1 + a % ${s.organizations}`)} FROM ${p}, generate_series(1, ${s.members}) a`,
    `INSERT INTO outcome (partnership_id, id, name) SELECT ${id(table.partnership, 'p')}, ${id(table.outcome, 'p', 'a')}, 'Outcome ' || a FROM ${p}, generate_series(1, ${s.outcomes}) a`,
    `INSERT INTO indicator (partnership_id, id, outcome_id, name, level, measure_type, direction, cadence, unit) SELECT ${id(table.partnership, 'p')}, ${id(table.indicator, 'p', 'a')}, ${id(table.outcome, 'p', `1 + (a - 1) % ${s.outcomes}`)}, 'Indicator ' || a, CASE WHEN a <= 8 THEN 'core' ELSE 'contributing' END, 'proportion', 'higher', 'month', '%' FROM ${p}, generate_series(1, ${s.indicators}) a`,
    `INSERT INTO population (partnership_id, id, name, dimension, "group", position) SELECT ${id(table.partnership, 'p')}, ${id(table.population, 'p', 'a')}, CASE WHEN a = 1 THEN 'All' ELSE 'Group ' || a END, CASE WHEN a > 1 THEN 'race' END, CASE WHEN a > 1 THEN 'Group ' || a END, a FROM ${p}, generate_series(1, ${s.populations}) a`,
    `INSERT INTO place (partnership_id, id, name, kind, is_home) SELECT ${id(table.partnership, 'p')}, ${id(table.place, 'p')}, 'Home', 'district', true FROM ${p}`,
    `INSERT INTO series (partnership_id, indicator_id, place_id, population_id) SELECT ${id(table.partnership, 'p')}, ${id(table.indicator, 'p', 'i')}, ${id(table.place, 'p')}, ${id(table.population, 'p', 'g')} FROM ${p}, generate_series(1, ${s.indicators}) i, generate_series(1, ${s.populations}) g`,
    `INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator, hidden, hidden_reason, counts_shown)
       SELECT ${id(table.partnership, 'p')}, ${id(table.indicator, 'p', 'i')}, ${id(table.place, 'p')}, ${id(table.population, 'p', 'g')}, m::date, (m + interval '1 month - 1 day')::date, 'reported', 40 + (p + i * 7 + g * 3 + k * 5) % 30, (40 + (p + i * 7 + g * 3 + k * 5) % 30) * 2, 200, false, NULL, true
       FROM ${p}, generate_series(1, ${s.indicators}) i, generate_series(1, ${s.populations}) g, generate_series(0, ${s.periods - 1}) k, LATERAL (SELECT timestamp '2023-01-01' + k * interval '1 month' AS m) months`,
    `INSERT INTO network (partnership_id, id, name, purpose, outcome_id, indicator_id, state) SELECT ${id(table.partnership, 'p')}, ${id(table.network, 'p', 'n')}, 'Network ' || n, 'More children who are ready for school, in every neighborhood.', ${id(table.outcome, 'p', `1 + (n - 1) % ${s.outcomes}`)}, ${id(table.indicator, 'p', 'n')}, 'active' FROM ${p}, generate_series(1, ${s.networks}) n`,
    `INSERT INTO seat (partnership_id, id, network_id, member_id, role, perspective, from_on) SELECT ${id(table.partnership, 'p')}, ${id(table.seat, 'p', 'a', 'n')}, ${id(table.network, 'p', 'n')}, ${id(table.member, 'p', 'a')}, CASE WHEN a = 1 THEN 'facilitator' ELSE 'member' END, (ARRAY['practitioner','family','leader'])[1 + a % 3], '2025-01-01' FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, 12) a`,
    `INSERT INTO charter (partnership_id, id, network_id, number, state, aim_indicator_id, aim_population_id, aim_place_id, aim_from, aim_to, aim_by, priority_population_ids, adopted_at) SELECT ${id(table.partnership, 'p')}, ${id(table.charter, 'p', 'n')}, ${id(table.network, 'p', 'n')}, 1, 'adopted', ${id(table.indicator, 'p', 'n')}, ${id(table.population, 'p', '1')}, ${id(table.place, 'p')}, 45, 60, '2028-06-30', ARRAY[${id(table.population, 'p', '2')}, ${id(table.population, 'p', '3')}], now() FROM ${p}, generate_series(1, ${s.networks}) n`,
    `INSERT INTO action_plan (partnership_id, id, network_id, number, state) SELECT ${id(table.partnership, 'p')}, ${id(table.plan, 'p', 'n')}, ${id(table.network, 'p', 'n')}, 1, 'agreed' FROM ${p}, generate_series(1, ${s.networks}) n`,
    `INSERT INTO strategy (partnership_id, id, network_id, plan_id, kind, title, state) SELECT ${id(table.partnership, 'p')}, ${id(table.strategy, 'p', 'a', 'n')}, ${id(table.network, 'p', 'n')}, ${id(table.plan, 'p', 'n')}, 'universal', ${title('a')}, 'active' FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, 6) a`,
    `INSERT INTO action (partnership_id, id, network_id, strategy_id, title, owner_member_id, due_on, state) SELECT ${id(table.partnership, 'p')}, ${id(table.action, 'p', 'a', 'n')}, ${id(table.network, 'p', 'n')}, ${id(table.strategy, 'p', '1 + a % 6', 'n')}, ${title('a')}, ${id(table.member, 'p', `1 + a % ${s.members}`)}, current_date - 60 + a, (ARRAY['not_started','in_progress','done','blocked','done'])[1 + a % 5] FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, ${s.actions}) a`,
    `INSERT INTO change_idea (partnership_id, id, network_id, title, state) SELECT ${id(table.partnership, 'p')}, ${id(table.idea, 'p', 'a', 'n')}, ${id(table.network, 'p', 'n')}, ${title('a')}, 'testing' FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, 12) a`,
    `INSERT INTO cycle (partnership_id, id, network_id, change_idea_id, rung, title, stage, scale, owner_member_id) SELECT ${id(table.partnership, 'p')}, ${id(table.cycle, 'p', 'a', 'n')}, ${id(table.network, 'p', 'n')}, ${id(table.idea, 'p', '1 + a % 12', 'n')}, 1 + a / 12, ${title('a')}, (ARRAY['plan','do','study','act','closed','closed'])[1 + a % 6], 'one_group', ${id(table.member, 'p', `1 + a % ${s.members}`)} FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, ${s.cycles}) a`,
    `INSERT INTO cycle_question (partnership_id, id, cycle_id, question, prediction) SELECT ${id(table.partnership, 'p')}, ${id(table.question, 'p', 'a', 'n')}, ${id(table.cycle, 'p', 'a', 'n')}, 'Will it help?', CASE WHEN a % 3 > 0 THEN 'Eight of ten' ELSE '' END FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, ${s.cycles}) a`,
    `INSERT INTO escalation (partnership_id, id, network_id, kind, category, title, ask, respond_by, to_organization_id, state, raised_by, raised_at) SELECT ${id(table.partnership, 'p')}, ${id(table.escalation, 'p', 'a', 'n')}, ${id(table.network, 'p', 'n')}, 'barrier', 'operational', ${title('a')}, 'Change the calendar', current_date - 10 + a, ${id(table.organization, 'p', `1 + a % ${s.organizations}`)}, (ARRAY['raised','acknowledged','committed','confirmed','declined'])[1 + a % 5], ${id(table.member, 'p', '1')}, now() - a * interval '1 day' FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, ${s.escalations}) a`,
    `INSERT INTO escalation_wording (partnership_id, id, escalation_id, number, member_id, kind, category, title, ask, respond_by, to_organization_id, asks_anew, created_at) SELECT ${id(table.partnership, 'p')}, ${id(table.wording, 'p', 'a', 'n')}, ${id(table.escalation, 'p', 'a', 'n')}, 1, ${id(table.member, 'p', '1')}, 'barrier', 'operational', ${title('a')}, 'Change the calendar', current_date - 10 + a, ${id(table.organization, 'p', `1 + a % ${s.organizations}`)}, true, now() - a * interval '1 day' FROM ${p}, generate_series(1, ${s.networks}) n, generate_series(1, ${s.escalations}) a`,
    `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on") SELECT partnership_id, id, 'network', id, name, state, current_date FROM network WHERE partnership_id BETWEEN ${id(table.partnership, from)} AND ${id(table.partnership, to)}`,
    `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on", due_on) SELECT partnership_id, id, 'action', network_id, title, state, current_date, due_on FROM action WHERE partnership_id BETWEEN ${id(table.partnership, from)} AND ${id(table.partnership, to)}`,
    `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on") SELECT partnership_id, id, 'change_idea', network_id, title, state, current_date FROM change_idea WHERE partnership_id BETWEEN ${id(table.partnership, from)} AND ${id(table.partnership, to)}`,
    `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on") SELECT partnership_id, id, 'cycle', network_id, title, stage, current_date FROM cycle WHERE partnership_id BETWEEN ${id(table.partnership, from)} AND ${id(table.partnership, to)}`,
    `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on", due_on) SELECT partnership_id, id, 'escalation', network_id, title, state, current_date, respond_by FROM escalation WHERE partnership_id BETWEEN ${id(table.partnership, from)} AND ${id(table.partnership, to)}`,
  ];
}

/**
 * Adds partnerships `from` to `to` (numbers from 1). References are right by construction and not checked again.
 * Vacuumed afterwards, as a server that has run for a day is: index-only scans need it.
 * @param client a connected `pg` client of a role that may set session_replication_role.
 * @param passwordHash what the credential of every account holds.
 */
export async function fill(client, from, to, passwordHash) {
  await client.query('SET session_replication_role = replica');
  await client.query('SET synchronous_commit = off');
  for (let at = from; at <= to; at += 50) {
    const last = Math.min(at + 49, to);
    for (const statement of statements(at, last)) await client.query(statement);
    await client.query(
      `INSERT INTO credential (id, account_id, provider_id, provider_account_id, password)
       SELECT ${id(table.credential, 'p')}, ${id(table.account, 'p')}, 'credential', ${id(table.account, 'p')}::text, $1
       FROM generate_series(${at}, ${last}) AS p`,
      [passwordHash],
    );
  }
  await client.query('RESET synchronous_commit');
  await client.query('SET session_replication_role = origin');
  await client.query('VACUUM ANALYZE');
}
