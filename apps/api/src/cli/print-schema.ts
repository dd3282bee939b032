import 'reflect-metadata';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { printSchema, lexicographicSortSchema } from 'graphql';
import { createServer } from '../server.ts';
import type { Settings } from '../config/settings.ts';
import { startEmbedded } from '../embedded/embedded.ts';

const file = new URL('../../schema.graphql', import.meta.url);
const banner = '# Made from the resolvers by `npm run schema`; do not edit.\n\n';

/** Writes apps/api/schema.graphql, or with `--check` fails when the committed one differs. */
async function main(check: boolean): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-schema-'));
  const engine = await startEmbedded(dataDir);
  const settings: Settings = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    database: { kind: 'embedded' },
    poolSize: 1,
    dataDir,
    demo: false,
    authSecret: 'x'.repeat(32),
    redisUrl: undefined,
    production: false,
    proxies: 0,
    mail: { kind: 'folder' },
    mailFrom: 'Throughline <throughline@example.org>',
    retention: { answers: 30, notices: 14, mail: 30, notifications: 90 },
    fetchHosts: [],
    provider: null,
  };
  const app = await createServer(settings, engine.url);
  await app.init();
  const printed = banner + printSchema(lexicographicSortSchema(app.get(GraphQLSchemaHost).schema)) + '\n';
  await app.close();
  await engine.stop();
  await rm(dataDir, { recursive: true });
  if (!check) return writeFile(file, printed);
  if ((await readFile(file, 'utf8').catch(() => '')) !== printed) {
    throw new Error('schema.graphql differs from the resolvers: run `npm run schema` and commit it');
  }
}

await main(process.argv.includes('--check'));
process.exit(0);
