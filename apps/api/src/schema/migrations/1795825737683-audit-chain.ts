import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "audit_seal" ("partnership_id" uuid NOT NULL, "number" bigint NOT NULL, "audit_id" uuid NOT NULL, "salt" text, "content_hash" text NOT NULL, "hash" text NOT NULL, "signature" text, "sealed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), CONSTRAINT "PK_e2b5140bae925fbc2d4e9ebd743" PRIMARY KEY ("partnership_id", "number"))`,
  `CREATE UNIQUE INDEX "IDX_ac35338eec36d3377885ee5e35" ON "audit_seal"  ("partnership_id", "audit_id") `,
  `ALTER TABLE "audit_seal" ADD CONSTRAINT "FK_4e6a84bbd956bd2bbcf8856a001" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class AuditChain1795825737683 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
