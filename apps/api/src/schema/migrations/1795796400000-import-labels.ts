import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "import_label" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "import_id" uuid NOT NULL, "subject" text NOT NULL, "label" text NOT NULL, "code" text, "kind" text, "parent_label" text, "parent_code" text, "rows" integer NOT NULL, "first_line" integer NOT NULL, "standing" text NOT NULL, "finder" text, "doubt" text, "place_id" uuid, "population_id" uuid, "target_version" integer, "likely_id" uuid, "dimension" text, CONSTRAINT "PK_8282b98022dc57c7e96475ebca2" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE INDEX "IDX_046b010f32a3c5f18634560ea8" ON "import_label"  ("partnership_id", "import_id", "subject") `,
  `CREATE INDEX "IDX_16684dad1145e4b7b6fbe30055" ON "import_label"  ("partnership_id", "population_id") `,
  `CREATE INDEX "IDX_f5a7f33cc61a8e64a2bad83cea" ON "import_label"  ("partnership_id", "place_id") `,
  `CREATE INDEX "IDX_5333de0889f8d2f0628bd57a3e" ON "import_label"  ("partnership_id", "import_id") `,
  `ALTER TABLE "import_label" ADD CONSTRAINT "FK_16684dad1145e4b7b6fbe300555" FOREIGN KEY ("partnership_id", "population_id") REFERENCES "population"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_label" ADD CONSTRAINT "FK_f5a7f33cc61a8e64a2bad83cea5" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_label" ADD CONSTRAINT "FK_5333de0889f8d2f0628bd57a3ec" FOREIGN KEY ("partnership_id", "import_id") REFERENCES "import"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_label" ADD CONSTRAINT "FK_27b47874b1700ed6aab3797f8f6" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class ImportLabels1795796400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
