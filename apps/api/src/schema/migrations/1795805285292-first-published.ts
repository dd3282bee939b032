import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** The view as it was before intervals. */
const releasedObservationView = `
CREATE OR REPLACE VIEW released_observation WITH (security_invoker = true) AS
SELECT o.partnership_id, o.indicator_id, o.place_id, o.population_id, o.period_start, o.period_end,
       o.status, o.hidden AND NOT o.is_as_first_published AS hidden, o.provisional, o.import_id, o.version,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN NULL ELSE coalesce(o.coded_lower, o.value) END WHEN o.is_as_first_published THEN o.first_value END AS value,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.counts_shown THEN o.numerator END WHEN o.is_as_first_published THEN o.first_numerator END AS numerator,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.counts_shown THEN o.denominator END WHEN o.is_as_first_published THEN o.first_denominator END AS denominator,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN o.coded_lower ELSE o.lower END WHEN o.is_as_first_published THEN o.first_lower END AS lower,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN o.coded_upper ELSE o.upper END WHEN o.is_as_first_published THEN o.first_upper END AS upper,
       CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.value END AS kept_value, CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.numerator END AS kept_numerator, CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.denominator END AS kept_denominator, CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.lower END AS kept_lower, CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.upper END AS kept_upper,
       CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.hidden_reason END AS hidden_reason,
       o.hidden AND o.is_as_first_published AS as_first_published
FROM observation o`;

const statements = [
  `ALTER TABLE "observation" ADD "is_as_first_published" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "observation" ADD "first_value" double precision`,
  `ALTER TABLE "observation" ADD "first_numerator" double precision`,
  `ALTER TABLE "observation" ADD "first_denominator" double precision`,
  `ALTER TABLE "observation" ADD "first_lower" double precision`,
  `ALTER TABLE "observation" ADD "first_upper" double precision`,
];

export class FirstPublished1795805285292 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, releasedObservationView, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
