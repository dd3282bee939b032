import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "data_source" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "name" text NOT NULL, "publisher" text NOT NULL, "address" text NOT NULL DEFAULT '', "cadence" text, "license" text NOT NULL DEFAULT '', "looked_at" TIMESTAMP WITH TIME ZONE, "retired_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_7c7d33bf9649986c4624cca30e" CHECK ("cadence" IN ('week', 'month', 'quarter', 'year', 'two_years', 'five_years')), CONSTRAINT "PK_ec23b095eb157899b7b4f1c00cd" PRIMARY KEY ("partnership_id", "id"))`,
  `ALTER TABLE "import" ADD "source_id" uuid`,
  `CREATE INDEX "IDX_2e698209db74c52a15bd661642" ON "import"  ("partnership_id", "source_id") `,
  `ALTER TABLE "data_source" ADD CONSTRAINT "FK_ab20eb48c868256118dd17700fe" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import" ADD CONSTRAINT "FK_2e698209db74c52a15bd661642c" FOREIGN KEY ("partnership_id", "source_id") REFERENCES "data_source"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class DataSources1795802785566 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
