import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** No number is hidden at once: what is shown now was shown before, and the decision tells what follows from it. */
const statements = [
  `ALTER TABLE "observation" DROP CONSTRAINT "CHK_94aa761b6c6591d0dbba3846ae"`,
  `CREATE TABLE "indicator_link" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "first_id" uuid NOT NULL, "second_id" uuid NOT NULL, "kind" text NOT NULL, "origin" text NOT NULL, "is_linked" boolean NOT NULL DEFAULT true, "reason" text NOT NULL DEFAULT '', "decided_by" uuid, CONSTRAINT "CHK_379d123f1b4739870bb13dd1d0" CHECK ("kind" IN ('same', 'complement', 'levels', 'within', 'around', 'people')), CONSTRAINT "CHK_306400a3635a92fecfc6dcf35d" CHECK ("origin" IN ('numbers', 'person')), CONSTRAINT "CHK_a2e226f245e051230d9e6c15bf" CHECK (first_id < second_id), CONSTRAINT "PK_6a0efbd043be19a456ff41f36f2" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE INDEX "IDX_783077cfa6eec32a8588a305fa" ON "indicator_link"  ("partnership_id", "second_id") `,
  `CREATE UNIQUE INDEX "IDX_a85b9d3f0e19dc0730511a4902" ON "indicator_link"  ("partnership_id", "first_id", "second_id") `,
  `CREATE INDEX "IDX_85883931f722da841d844fcc7d" ON "indicator_link"  ("partnership_id", "decided_by") `,
  `ALTER TABLE "observation" ADD CONSTRAINT "CHK_aba5bf2a38e9429e3835da4035" CHECK ("hidden_reason" IN ('people_unknown', 'few_people', 'few_who_count', 'few_who_do_not_count', 'needed_by_sibling', 'needed_by_linked', 'computable_otherwise', 'undecided', 'not_decided'))`,
  `ALTER TABLE "indicator_link" ADD CONSTRAINT "FK_85883931f722da841d844fcc7d2" FOREIGN KEY ("partnership_id", "decided_by") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "indicator_link" ADD CONSTRAINT "FK_783077cfa6eec32a8588a305fac" FOREIGN KEY ("partnership_id", "second_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "indicator_link" ADD CONSTRAINT "FK_89a4ae732d175c593979fe3a7a5" FOREIGN KEY ("partnership_id", "first_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "indicator_link" ADD CONSTRAINT "FK_01cb12281ffc7df2ccedf38a4d3" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  // What was decided of each indicator by itself is decided anew, together with those that its numbers link it to.
  `UPDATE disclosure_period SET stamp = gen_random_uuid(), is_decided = false`,
];

export class LinkedIndicators1795793121603 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
