import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** The owner is bound by these policies too, and no tenant is set while migrations run. */
const bound = ['observation', 'indicator'];

/**
 * A share of nobody knows how many people was shown until now. It is hidden at once, and its period is decided anew: what
 * its sets tell of its people comes back then, the rest when somebody says why the groups are large.
 */
const hideUnknown = [
  `CREATE TEMPORARY TABLE share_of_unknown ON COMMIT DROP AS
   SELECT o.partnership_id, o.indicator_id, o.place_id, o.population_id, o.period_start
   FROM observation o JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id
   WHERE o.denominator IS NULL AND o.status IN ('reported', 'bounded') AND i.measure_type IN ('proportion', 'rate')`,
  `INSERT INTO disclosure_period AS d (partnership_id, indicator_id, period_start, stamp, is_decided, findings)
   SELECT DISTINCT partnership_id, indicator_id, period_start, gen_random_uuid(), false, '[]'::jsonb FROM share_of_unknown
   ON CONFLICT (partnership_id, indicator_id, period_start) DO UPDATE SET stamp = gen_random_uuid(), is_decided = false`,
  `UPDATE observation o SET hidden = true, hidden_reason = 'not_decided', coded_lower = NULL, coded_upper = NULL, counts_shown = false
   FROM share_of_unknown s WHERE (o.partnership_id, o.indicator_id, o.place_id, o.population_id, o.period_start)
     = (s.partnership_id, s.indicator_id, s.place_id, s.population_id, s.period_start)`,
];

const statements = [
  `ALTER TABLE "observation" DROP CONSTRAINT "CHK_68f2855a2e641f1270a575abc0"`,
  `ALTER TABLE "indicator" ADD "large_groups_reason" text`,
  `ALTER TABLE "observation" ADD CONSTRAINT "CHK_94aa761b6c6591d0dbba3846ae" CHECK ("hidden_reason" IN ('people_unknown', 'few_people', 'few_who_count', 'few_who_do_not_count', 'needed_by_sibling', 'computable_otherwise', 'undecided', 'not_decided'))`,
  ...hideUnknown,
];

export class LargeGroups1795791080829 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of bound) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
