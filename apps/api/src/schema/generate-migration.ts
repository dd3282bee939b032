import { writeFile } from 'node:fs/promises';
import { createDataSource } from './data-source.ts';

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
  // Run as it was built: a migration is source.
  const file = new URL(`../../src/schema/migrations/${stamp}-${name}.ts`, import.meta.url);
  await writeFile(file, source(className, up));
  console.log(`wrote ${file.pathname}; add ${className} to migrations.ts`);
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
