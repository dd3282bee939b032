import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "invitation" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "member_id" uuid NOT NULL, "created_by_member_id" uuid, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "accepted_at" TIMESTAMP WITH TIME ZONE, "revoked_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_3390aac6a1e55a6fce31d1049ed" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE INDEX "IDX_5c44376111faf008b7a5b7b569" ON "invitation"  ("partnership_id", "created_by_member_id") `,
  `CREATE INDEX "IDX_fc9eb45e82b736300cad2999f1" ON "invitation"  ("partnership_id", "member_id") `,
  `ALTER TABLE "invitation" ADD CONSTRAINT "FK_5c44376111faf008b7a5b7b569b" FOREIGN KEY ("partnership_id", "created_by_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "invitation" ADD CONSTRAINT "FK_fc9eb45e82b736300cad2999f12" FOREIGN KEY ("partnership_id", "member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "invitation" ADD CONSTRAINT "FK_ff59e3309a4b74611f9894ce304" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class Invitations1795817594823 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
