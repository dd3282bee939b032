import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** The owner is bound by its policies too, and no tenant is set while migrations run. */
const bound = 'observation';

/** Observations are of a series from here on; their own keys of its three parts go when each has its series. */
const fill = `INSERT INTO series (partnership_id, indicator_id, place_id, population_id)
   SELECT DISTINCT partnership_id, indicator_id, place_id, population_id FROM observation`;

const statements = [
  `CREATE TABLE "series" ("partnership_id" uuid NOT NULL, "indicator_id" uuid NOT NULL, "place_id" uuid NOT NULL, "population_id" uuid NOT NULL, CONSTRAINT "PK_f920632b54f5c2cecf9c2b41834" PRIMARY KEY ("partnership_id", "indicator_id", "place_id", "population_id"))`,
  `CREATE INDEX "IDX_b9ae8b421cf578dd0e568534d1" ON "series"  ("partnership_id", "population_id") `,
  `CREATE INDEX "IDX_31414f063ff9f533865ddb86fd" ON "series"  ("partnership_id", "place_id") `,
  `ALTER TABLE "series" ADD CONSTRAINT "FK_b9ae8b421cf578dd0e568534d19" FOREIGN KEY ("partnership_id", "population_id") REFERENCES "population"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "series" ADD CONSTRAINT "FK_31414f063ff9f533865ddb86fdf" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "series" ADD CONSTRAINT "FK_4491f5c016e29e7df63fac22b70" FOREIGN KEY ("partnership_id", "indicator_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  fill,
  `ALTER TABLE "observation" ADD CONSTRAINT "FK_d1dde1d2614cde6bbe7ad99a4e6" FOREIGN KEY ("partnership_id", "indicator_id", "place_id", "population_id") REFERENCES "series"("partnership_id","indicator_id","place_id","population_id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "observation" DROP CONSTRAINT "FK_d35f6f9a158523af7ad61b49a4a"`,
  `ALTER TABLE "observation" DROP CONSTRAINT "FK_02fec63ce7df1e7e4caba1ddb0d"`,
  `ALTER TABLE "observation" DROP CONSTRAINT "FK_b13636e29ebd54d12af90e005b3"`,
  `DROP INDEX "public"."IDX_d35f6f9a158523af7ad61b49a4"`,
  `DROP INDEX "public"."IDX_02fec63ce7df1e7e4caba1ddb0"`,
];

export class Series1795815300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${bound} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
