import { appRole } from '../database/app-role.ts';
import { releasedInterval, releasedNumbers } from '../disclosure/released-numbers.ts';

/** The tenant of the transaction, or null when none is set: then no row matches. */
const currentPartnership = `nullif(current_setting('app.partnership', true), '')::uuid`;
const currentAccount = `nullif(current_setting('app.account', true), '')::uuid`;

/** Only their rows may be removed by the app; everything else is retired, superseded or abandoned. */
const removable = [
  'staged_observation',
  'import_problem',
  'import_label',
  'observation',
  'population_label',
  'place_label',
  'place_code',
  'link',
  'data_answer_draft',
];

/** Written once, never changed. */
const appendOnly = [
  'audit',
  'audit_seal',
  'outbox',
  'action_update',
  'escalation_answer',
  'escalation_wording',
  'adoption_step',
  'indicator_definition',
  'observation_revision',
  'release_ledger',
  'import_place',
  'series',
];

/**
 * Tables that bind the app's role only and not their owner. COPY is refused on a table whose row-level security binds the
 * one who copies, and the owner copies the rows of one import into the staging table. What waits for a decision is
 * looked for across partnerships when a server starts: ids, and no number.
 */
export const openToOwner = ['disclosure_period', 'staged_observation'];

const list = (names: string[]): string => names.map((name) => `'${name}'`).join(', ');

/**
 * Statements that a migration runs after it changed tables. They bring every tenant table (it has `partnership_id`)
 * under forced row-level security and give the app's role just what it needs. Running them again changes nothing.
 */
export const secureTables: string[] = [
  `DO $$ BEGIN
     IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${appRole}') THEN
       CREATE ROLE ${appRole} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
     END IF;
   EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  // Who may not grant it must have been granted it: the role was then made beforehand.
  `DO $$ BEGIN
     EXECUTE 'GRANT ${appRole} TO ' || quote_ident(current_user);
   EXCEPTION WHEN insufficient_privilege THEN
     IF NOT pg_has_role(current_user, '${appRole}', 'MEMBER') THEN RAISE; END IF;
   END $$`,
  `GRANT USAGE ON SCHEMA public TO ${appRole}`,
  `DO $$
   DECLARE t text;
   BEGIN
     FOR t IN SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables b USING (table_schema, table_name)
              WHERE c.table_schema = 'public' AND c.column_name = 'partnership_id' AND b.table_type = 'BASE TABLE'
     LOOP
       EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
       IF t NOT IN (${list(openToOwner)}) THEN EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t); END IF;
       EXECUTE format('DROP POLICY IF EXISTS tenant ON %I', t);
       EXECUTE format('CREATE POLICY tenant ON %I USING (partnership_id = ${currentPartnership.replaceAll("'", "''")}) WITH CHECK (partnership_id = ${currentPartnership.replaceAll("'", "''")})', t);
       EXECUTE format('REVOKE ALL ON %I FROM ${appRole}', t);
       EXECUTE format('GRANT SELECT, INSERT ON %I TO ${appRole}', t);
       IF t NOT IN (${list(appendOnly)}) THEN EXECUTE format('GRANT UPDATE ON %I TO ${appRole}', t); END IF;
       IF t IN (${list(removable)}) THEN EXECUTE format('GRANT DELETE ON %I TO ${appRole}', t); END IF;
     END LOOP;
   END $$`,
  // An account may see where it is a member before it has said which partnership it works in.
  `DROP POLICY IF EXISTS own_memberships ON member`,
  `CREATE POLICY own_memberships ON member FOR SELECT USING (account_id = ${currentAccount})`,
  // The role that logs in sees memberships that nobody has claimed yet, to give each to the account with its e-mail.
  `DROP POLICY IF EXISTS unclaimed ON member`,
  `CREATE POLICY unclaimed ON member FOR SELECT TO CURRENT_USER USING (account_id IS NULL)`,
  `ALTER TABLE partnership ENABLE ROW LEVEL SECURITY`,
  // Jobs go through all partnerships, each in a transaction of its own: the role that logs in sees which there are.
  `DROP POLICY IF EXISTS every_partnership ON partnership`,
  `CREATE POLICY every_partnership ON partnership FOR SELECT TO CURRENT_USER USING (true)`,
  `ALTER TABLE partnership FORCE ROW LEVEL SECURITY`,
  `DROP POLICY IF EXISTS tenant ON partnership`,
  `CREATE POLICY tenant ON partnership USING (id = ${currentPartnership}) WITH CHECK (id = ${currentPartnership})`,
  `DROP POLICY IF EXISTS own_memberships ON partnership`,
  `CREATE POLICY own_memberships ON partnership FOR SELECT
     USING (EXISTS (SELECT 1 FROM member m WHERE m.partnership_id = partnership.id AND m.account_id = ${currentAccount} AND m.retired_at IS NULL))`,
  // The jobs go through all partnerships one after the other: the role that logs in sees which there are, and no more.
  `DROP POLICY IF EXISTS listed ON partnership`,
  `CREATE POLICY listed ON partnership FOR SELECT TO CURRENT_USER USING (true)`,
  `GRANT SELECT, INSERT, UPDATE ON partnership TO ${appRole}`,
  `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${appRole}`,
];

/** Whether the transaction was opened for somebody who keeps the data (set with the tenant, from the viewer's role). */
const isCleared = `current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full'`;

const keptColumn = (column: string): string => `CASE WHEN ${isCleared} THEN o.${column} END AS kept_${column}`;

/** A number of the release, the same for everybody; of a hidden row that was revised, as it was first published. */
const releasedColumn = ([name, number]: [string, string]): string =>
  `CASE WHEN NOT o.hidden THEN ${number} WHEN o.is_as_first_published THEN o.first_${name} END AS ${name}`;

/**
 * The one view through which observations are read. It gives everybody the same release: a hidden row keeps its place
 * and loses every number, a coded one has the range of its code in place of its value, and counts stand beside a value
 * only where they are published, as does the source's interval. Of a revised row whose revision is kept back it gives what was published first, and says
 * so. The true numbers and the reason are in columns of their own, for those alone who keep the data.
 */
export const releasedObservationView = `
CREATE OR REPLACE VIEW released_observation WITH (security_invoker = true) AS
SELECT o.partnership_id, o.indicator_id, o.place_id, o.population_id, o.period_start, o.period_end,
       o.status, o.hidden AND NOT o.is_as_first_published AS hidden, o.provisional, o.import_id, o.version,
       ${Object.entries(releasedNumbers).map(releasedColumn).join(',\n       ')},
       ${Object.keys(releasedNumbers).map(keptColumn).join(', ')},
       CASE WHEN ${isCleared} THEN o.hidden_reason END AS hidden_reason,
       o.hidden AND o.is_as_first_published AS as_first_published,
       ${releasedInterval.map((column) => `CASE WHEN NOT o.hidden AND o.interval_shown THEN o.${column} END AS ${column}`).join(',\n       ')},
       ${releasedInterval.map(keptColumn).join(', ')}
FROM observation o`;
