import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { inject } from 'vitest';
import { startEngine } from '../../apps/api/src/embedded/engine.ts';
import { migrate } from '../../apps/api/src/schema/migrate.ts';

/** A database the tests can run on. */
export type EngineName = 'embedded' | 'postgres';

/** A database of its own, fully migrated and empty. */
export interface TestDatabase {
  /** Address for `pg`, `poolConfig` and `createDataSource`; connects as the owner of the schema. */
  readonly url: string;
  /** The same database for a test that must see every row: connects as a superuser, whom no policy binds. */
  readonly inspectUrl: string;
  /** Stops or drops it. Connections must be closed before. */
  drop(): Promise<void>;
}

/**
 * Something that databases begin with: filled into one database once in a run, from which every other is copied.
 * @template Kept what is to be known of it, as JSON.
 */
export interface Template<Kept> {
  readonly name: string;
  /** Fills a migrated, empty database; every connection is closed when it answers. */
  fill(url: string): Promise<Kept>;
}

/** A database made from a {@link Template}, with what is known of what is in it. */
export interface FilledDatabase<Kept> extends TestDatabase {
  readonly contents: Kept;
}

const serverUrl = process.env['TEST_DATABASE_URL'];
/**
 * Owns the test databases on PostgreSQL. Not a superuser, as in production: a superuser steps over row-level security,
 * and a test as one would not notice a statement that production refuses.
 */
const owner = { name: 'throughline_test_owner', password: 'only-for-tests' };
const MIGRATIONS = fileURLToPath(new URL('../../apps/api/src/schema/migrations', import.meta.url));
/** Serialises the making of templates between test files; any number that nothing else uses. */
const TEMPLATE_LOCK = 7_261_099;

/** Every engine of this run: always the embedded one, PostgreSQL when TEST_DATABASE_URL names a server. */
export const bothEngines: readonly EngineName[] = serverUrl === undefined ? ['embedded'] : ['embedded', 'postgres'];

/**
 * What the tests of a feature run on: PostgreSQL, the embedded database where there is none. Both speak the same SQL,
 * and every operation runs on both in `test/api/isolation.test.ts`; CONTRIBUTING.md says which tests need
 * {@link bothEngines}.
 */
export const engines: readonly EngineName[] =
  process.env['TEST_ENGINES'] === 'both' ? bothEngines : bothEngines.slice(-1);

/** The folder of this run, which is gone after it. */
const runFolder = (): string => inject('runFolder');

/** Makes a migrated database of its own for a test file; `drop` it in `afterAll`. */
export function createDatabase(engine: EngineName): Promise<TestDatabase> {
  return engine === 'embedded' ? embeddedTemplate().then(copyEmbedded) : postgresTemplate().then(copyPostgres);
}

/** Makes a database of its own with what the template holds; the first of a run fills the template. */
export async function createFilledDatabase<Kept>(
  engine: EngineName,
  template: Template<Kept>,
): Promise<FilledDatabase<Kept>> {
  const known = join(runFolder(), `${engine}-${template.name}`);
  if (!existsSync(known)) await (engine === 'embedded' ? fillEmbedded : fillPostgres)(template, known);
  const contents = JSON.parse(readFileSync(join(known, 'kept.json'), 'utf8')) as Kept;
  const copy = await (engine === 'embedded'
    ? copyEmbedded(join(known, 'template.tar'))
    : copyPostgres(filledName(template.name)));
  return { ...copy, contents };
}

/** Runs `use` with a migrated database of its own and drops it afterwards, also when `use` throws. */
export async function withDatabase<T>(engine: EngineName, use: (url: string) => Promise<T>): Promise<T> {
  const database = await createDatabase(engine);
  try {
    return await use(database.url);
  } finally {
    await database.drop();
  }
}

/** Changes with every migration, so that a kept template is never older than the code. */
function schemaVersion(): string {
  const hash = createHash('sha256');
  const support = ['row-level-security.ts', 'migrations.ts'].map((name) => join(MIGRATIONS, '..', name));
  const files = readdirSync(MIGRATIONS).map((name) => join(MIGRATIONS, name));
  for (const file of [...files, ...support].toSorted()) {
    if (existsSync(file)) hash.update(file).update(readFileSync(file));
  }
  return hash.update(owner.name).digest('hex').slice(0, 12);
}

async function copyEmbedded(loadFrom: string): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tl-test-'));
  const engine = await startEngine('memory://', folder, { loadFrom });
  return {
    url: engine.url,
    inspectUrl: engine.url,
    drop: async () => {
      await engine.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A file with the migrated, empty database. Made once; of several test files that make it together the last wins. */
async function embeddedTemplate(): Promise<string> {
  const folder = join(tmpdir(), `throughline-test-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `embedded-${schemaVersion()}.tar`);
  if (existsSync(path)) return path;
  const work = mkdtempSync(join(folder, 'making-'));
  const engine = await startEngine('memory://', work);
  await migrate(engine.url);
  const made = join(work, 'template.tar');
  await engine.dump(made);
  await engine.stop();
  // Renamed when complete, so that nobody ever loads half a file.
  renameSync(made, path);
  rmSync(work, { recursive: true });
  return path;
}

/** Fills a database and leaves its dump and what is known of it in the folder `known`. */
async function fillEmbedded<Kept>(template: Template<Kept>, known: string): Promise<void> {
  const work = mkdtempSync(join(runFolder(), 'filling-'));
  const engine = await startEngine('memory://', work, { loadFrom: await embeddedTemplate() });
  const contents = await template.fill(engine.url);
  await engine.dump(join(work, 'template.tar'));
  await engine.stop();
  writeFileSync(join(work, 'kept.json'), JSON.stringify(contents));
  publish(work, known);
}

/** Gives a complete folder its name; of two that were made together the first stays. */
function publish(work: string, known: string): void {
  try {
    renameSync(work, known);
  } catch (error) {
    if (!existsSync(known)) throw error;
    rmSync(work, { recursive: true });
  }
}

async function copyPostgres(template: string): Promise<TestDatabase> {
  const name = `tl_test_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) => client.query(copyStatement(name, template)));
  return {
    url: databaseUrl(name),
    inspectUrl: (serverUrl ?? '').replace(/^(\w+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${name}`),
    drop: async () => {
      await onServer((client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Copies the files: with a server that waits for no disk several times as fast as through the log. */
const copyStatement = (name: string, template: string): string =>
  `create database ${name} template ${template} owner ${owner.name} strategy file_copy`;

async function postgresTemplate(): Promise<string> {
  const name = `tl_template_${schemaVersion()}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const role = await client.query('select from pg_roles where rolname = $1', [owner.name]);
    if (role.rowCount === 0) {
      await client.query(`create role ${owner.name} login createrole password '${owner.password}'`);
    }
    const making = `${name}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} owner ${owner.name}`);
    await migrate(databaseUrl(making));
    await client.query(`alter database ${making} rename to ${name}`);
  });
  return name;
}

/** A name of this run, as what a template holds changes with any part of the code. */
const filledName = (template: string): string => `${inject('databasePrefix')}_${template}`;

async function fillPostgres<Kept>(template: Template<Kept>, known: string): Promise<void> {
  const empty = await postgresTemplate();
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (existsSync(known)) return;
    const name = filledName(template.name);
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(copyStatement(name, empty));
    const contents = await template.fill(databaseUrl(name));
    const work = mkdtempSync(join(runFolder(), 'filling-'));
    writeFileSync(join(work, 'kept.json'), JSON.stringify(contents));
    publish(work, known);
  });
}

/** Runs on the server's own database; closing the connection also frees the lock. */
async function onServer(use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

/**
 * The address of a test database, for its owner. Keeps the host, also as `?host=/folder`, which WHATWG URLs would not
 * parse reliably.
 */
function databaseUrl(name: string): string {
  if (serverUrl === undefined) throw new Error('TEST_DATABASE_URL is not set');
  const [, scheme, host, query] = /^(\w+:\/\/)(?:[^@/?]*@)?([^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(serverUrl) ?? [];
  if (scheme === undefined) throw new Error('TEST_DATABASE_URL is no address of PostgreSQL');
  const rest = (query ?? '').replace(/([?&])(user|password)=[^&]*&?/g, '$1').replace(/[?&]$/, '');
  if (host === '') {
    const more = `${rest === '' ? '?' : `${rest}&`}user=${owner.name}&password=${owner.password}`;
    return `${scheme}/${name}${more}`;
  }
  return `${scheme}${owner.name}:${owner.password}@${host}/${name}${rest}`;
}
