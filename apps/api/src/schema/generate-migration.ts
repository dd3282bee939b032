import { readFile, writeFile } from 'node:fs/promises';
import { createDataSource } from './data-source.ts';

/** The sources, from wherever this runs: it is compiled before. */
const sources = new URL('../../src/schema/', import.meta.url);

/**
 * Writes a migration from what differs between the entities and a migrated database, or with `--check` fails when
 * anything does. `node generate-migration.ts <database url> (--check | <name>)`.
 */
async function main([url, name]: string[]): Promise<void> {
  if (!url || !name) throw new Error('usage: generate-migration <database url> (--check | <name>)');
  const dataSource = createDataSource({ url, poolSize: 1 });
  await dataSource.initialize();
  const drift = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  const up = drift.upQueries.map((query) => query.query);
  if (name === '--check') {
    if (up.length > 0) throw new Error(`the entities and the migrations differ:\n${up.join('\n')}`);
    console.log('entities and migrations agree');
    return;
  }
  const stamp = Date.now();
  const className = `${name.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())}${stamp}`;
  const file = `${stamp}-${name}.ts`;
  await writeFile(new URL(`migrations/${file}`, sources), source(className, up));
  await register(className, file);
  console.log(`wrote apps/api/src/schema/migrations/${file} and named it in migrations.ts`);
}

/** Adds the migration to the list of all, as the newest. */
async function register(className: string, file: string): Promise<void> {
  const list = new URL('migrations.ts', sources);
  const text = await readFile(list, 'utf8');
  const named = text
    .replace('\n/** Every', `import { ${className} } from './migrations/${file}';\n\n/** Every`)
    .replace(/,?\s*\];/, `, ${className}];`);
  await writeFile(list, named);
}

function source(className: string, up: string[]): string {
  const statements = up.map((statement) => `  \`${statement.replaceAll('`', '\\`')}\`,`).join('\n');
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
${statements}
];

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
`;
}

await main(process.argv.slice(2));
