import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** The owner is bound by their policies too, and no tenant is set while migrations run. */
const bound = ['place', 'partnership'];

/**
 * A code belongs to a system of codes: states number districts, schools and other places each by themselves. What had
 * the code of another place keeps it in a system of its own, for a person to correct.
 */
const codesOfTheirOwn = [
  `INSERT INTO place_code (partnership_id, id, system, code, place_id)
   SELECT partnership_id, gen_random_uuid(), system || CASE WHEN nth = 1 THEN '' ELSE ' ' || nth END, code, id FROM (
     SELECT *, row_number() OVER (PARTITION BY partnership_id, system, code ORDER BY created_at, id) AS nth FROM (
       SELECT partnership_id, id, created_at, btrim(code) AS code,
              CASE kind WHEN 'district' THEN 'state_district' WHEN 'school' THEN 'state_school' ELSE 'state' END AS system
       FROM place WHERE btrim(code) <> '') p) p`,
];

/** Of several home places the first stays the home. */
const oneHome = `
  UPDATE place p SET is_home = false, version = version + 1 WHERE p.is_home AND EXISTS (
    SELECT FROM place q WHERE q.partnership_id = p.partnership_id AND q.is_home AND (q.created_at, q.id) < (p.created_at, p.id))`;

const statements = [
  `DROP INDEX "public"."IDX_489058b3f90115cbe90bde5c11"`,
  `ALTER TABLE "place" DROP CONSTRAINT "CHK_42a28368869e11cfb1a2d8ada4"`,
  `CREATE TABLE "place_code" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "system" text NOT NULL, "code" text NOT NULL, "place_id" uuid NOT NULL, CONSTRAINT "PK_83412328e2cf87ddd19665ed8b7" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_4e79a872eb5f62ec25b1a749fb" ON "place_code"  ("partnership_id", "system", "code") `,
  `CREATE INDEX "IDX_2f3033ff94117a4a4f904339ca" ON "place_code"  ("partnership_id", "place_id") `,
  ...codesOfTheirOwn,
  `ALTER TABLE "place" DROP COLUMN "code"`,
  `ALTER TABLE "place" ADD "retired_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "place" ADD "merged_into_id" uuid`,
  oneHome,
  `CREATE UNIQUE INDEX "IDX_e64868ca92cc539303f5842c20" ON "place"  ("partnership_id") WHERE is_home`,
  `CREATE INDEX "IDX_4361cd9b9010c5a0a7ffd2e09f" ON "place"  ("partnership_id", "name") `,
  `CREATE INDEX "IDX_44dde404be0dcd12bff4b80842" ON "place"  ("partnership_id", "merged_into_id") `,
  `ALTER TABLE "place" ADD CONSTRAINT "CHK_d2e18bd1ed327f97aad6b58e79" CHECK ("kind" IN ('nation', 'state', 'region', 'county', 'district', 'town', 'school', 'site', 'program', 'neighborhood', 'tract'))`,
  `ALTER TABLE "place_code" ADD CONSTRAINT "FK_2f3033ff94117a4a4f904339ca1" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "place_code" ADD CONSTRAINT "FK_e2e9b475526f7b9dcdd82fb2d43" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "place" ADD CONSTRAINT "FK_44dde404be0dcd12bff4b808428" FOREIGN KEY ("partnership_id", "merged_into_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class Places1795780771463 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of bound) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
