import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `CREATE TABLE "notification_choice" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "member_id" uuid NOT NULL, "ask" text NOT NULL, "answer" text NOT NULL, "assignment" text NOT NULL, "sign_off" text NOT NULL, "mention" text NOT NULL, "due_soon" text NOT NULL, "overdue" text NOT NULL, "quiet_from" integer, "quiet_until" integer, "language" text NOT NULL, CONSTRAINT "CHK_97ce9534210a534cdb4661ccea" CHECK ("ask" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_a0820e24b6c9e0be93d4ac4fcc" CHECK ("answer" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_3008d34fe9d1e7c895f6cb35a0" CHECK ("assignment" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_7442923ecc6d00211723dbcb7a" CHECK ("sign_off" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_5f8410786ef2adadb1d8d5cef1" CHECK ("mention" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_01f9296a8197d9048e77fd8843" CHECK ("due_soon" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_a278f1aa84c52400f309bc0933" CHECK ("overdue" IN ('at_once', 'daily', 'weekly', 'nothing')), CONSTRAINT "CHK_ef8ba1d4dab842dcb11eff7cac" CHECK ("language" IN ('en', 'es')), CONSTRAINT "CHK_f7e1b4227a175087235be3a6fd" CHECK ("quiet_from" BETWEEN 0 AND 23 AND "quiet_until" BETWEEN 0 AND 23), CONSTRAINT "CHK_c58c5ed8e53414a9363f0da8a4" CHECK (num_nonnulls("quiet_from", "quiet_until") IN (0, 2)), CONSTRAINT "PK_f7d98d129b8126ece84872a32cd" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_106ad81dc9751613e2becfffaa" ON "notification_choice"  ("partnership_id", "member_id") `,
  `CREATE TABLE "notification" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "member_id" uuid NOT NULL, "kind" text NOT NULL, "item_kind" text NOT NULL, "item_id" uuid NOT NULL, "by_member_id" uuid, "due_on" date, "once" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT moment(), "seen_at" TIMESTAMP WITH TIME ZONE, "ready_at" TIMESTAMP WITH TIME ZONE, "mail_id" uuid, "settled_at" TIMESTAMP WITH TIME ZONE, "link_ended_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_ad03091b5e0684c50b5d16dcff" CHECK ("kind" IN ('ask', 'answer', 'assignment', 'sign_off', 'mention', 'due_soon', 'overdue')), CONSTRAINT "CHK_c13f79c9fae4e6b5450a0b4725" CHECK ("item_kind" IN ('indicator', 'network', 'charter', 'factor', 'driver', 'change_idea', 'action_plan', 'strategy', 'action', 'cycle', 'escalation', 'practice', 'site', 'system_change')), CONSTRAINT "PK_371c02af5c35167a5b30103557a" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE INDEX "IDX_b88ef2eb92b2c07fc7ba1d09ae" ON "notification"  ("partnership_id", "mail_id") `,
  `CREATE INDEX "IDX_af1ab8c4feaaa22d7a11b9e380" ON "notification"  ("partnership_id", "member_id", "ready_at") WHERE mail_id IS NULL AND settled_at IS NULL`,
  `CREATE UNIQUE INDEX "IDX_aaeead00f9e1181970d1165fc7" ON "notification"  ("partnership_id", "member_id", "once") `,
  `CREATE INDEX "IDX_ccf5a1801a1e4518c6ca4af5ee" ON "notification"  ("partnership_id", "member_id", "created_at", "id") `,
  `CREATE INDEX "IDX_a9ee699ffea21fc250684a72ae" ON "notification"  ("partnership_id", "item_id") `,
  `CREATE INDEX "IDX_34a4f0af52f4ee6df8e9fd2592" ON "notification"  ("partnership_id", "by_member_id") `,
  `CREATE INDEX "IDX_f064457d4d81dddd3846b5496d" ON "notification"  ("partnership_id", "member_id") `,
  `ALTER TABLE "notification_choice" ADD CONSTRAINT "FK_106ad81dc9751613e2becfffaac" FOREIGN KEY ("partnership_id", "member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "notification_choice" ADD CONSTRAINT "FK_6906a6d2f5602b552e8542be950" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "notification" ADD CONSTRAINT "FK_a9ee699ffea21fc250684a72ae4" FOREIGN KEY ("partnership_id", "item_id") REFERENCES "item"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "notification" ADD CONSTRAINT "FK_34a4f0af52f4ee6df8e9fd25926" FOREIGN KEY ("partnership_id", "by_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "notification" ADD CONSTRAINT "FK_f064457d4d81dddd3846b5496df" FOREIGN KEY ("partnership_id", "member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "notification" ADD CONSTRAINT "FK_e4a5118eabf7654a52b528388f9" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

export class Notifications1795826045659 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
