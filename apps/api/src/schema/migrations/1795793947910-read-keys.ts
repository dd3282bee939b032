import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "read_key" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "name" text NOT NULL, "owner_member_id" uuid NOT NULL, "key_hash" text NOT NULL, "retired_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_0288a2c1b33b9e958ca76832bbe" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_6067d2c3b3de6193439d5ef4f8" ON "read_key"  ("partnership_id", "key_hash") `,
  `CREATE INDEX "IDX_ed6a68f4e0cb863fb4bea25019" ON "read_key"  ("partnership_id", "owner_member_id") `,
  `ALTER TABLE "read_key" ADD CONSTRAINT "FK_ed6a68f4e0cb863fb4bea250191" FOREIGN KEY ("partnership_id", "owner_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "read_key" ADD CONSTRAINT "FK_d376ffede9ae376279ae4cb79b2" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class ReadKeys1795793947910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
