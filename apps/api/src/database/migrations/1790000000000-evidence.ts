import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedObservationView, secureTables } from '../row-level-security.ts';

/** Imports: files that came together, what problems name, and the places that a file told of. */
const imports: string[] = [
  `CREATE TABLE "import_place" ("partnership_id" uuid NOT NULL, "import_id" uuid NOT NULL, "place_id" uuid NOT NULL, CONSTRAINT "PK_7173bba069082bb6ffa9216f97f" PRIMARY KEY ("partnership_id", "import_id", "place_id"))`,
  `CREATE INDEX "IDX_ad76d46ec62c3b64432f49619c" ON "import_place"  ("partnership_id", "place_id")`,
  `CREATE INDEX "IDX_bf0fe3ce0904e64498cebd7805" ON "import_place"  ("partnership_id", "import_id")`,
  `ALTER TABLE "import" ADD "batch_id" uuid`,
  `ALTER TABLE "import_problem" ADD "params" jsonb NOT NULL DEFAULT '{}'`,
  `CREATE INDEX "IDX_ba45303fbb5fa095384a1cf85f" ON "import"  ("partnership_id", "batch_id")`,
  `ALTER TABLE "import_place" ADD CONSTRAINT "FK_ad76d46ec62c3b64432f49619c4" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_place" ADD CONSTRAINT "FK_bf0fe3ce0904e64498cebd78052" FOREIGN KEY ("partnership_id", "import_id") REFERENCES "import"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_place" ADD CONSTRAINT "FK_2f4dd4b28929a8fea21614ccda9" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

/** Tables and columns of the evidence side, one group of statements a feature. */
const statements: string[] = [...imports];

export class Evidence1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const view = ['DROP VIEW IF EXISTS released_observation', releasedObservationView];
    for (const statement of [...statements, ...view, ...secureTables]) await runner.query(statement);
    await runner.query('GRANT SELECT ON released_observation TO throughline_app');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
