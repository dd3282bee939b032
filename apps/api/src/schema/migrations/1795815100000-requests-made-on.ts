import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** The owner is bound by these policies too, and no tenant is set while migrations run. */
const bound = ['data_request', 'partnership'];

const statements = [
  `ALTER TABLE "data_request" ADD "requested_on" date, ADD "open_period_end" date`,
  `UPDATE data_request r SET requested_on = (r.created_at AT TIME ZONE p.time_zone)::date, open_period_end = r.due_on - r.grace_days
   FROM partnership p WHERE p.id = r.partnership_id`,
  // Nobody is late with what was not requested.
  `UPDATE data_request SET due_on = greatest(open_period_end, requested_on) + grace_days`,
  `ALTER TABLE "data_request" ALTER "requested_on" SET NOT NULL, ALTER "open_period_end" SET NOT NULL`,
];

export class RequestsMadeOn1795815100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of bound) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
