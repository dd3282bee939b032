import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

/** The gate's view as it was then; `row-level-security.ts` has today's. */
const releasedObservationView = `
CREATE OR REPLACE VIEW released_observation WITH (security_invoker = true) AS
SELECT o.partnership_id, o.indicator_id, o.place_id, o.population_id, o.period_start, o.period_end,
       o.status, o.hidden, o.provisional, o.import_id, o.version,
       CASE WHEN o.hidden OR o.coded_lower IS DISTINCT FROM o.coded_upper THEN NULL ELSE coalesce(o.coded_lower, o.value) END AS value,
       CASE WHEN NOT o.hidden AND o.counts_shown THEN o.numerator END AS numerator,
       CASE WHEN NOT o.hidden AND o.counts_shown THEN o.denominator END AS denominator,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN o.coded_lower ELSE o.lower END END AS lower,
       CASE WHEN NOT o.hidden THEN CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN o.coded_upper ELSE o.upper END END AS upper,
       ${['value', 'numerator', 'denominator', 'lower', 'upper'].map((column) => `CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.${column} END AS kept_${column}`).join(', ')},
       CASE WHEN current_setting('app.clearance', true) IS NOT DISTINCT FROM 'full' THEN o.hidden_reason END AS hidden_reason
FROM observation o`;

/** Imports: files that came together, what problems name, and the places that a file told of; numbers that may still change. */
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

/** Dimensions of populations: whether their groups exclude each other; populations that are retired; stages of outcomes. */
const dimensions: string[] = [
  `CREATE TABLE "population_dimension" ("partnership_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "name" text NOT NULL, "is_exclusive" boolean NOT NULL DEFAULT true, "position" integer NOT NULL DEFAULT '0', CONSTRAINT "PK_b12c66c75fe71fa62260c4ee89c" PRIMARY KEY ("partnership_id", "id"))`,
  `CREATE UNIQUE INDEX "IDX_838a3713d0938d161f740a57d0" ON "population_dimension"  ("partnership_id", "name")`,
  `ALTER TABLE "population_dimension" ADD CONSTRAINT "FK_75e64fb78b16a4e9196d1c1e93b" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "population" ADD "retired_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "outcome" ADD "stage" text NOT NULL DEFAULT 'other'`,
  `ALTER TABLE "outcome" ADD CONSTRAINT "CHK_5f90bbc25f6224d93d74570c2b" CHECK ("stage" IN ('kindergarten_readiness', 'early_grade_reading', 'middle_grade_math', 'high_school_graduation', 'postsecondary_enrollment', 'postsecondary_completion', 'employment', 'other'))`,
  // The owner sees no row of any partnership while the policy binds it too; it is bound again with the other tables below.
  `ALTER TABLE population NO FORCE ROW LEVEL SECURITY`,
  `INSERT INTO population_dimension (partnership_id, id, name, position)
   SELECT d.partnership_id, gen_random_uuid(), d.name, row_number() OVER (PARTITION BY d.partnership_id ORDER BY min(d.position), d.name) - 1
   FROM (SELECT partnership_id, dimension AS name, position FROM population UNION ALL SELECT partnership_id, crossed_dimension, position FROM population) d
   WHERE d.name IS NOT NULL GROUP BY d.partnership_id, d.name`,
];

/**
 * Disclosure: what each observation is shown as, what waits for a decision, and what was ever released. Observations of
 * before keep what was decided of them until they are decided anew; the view reads the decision from the key's index.
 */
const disclosure: string[] = [
  `ALTER TABLE "observation" ALTER COLUMN "hidden" SET DEFAULT true`,
  `ALTER TABLE "observation" ADD "hidden_reason" text`,
  `ALTER TABLE "observation" ALTER COLUMN "hidden_reason" SET DEFAULT 'not_decided'`,
  `ALTER TABLE "observation" ADD "coded_lower" double precision`,
  `ALTER TABLE "observation" ADD "coded_upper" double precision`,
  `ALTER TABLE "observation" ADD "counts_shown" boolean NOT NULL DEFAULT true`,
  `ALTER TABLE "observation" ALTER COLUMN "counts_shown" SET DEFAULT false`,
  `ALTER TABLE "partnership" ADD "coding" text NOT NULL DEFAULT 'bands'`,
  `ALTER TABLE "indicator" ADD "counts_published" boolean NOT NULL DEFAULT true`,
  `ALTER TABLE "indicator" ADD "counts_people" boolean NOT NULL DEFAULT true`,
  `ALTER TABLE "observation" ADD CONSTRAINT "CHK_68f2855a2e641f1270a575abc0" CHECK ("hidden_reason" IN ('few_people', 'few_who_count', 'few_who_do_not_count', 'needed_by_sibling', 'computable_otherwise', 'undecided', 'not_decided'))`,
  `ALTER TABLE "partnership" ADD CONSTRAINT "CHK_d1d16b1803ec351104c194ddc7" CHECK ("coding" IN ('none', 'bands', 'whole_percents'))`,
  `CREATE TABLE "disclosure_period" ("partnership_id" uuid NOT NULL, "indicator_id" uuid NOT NULL, "period_start" date NOT NULL, "stamp" uuid NOT NULL, "is_decided" boolean NOT NULL DEFAULT false, "findings" jsonb NOT NULL DEFAULT '[]', "decided_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_09fece27863e1f4028f41b964fe" PRIMARY KEY ("partnership_id", "indicator_id", "period_start"))`,
  `CREATE INDEX "IDX_1d5f1c74c511f6be4a56e7eaad" ON "disclosure_period"  ("partnership_id", "indicator_id") WHERE NOT is_decided`,
  `CREATE TABLE "release_ledger" ("partnership_id" uuid NOT NULL, "seq" BIGSERIAL NOT NULL, "indicator_id" uuid NOT NULL, "period_start" date NOT NULL, "place_ids" uuid array NOT NULL, "entry" jsonb NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_bbc5c7d6f3e7a88b3c562a4599b" PRIMARY KEY ("partnership_id", "seq"))`,
  `CREATE INDEX "IDX_c95f101c8b8c51b6e2b2ee1041" ON "release_ledger"  ("partnership_id", "indicator_id", "period_start", "seq")`,
  `ALTER TABLE "disclosure_period" ADD CONSTRAINT "FK_a35b6c72919fa2f83b6ae20be95" FOREIGN KEY ("partnership_id", "indicator_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "release_ledger" ADD CONSTRAINT "FK_ae8de43fdac08699db7004ecd95" FOREIGN KEY ("partnership_id", "indicator_id") REFERENCES "indicator"("partnership_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `DO $$ DECLARE k text; BEGIN
     SELECT conname INTO k FROM pg_constraint WHERE conrelid = 'observation'::regclass AND contype = 'p';
     EXECUTE format('ALTER TABLE observation DROP CONSTRAINT %I', k);
     EXECUTE format('ALTER TABLE observation ADD CONSTRAINT %I PRIMARY KEY (partnership_id, indicator_id, place_id, population_id, period_start) INCLUDE (period_end, status, value, numerator, denominator, lower, upper, hidden, coded_lower, coded_upper, counts_shown)', k);
   END $$`,
];

/** What is there already waits for its first decision; the tables' owner reads past the tenants' walls here. */
const decideAgain: string[] = [
  `ALTER TABLE observation NO FORCE ROW LEVEL SECURITY`,
  `INSERT INTO disclosure_period (partnership_id, indicator_id, period_start, stamp)
   SELECT partnership_id, indicator_id, period_start, gen_random_uuid() FROM observation GROUP BY 1, 2, 3`,
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
const statements: string[] = [...imports, ...disclosure, ...decideAgain, ...dimensions, ...chartDecisions];

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
