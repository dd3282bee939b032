import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "data_answer" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "request_id" uuid NOT NULL, "link_id" uuid NOT NULL, "period_start" date NOT NULL, "number" integer NOT NULL, "state" text NOT NULL, "cells" jsonb NOT NULL, "note" text NOT NULL DEFAULT '', "reviewed_by_member_id" uuid, "reviewed_at" TIMESTAMP WITH TIME ZONE, "word" text NOT NULL DEFAULT '', "import_id" uuid, CONSTRAINT "CHK_656b272f97ec20cda23d70beca" CHECK ("state" IN ('sent', 'replaced', 'returned', 'accepted')), CONSTRAINT "PK_06ad03c65939cd2d9cacaeb0573" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_ad1270f7fc4700bd2921f9ebfa" ON "data_answer"  ("partnership_id", "request_id", "period_start") WHERE state = 'sent'`,
  `CREATE UNIQUE INDEX "IDX_6462974655414f01b9f0e56e32" ON "data_answer"  ("partnership_id", "request_id", "period_start", "number") `,
  `CREATE INDEX "IDX_a467e994244de72e9c73f2a9f3" ON "data_answer"  ("partnership_id", "import_id") `,
  `CREATE INDEX "IDX_ba2a94c7f0e6dc052af20fb76a" ON "data_answer"  ("partnership_id", "reviewed_by_member_id") `,
  `CREATE INDEX "IDX_fa7c55fed2c62f342471e3d019" ON "data_answer"  ("partnership_id", "link_id") `,
  `CREATE INDEX "IDX_fa6c30e97ee0011dec4d889bc2" ON "data_answer"  ("partnership_id", "request_id") `,
  `CREATE TABLE "data_answer_draft" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "link_id" uuid NOT NULL, "period_start" date NOT NULL, "texts" jsonb NOT NULL, CONSTRAINT "PK_9824878e8022f189831620f0ce6" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_b16a2dab4da49fab75e87133f2" ON "data_answer_draft"  ("partnership_id", "link_id", "period_start") `,
  `CREATE INDEX "IDX_a986df41c5025b9b8bf8ca882d" ON "data_answer_draft"  ("partnership_id", "link_id") `,
  `CREATE TABLE "data_request" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "indicator_id" uuid NOT NULL, "organization_id" uuid NOT NULL, "from_period_start" date NOT NULL, "grace_days" integer NOT NULL, "note" text NOT NULL DEFAULT '', "open_period_start" date NOT NULL, "due_on" date NOT NULL, "retired_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_125c62349ab7e795bbdfe0c1e58" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE INDEX "IDX_b58073d9daf40549be06cb798f" ON "data_request"  ("partnership_id", "due_on", "id") `,
  `CREATE INDEX "IDX_18ddf8e43920c0fb9f2883d410" ON "data_request"  ("partnership_id", "organization_id") `,
  `CREATE INDEX "IDX_8a1ac17d39475efa7f73c12ed7" ON "data_request"  ("partnership_id", "indicator_id") `,
  `CREATE TABLE "data_request_link" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "request_id" uuid NOT NULL, "secret_hash" text NOT NULL, "expires_on" date NOT NULL, "revoked_at" TIMESTAMP WITH TIME ZONE, "opened_at" TIMESTAMP WITH TIME ZONE, "created_by_member_id" uuid, CONSTRAINT "PK_11fd4a22054f3cc1a7d4dc861af" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_ed001e2341131fec7b7e10d92f" ON "data_request_link"  ("partnership_id", "secret_hash") `,
  `CREATE INDEX "IDX_7b02afa8ad2ca8aa46b5e09cff" ON "data_request_link"  ("partnership_id", "created_by_member_id") `,
  `CREATE INDEX "IDX_9fe06c46d78ee400a386a36f54" ON "data_request_link"  ("partnership_id", "request_id") `,
  `CREATE TABLE "data_request_series" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "request_id" uuid NOT NULL, "place_id" uuid NOT NULL, "population_id" uuid NOT NULL, "position" integer NOT NULL, CONSTRAINT "PK_4da087cf76fdf414e8252c49ae4" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_b28f5705115d8621edf522be4f" ON "data_request_series"  ("partnership_id", "request_id", "place_id", "population_id") `,
  `CREATE INDEX "IDX_138605d87019ce4f045e17a524" ON "data_request_series"  ("partnership_id", "population_id") `,
  `CREATE INDEX "IDX_44761c63c2dbb9d4cf04e8fc4c" ON "data_request_series"  ("partnership_id", "place_id") `,
  `CREATE INDEX "IDX_dcdb4ca3dd951dfbe3978d9e61" ON "data_request_series"  ("partnership_id", "request_id") `,
  `ALTER TABLE "audit" ADD "link_id" uuid`,
  `ALTER TABLE "data_answer" ADD CONSTRAINT "FK_a467e994244de72e9c73f2a9f34" FOREIGN KEY ("partnership_id", "import_id") REFERENCES "import"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_answer" ADD CONSTRAINT "FK_ba2a94c7f0e6dc052af20fb76a3" FOREIGN KEY ("partnership_id", "reviewed_by_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_answer" ADD CONSTRAINT "FK_fa7c55fed2c62f342471e3d0190" FOREIGN KEY ("partnership_id", "link_id") REFERENCES "data_request_link"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_answer" ADD CONSTRAINT "FK_fa6c30e97ee0011dec4d889bc2d" FOREIGN KEY ("partnership_id", "request_id") REFERENCES "data_request"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_answer" ADD CONSTRAINT "FK_e1ba9e09edf48d2ce14fa3a1e97" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_answer_draft" ADD CONSTRAINT "FK_a986df41c5025b9b8bf8ca882d4" FOREIGN KEY ("partnership_id", "link_id") REFERENCES "data_request_link"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_answer_draft" ADD CONSTRAINT "FK_998d88db0440414f5404d016fe5" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request" ADD CONSTRAINT "FK_18ddf8e43920c0fb9f2883d4103" FOREIGN KEY ("partnership_id", "organization_id") REFERENCES "organization"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request" ADD CONSTRAINT "FK_8a1ac17d39475efa7f73c12ed76" FOREIGN KEY ("partnership_id", "indicator_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request" ADD CONSTRAINT "FK_6f67ed90441a7309c4d3fda47cb" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_link" ADD CONSTRAINT "FK_7b02afa8ad2ca8aa46b5e09cffd" FOREIGN KEY ("partnership_id", "created_by_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_link" ADD CONSTRAINT "FK_9fe06c46d78ee400a386a36f54d" FOREIGN KEY ("partnership_id", "request_id") REFERENCES "data_request"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_link" ADD CONSTRAINT "FK_8595867346c82b264fb5c0688fb" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_series" ADD CONSTRAINT "FK_138605d87019ce4f045e17a5245" FOREIGN KEY ("partnership_id", "population_id") REFERENCES "population"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_series" ADD CONSTRAINT "FK_44761c63c2dbb9d4cf04e8fc4c3" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_series" ADD CONSTRAINT "FK_dcdb4ca3dd951dfbe3978d9e616" FOREIGN KEY ("partnership_id", "request_id") REFERENCES "data_request"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "data_request_series" ADD CONSTRAINT "FK_b2d7d2fd33e7f1901530a300d87" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class DataRequests1795795299569 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
