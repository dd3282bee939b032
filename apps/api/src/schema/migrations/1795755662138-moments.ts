import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/**
 * The moment at which a transaction happens: by the clock that it was opened with, else by the database's. In the new
 * defaults it takes the place of `now()`.
 */
const momentFunction = `
CREATE FUNCTION moment() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(nullif(current_setting('app.moment', true), '')::timestamptz, now()) $$`;

const statements = [
  momentFunction,
  `ALTER TABLE "release_ledger" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "chart_decision" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "chart_decision" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "charter" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "charter" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "sign_off" ALTER COLUMN "signed_at" SET DEFAULT moment()`,
  `ALTER TABLE "change_idea" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "change_idea" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "cycle_question" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "cycle_question" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "cycle_task" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "cycle_task" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "cycle" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "cycle" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "escalation_answer" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "escalation_wording" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "escalation" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "escalation" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "escalation" ALTER COLUMN "raised_at" SET DEFAULT moment()`,
  `ALTER TABLE "driver" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "driver" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "factor" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "factor" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "import" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "import" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "saved_mapping" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "saved_mapping" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "indicator_definition" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "indicator" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "indicator" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "outcome" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "outcome" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "target" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "target" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "network" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "network" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "seat" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "seat" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "observation_revision" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "leadership_table" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "leadership_table" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "member" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "member" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "organization" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "organization" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "partnership" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "partnership" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "place" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "place" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "action_plan" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "action_plan" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "action_update" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "action" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "action" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "strategy" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "strategy" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "population_dimension" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "population_dimension" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "population" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "population" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "adoption" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "adoption" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "practice" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "practice" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "site" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "site" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "system_change" ALTER COLUMN "created_at" SET DEFAULT moment()`,
  `ALTER TABLE "system_change" ALTER COLUMN "updated_at" SET DEFAULT moment()`,
  `ALTER TABLE "audit" ALTER COLUMN "at" SET DEFAULT moment()`,
  `ALTER TABLE "idempotency" ALTER COLUMN "at" SET DEFAULT moment()`,
  `ALTER TABLE "outbox" ALTER COLUMN "at" SET DEFAULT moment()`,
];

export class Moments1795755662138 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
