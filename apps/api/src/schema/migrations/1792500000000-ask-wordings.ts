import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const tables = [
  `ALTER TABLE "escalation" DROP CONSTRAINT "CHK_11420203c58cc1e8502d9dc247"`,
  `CREATE TABLE "escalation_wording" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "escalation_id" uuid NOT NULL, "number" integer NOT NULL, "member_id" uuid NOT NULL, "kind" text NOT NULL, "category" text NOT NULL, "title" text NOT NULL, "description" text NOT NULL DEFAULT '', "ask" text NOT NULL, "respond_by" date NOT NULL, "to_organization_id" uuid, "to_table_id" uuid, "asks_anew" boolean NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "CHK_ff33c4db7a84e6b0e9892fa8de" CHECK ("kind" IN ('opportunity', 'barrier')), CONSTRAINT "CHK_76e03070a8e24be8259b1fcdc3" CHECK ("category" IN ('financial', 'operational', 'political')), CONSTRAINT "CHK_2d28b4a785bfa296dcc2d2db05" CHECK (num_nonnulls("to_organization_id", "to_table_id") = 1), CONSTRAINT "PK_e2d23e824c200b2f325e6378f5d" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_9100a264536fd02b4baf8ea395" ON "escalation_wording"  ("partnership_id", "escalation_id", "number")`,
  `CREATE INDEX "IDX_2eeafba8275c0dc2437de6dca2" ON "escalation_wording"  ("partnership_id", "to_table_id")`,
  `CREATE INDEX "IDX_167c2e2b0ac328941aeacdfc39" ON "escalation_wording"  ("partnership_id", "to_organization_id")`,
  `CREATE INDEX "IDX_603b42838f2aa63d5aabb60fef" ON "escalation_wording"  ("partnership_id", "member_id")`,
  `CREATE INDEX "IDX_b29045619140c7d60a43409b88" ON "escalation_wording"  ("partnership_id", "escalation_id")`,
  `ALTER TABLE "escalation_answer" ADD "wording" integer NOT NULL DEFAULT '1'`,
  `ALTER TABLE "escalation_answer" ADD "action_id" uuid`,
  `ALTER TABLE "escalation" ADD "wording" integer NOT NULL DEFAULT '1'`,
  `CREATE INDEX "IDX_4270b196702770e20817c1159e" ON "escalation_answer"  ("partnership_id", "action_id")`,
  `ALTER TABLE "escalation" ADD CONSTRAINT "CHK_de3a0d03ae55f683379bf899a8" CHECK ("state" IN ('raised', 'acknowledged', 'committed', 'declined', 'redirected', 'fulfilled', 'confirmed', 'accepted', 'withdrawn'))`,
  `ALTER TABLE "escalation_answer" ADD CONSTRAINT "FK_4270b196702770e20817c1159ed" FOREIGN KEY ("partnership_id", "action_id") REFERENCES "action"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "escalation_wording" ADD CONSTRAINT "FK_2eeafba8275c0dc2437de6dca2d" FOREIGN KEY ("partnership_id", "to_table_id") REFERENCES "leadership_table"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "escalation_wording" ADD CONSTRAINT "FK_167c2e2b0ac328941aeacdfc397" FOREIGN KEY ("partnership_id", "to_organization_id") REFERENCES "organization"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "escalation_wording" ADD CONSTRAINT "FK_603b42838f2aa63d5aabb60fef1" FOREIGN KEY ("partnership_id", "member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "escalation_wording" ADD CONSTRAINT "FK_b29045619140c7d60a43409b88f" FOREIGN KEY ("partnership_id", "escalation_id") REFERENCES "escalation"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "escalation_wording" ADD CONSTRAINT "FK_ff3e8864181d148a1b3005e12f5" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

/**
 * What is there already. Its words as they stand are the first wording, addressed to whom the first answer says; the
 * promise of each commitment is the action that was made with it, in the same order. The owner sees no row of any
 * partnership while the policies bind it too; they bind it again with the other tables below.
 */
export const rowsOfBefore = [
  ...['escalation', 'escalation_answer', 'escalation_wording', 'action', 'link', 'item'].map(
    (table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
  ),
  `INSERT INTO escalation_wording (partnership_id, id, escalation_id, number, member_id, kind, category, title, description, ask,
     respond_by, to_organization_id, to_table_id, asks_anew, created_at)
   SELECT e.partnership_id, gen_random_uuid(), e.id, 1, e.raised_by, e.kind, e.category, e.title, e.description, e.ask, e.respond_by,
     CASE WHEN w.id IS NULL THEN e.to_organization_id ELSE w.asked_organization_id END,
     CASE WHEN w.id IS NULL THEN e.to_table_id ELSE w.asked_table_id END, true, e.raised_at
   FROM escalation e LEFT JOIN LATERAL (
     SELECT a.id, a.asked_organization_id, a.asked_table_id FROM escalation_answer a
     WHERE a.partnership_id = e.partnership_id AND a.escalation_id = e.id ORDER BY a.created_at, a.id LIMIT 1) w ON true`,
  `UPDATE escalation_answer w SET action_id = p.id
   FROM (SELECT w.partnership_id, w.id, w.escalation_id,
           row_number() OVER (PARTITION BY w.partnership_id, w.escalation_id ORDER BY w.created_at, w.id) AS place
         FROM escalation_answer w WHERE w.verb = 'commit') c
   JOIN (SELECT l.partnership_id, l.from_id, a.id,
           row_number() OVER (PARTITION BY l.partnership_id, l.from_id ORDER BY a.created_at, a.id) AS place
         FROM link l JOIN action a ON a.partnership_id = l.partnership_id AND a.id = l.to_id
         WHERE l.relation = 'responds_to' AND a.is_commitment) p
     ON p.partnership_id = c.partnership_id AND p.from_id = c.escalation_id AND p.place = c.place
   WHERE w.partnership_id = c.partnership_id AND w.id = c.id`,
  // Declined is open now: it waits for those who asked. Nobody's day stands over what waits for a verdict.
  `UPDATE item SET is_over = false WHERE kind = 'escalation' AND state = 'declined'`,
  `UPDATE item SET due_on = NULL WHERE kind = 'escalation' AND state NOT IN ('raised', 'acknowledged', 'redirected', 'committed')`,
];

export class AskWordings1792500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...rowsOfBefore, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
