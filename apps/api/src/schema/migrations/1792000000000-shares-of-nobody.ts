import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofNobody = `i.measure_type IN ('proportion', 'rate', 'mean')`;
/** The owner is bound by these policies too, and no tenant is set while migrations run. */
const bound = ['observation', 'observation_revision', 'indicator'];

/**
 * A share of nobody was kept as the 0 % that its publisher wrote. It is not applicable: the number is taken away, what it
 * was is kept, and its period is decided anew.
 */
const statements = [
  `CREATE TEMPORARY TABLE share_of_nobody ON COMMIT DROP AS
   SELECT o.* FROM observation o JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id
   WHERE o.denominator = 0 AND o.status IN ('reported', 'bounded') AND ${ofNobody}`,
  `UPDATE disclosure_period d SET stamp = gen_random_uuid(), is_decided = false
   FROM share_of_nobody s WHERE (d.partnership_id, d.indicator_id, d.period_start) = (s.partnership_id, s.indicator_id, s.period_start)`,
  `INSERT INTO observation_revision (partnership_id, id, indicator_id, place_id, population_id, period_start, before, reason)
   SELECT partnership_id, gen_random_uuid(), indicator_id, place_id, population_id, period_start, to_jsonb(s), 'A share of nobody is not applicable.'
   FROM share_of_nobody s`,
  `UPDATE observation o SET status = 'not_applicable', value = NULL, numerator = NULL, lower = NULL, upper = NULL,
     hidden = true, hidden_reason = 'not_decided', coded_lower = NULL, coded_upper = NULL, counts_shown = false, version = o.version + 1
   FROM share_of_nobody s WHERE (o.partnership_id, o.indicator_id, o.place_id, o.population_id, o.period_start)
     = (s.partnership_id, s.indicator_id, s.place_id, s.population_id, s.period_start)`,
  // What an undo would bring back.
  `UPDATE observation_revision r SET before = r.before || '{"status": "not_applicable", "value": null, "numerator": null, "lower": null, "upper": null}'
   FROM indicator i WHERE i.partnership_id = r.partnership_id AND i.id = r.indicator_id AND ${ofNobody} AND r.import_id IS NOT NULL
     AND r.before->>'denominator' = '0' AND r.before->>'status' IN ('reported', 'bounded')`,
];

export class SharesOfNobody1792000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of bound) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of statements) await runner.query(statement);
    for (const table of bound) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
