import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What observations refer to, looked up once a statement. A foreign key looks up each reference of each row: of a load of
 * a million observations that was more than half of the time (docs/performance.md). These triggers refuse the same, with
 * the same error code, for whoever writes; they lock what is referred to against removal as a foreign key does.
 */
const references = [
  { table: 'indicator', column: 'indicator_id' },
  { table: 'place', column: 'place_id' },
  { table: 'population', column: 'population_id' },
  { table: 'import', column: 'import_id' },
] as const;

/** Locks the rows of `table` that the rows of `source` name, and refuses when one is not there. */
const look = ({ table, column }: (typeof references)[number], source: string): string => `
  WITH keys AS MATERIALIZED (SELECT DISTINCT s.partnership_id, s.${column} AS id FROM ${source} s WHERE s.${column} IS NOT NULL),
       found AS MATERIALIZED (SELECT t.partnership_id, t.id FROM "${table}" t JOIN keys USING (partnership_id, id) FOR KEY SHARE OF t)
  SELECT k.id INTO missing FROM keys k WHERE NOT EXISTS (SELECT FROM found f WHERE f.partnership_id = k.partnership_id AND f.id = k.id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'an observation refers to a missing ${table}' USING ERRCODE = 'foreign_key_violation', TABLE = 'observation', COLUMN = '${column}';
  END IF;`;

const columns = references.map(({ column }) => column).join(', ');

/** Looks up what the rows of `source` refer to, each once. */
const checking = (name: string, source: string): string => `
CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing uuid;
BEGIN
  ${references.map((reference) => look(reference, source)).join('')}
  RETURN NULL;
END $$`;

/**
 * Statements that replace the foreign keys of `observation`. The error's table and column say which reference it is.
 * References of a row seldom change: an update is looked up row by row, and only when one of them does.
 */
const observationReferences: string[] = [
  `DO $$ DECLARE k text; BEGIN
     FOR k IN SELECT conname FROM pg_constraint WHERE conrelid = 'observation'::regclass AND contype = 'f'
     LOOP EXECUTE format('ALTER TABLE observation DROP CONSTRAINT %I', k); END LOOP;
   END $$`,
  checking('observations_refer', 'added'),
  `CREATE TRIGGER observations_refer AFTER INSERT ON observation REFERENCING NEW TABLE AS added
   FOR EACH STATEMENT EXECUTE FUNCTION observations_refer()`,
  checking('observation_refers', '(SELECT NEW.*)'),
  `CREATE TRIGGER observation_refers AFTER UPDATE OF partnership_id, ${columns} ON observation
   FOR EACH ROW WHEN ((OLD.partnership_id, ${references.map(({ column }) => `OLD.${column}`).join(', ')}) IS DISTINCT FROM (NEW.partnership_id, ${references.map(({ column }) => `NEW.${column}`).join(', ')}))
   EXECUTE FUNCTION observation_refers()`,
  // The other side: what an observation refers to stays.
  `CREATE FUNCTION observed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE observed boolean;
   BEGIN
     EXECUTE format('SELECT EXISTS (SELECT FROM observation WHERE partnership_id = $1 AND %I = $2)', TG_ARGV[0])
     INTO observed USING OLD.partnership_id, OLD.id;
     IF observed THEN
       RAISE EXCEPTION 'observations refer to this %', TG_TABLE_NAME USING ERRCODE = 'foreign_key_violation', TABLE = 'observation', COLUMN = TG_ARGV[0];
     END IF;
     RETURN NULL;
   END $$`,
  ...references.flatMap(({ table, column }) => [
    `CREATE TRIGGER observed_stays AFTER DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION observed_stays('${column}')`,
    `CREATE TRIGGER observed_keeps_id AFTER UPDATE OF partnership_id, id ON "${table}"
     FOR EACH ROW WHEN ((OLD.partnership_id, OLD.id) IS DISTINCT FROM (NEW.partnership_id, NEW.id)) EXECUTE FUNCTION observed_stays('${column}')`,
  ]),
];

/**
 * Rows that wait for their commit can be read again from their file, so they need no write-ahead log: a crash of the
 * database empties the table, and the commit asks for another check then.
 */
const staging = ['ALTER TABLE staged_observation SET UNLOGGED'];

export class BulkLoads1791000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...staging, ...observationReferences]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
