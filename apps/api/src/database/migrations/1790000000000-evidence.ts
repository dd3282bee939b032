import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedObservationView, secureTables } from '../row-level-security.ts';

/** Imports: files that came together, what problems name, and the places that a file told of. */
const imports: string[] = [
  `CREATE TABLE "import_place" ("partnership_id" uuid NOT NULL, "import_id" uuid NOT NULL, "place_id" uuid NOT NULL, CONSTRAINT "PK_7173bba069082bb6ffa9216f97f" PRIMARY KEY ("partnership_id", "import_id", "place_id"))`,
  `CREATE INDEX "IDX_ad76d46ec62c3b64432f49619c" ON "import_place"  ("partnership_id", "place_id")`,
  `CREATE INDEX "IDX_bf0fe3ce0904e64498cebd7805" ON "import_place"  ("partnership_id", "import_id")`,
  `ALTER TABLE "observation" ADD "provisional" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "staged_observation" ADD "provisional" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "import" ADD "batch_id" uuid`,
  `ALTER TABLE "import_problem" ADD "params" jsonb NOT NULL DEFAULT '{}'`,
  `CREATE INDEX "IDX_ba45303fbb5fa095384a1cf85f" ON "import"  ("partnership_id", "batch_id")`,
  `ALTER TABLE "import_place" ADD CONSTRAINT "FK_ad76d46ec62c3b64432f49619c4" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_place" ADD CONSTRAINT "FK_bf0fe3ce0904e64498cebd78052" FOREIGN KEY ("partnership_id", "import_id") REFERENCES "import"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_place" ADD CONSTRAINT "FK_2f4dd4b28929a8fea21614ccda9" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

/** Decisions about charts: new limits, frozen baselines, points left out. */
const chartDecisions: string[] = [
  `CREATE TABLE "chart_decision" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "indicator_id" uuid NOT NULL, "place_id" uuid NOT NULL, "population_id" uuid NOT NULL, "kind" text NOT NULL, "period_start" date NOT NULL, "reason" text NOT NULL, "signal" text NOT NULL DEFAULT '', "decided_by_member_id" uuid NOT NULL, "withdrawn_at" TIMESTAMP WITH TIME ZONE, "withdrawn_by_member_id" uuid, "withdrawn_reason" text NOT NULL DEFAULT '', CONSTRAINT "CHK_6d2d67f8cae146472c062c9b2f" CHECK ("kind" IN ('recalculation', 'frozen_baseline', 'excluded_point')), CONSTRAINT "PK_91dc87e8962603a7d50d2088d90" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_c904da51237547d0a27ca98fe0" ON "chart_decision"  ("partnership_id", "indicator_id", "place_id", "population_id") WHERE kind = 'frozen_baseline' AND withdrawn_at IS NULL`,
  `CREATE UNIQUE INDEX "IDX_1288b753c646fcb2f8a59be5ca" ON "chart_decision"  ("partnership_id", "indicator_id", "place_id", "population_id", "kind", "period_start") WHERE withdrawn_at IS NULL`,
  `CREATE INDEX "IDX_af35d4262ae3b4446b574c20e4" ON "chart_decision"  ("partnership_id", "withdrawn_by_member_id")`,
  `CREATE INDEX "IDX_14bac9ce488fab51d0b677bc7a" ON "chart_decision"  ("partnership_id", "decided_by_member_id")`,
  `CREATE INDEX "IDX_6d454cb56002088858d4797512" ON "chart_decision"  ("partnership_id", "population_id")`,
  `CREATE INDEX "IDX_d3908d74a9cf72746352b4ff2c" ON "chart_decision"  ("partnership_id", "place_id")`,
  `CREATE INDEX "IDX_86c79fcaef307786b75bdb33e4" ON "chart_decision"  ("partnership_id", "indicator_id")`,
  `ALTER TABLE "chart_decision" ADD CONSTRAINT "FK_af35d4262ae3b4446b574c20e4e" FOREIGN KEY ("partnership_id", "withdrawn_by_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "chart_decision" ADD CONSTRAINT "FK_14bac9ce488fab51d0b677bc7a2" FOREIGN KEY ("partnership_id", "decided_by_member_id") REFERENCES "member"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "chart_decision" ADD CONSTRAINT "FK_6d454cb56002088858d47975124" FOREIGN KEY ("partnership_id", "population_id") REFERENCES "population"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "chart_decision" ADD CONSTRAINT "FK_d3908d74a9cf72746352b4ff2ce" FOREIGN KEY ("partnership_id", "place_id") REFERENCES "place"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "chart_decision" ADD CONSTRAINT "FK_86c79fcaef307786b75bdb33e4f" FOREIGN KEY ("partnership_id", "indicator_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "chart_decision" ADD CONSTRAINT "FK_8b7a1ff8b2566d038306190642e" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

/** Tables and columns of the evidence side, one group of statements a feature. */
const statements: string[] = [...imports, ...chartDecisions];

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
