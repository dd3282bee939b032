import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bothEngines,
  createDatabase,
  type EngineName,
  engines,
  type TestDatabase,
} from '../../../../../../test/support/database.ts';
import { fillEveryTable, hiddenNumber } from '../../../../../../test/support/every-table.ts';
import { createWorld, password, testSettings, type World } from '../../../../../../test/support/world.ts';
import { AccountsService } from '../../../accounts/accounts.service.ts';
import { AuditVerifier } from '../../../audit/audit-verifier.ts';
import { isTenantEntity } from '../../../database/columns.ts';
import { loadDemo } from '../../../demo/load-demo.ts';
import { createServer } from '../../../server.ts';
import { Tenancy } from '../../../tenancy/tenancy.ts';
import { ReadKeyService } from '../read-key.service.ts';
import type { ArchiveManifest } from './archive-manifest.ts';
import { ArchiveImportService } from './archive-import.service.ts';
import { ArchiveService } from './archive.service.ts';
import { alike, hashRows } from './archive-rows.ts';
import { archivedTables, leftOutTables, secretColumns } from './archive-tables.ts';

/** Columns whose names say that they might be such, and are none. */
const harmlessColumns: Readonly<Record<string, readonly string[]>> = {
  audit_seal: ['salt', 'content_hash', 'hash', 'signature'],
  idempotency: ['key', 'fingerprint'],
  import: ['sha256'],
};

/** A server on an empty database, with a folder of its own. */
interface Installation {
  app: NestFastifyApplication;
  database: TestDatabase;
  dataDir: string;
  close(): Promise<void>;
}

async function install(engine: EngineName, demo = false): Promise<Installation> {
  const database = await createDatabase(engine);
  const dataDir = mkdtempSync(join(tmpdir(), 'tl-archive-'));
  const authSecret = randomBytes(24).toString('hex');
  const app = await createServer(testSettings({ dataDir, demo, authSecret }), database.url);
  await app.init();
  return {
    app,
    database,
    dataDir,
    async close() {
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function hashesIn(app: NestFastifyApplication, partnershipId: string): Promise<Record<string, string>> {
  const scope = { partnershipId, accountId: null, seesHidden: true };
  return app.get(Tenancy).inScope(scope, 'READ ONLY', async (client) => {
    await client.query(alike);
    const found: Record<string, string> = {};
    for (const table of archivedTables(app.get(DataSource)))
      found[table.name] = (await hashRows(client, table, partnershipId)).sha256;
    return found;
  });
}

/** Everything but what an import itself writes down. */
function lasting({ audit: _audit, audit_seal: _seals, ...tables }: Record<string, string>): Record<string, string> {
  return tables;
}

const sumsOf = ({ tables }: ArchiveManifest): Record<string, string> =>
  Object.fromEntries(tables.map(({ name, sha256 }) => [name, sha256]));

describe('the tables of an archive', () => {
  it('are all of the entities’, but for those that are left out by name; secrets are named column by column', async () => {
    const world = await createWorld(engines[0] ?? 'embedded');
    const { entityMetadatas } = world.app.get(DataSource);
    const tenant = entityMetadatas.filter(({ target, tableType }) => tableType !== 'view' && isTenantEntity(target));
    const names = archivedTables(world.app.get(DataSource)).map(({ name }) => name);
    const expected = [...tenant.map(({ tableName }) => tableName), 'partnership'];
    expect([...names, ...Object.keys(leftOutTables)].toSorted()).toEqual(expected.toSorted());
    const suspicious = entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.flatMap(({ databaseName }) =>
        /hash|token|secret|password|salt|seal(ed)?$|signature|sha256|fingerprint|(?<!is_)key$/.test(databaseName)
          ? [`${tableName}.${databaseName}`]
          : [],
      ),
    );
    const judged = [secretColumns, harmlessColumns].flatMap((list) =>
      Object.entries(list).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
    );
    expect(suspicious.filter((column) => !judged.includes(column))).toEqual([]);
    await world.close();
  });
});

describe.each(bothEngines)('an archive of every table on %s', (engine) => {
  let world: World;
  let archives: ArchiveService;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tl-archive-'));
    world = await createWorld(engine, { dataDir: folder });
    archives = world.app.get(ArchiveService, { strict: false });
    await fillEveryTable(world);
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds every row and the true numbers, in JSON and in CSV, and nothing that opens anything', async () => {
    const { director, outsider } = world;
    const headers = await world.headersOf(director);
    const key = `tl_${randomBytes(32).toString('base64url')}`;
    const keyHash = createHash('sha256').update(key).digest('hex');
    const keys = world.app.get(ReadKeyService, { strict: false });
    await keys.add(director, { idempotencyKey: uuidv7(), id: uuidv7(), name: 'Report', keyHash });
    await world.app.get(AccountsService).resetLink('director@harbor.test');
    const upload = uuidv7();
    await mkdir(join(folder, 'uploads', director.partnershipId), { recursive: true });
    await writeFile(join(folder, 'uploads', director.partnershipId, upload), 'place,value\nHarbor,7\n');

    const answer = await world.app.inject({ url: `/archive/${director.partnershipId}/all.zip`, headers });
    expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="harbor-archive.zip"',
    ]);
    await expect.poll(() => readdirSync(join(folder, 'archives'))).toEqual([]);
    const files = unzipSync(answer.rawPayload);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as ArchiveManifest;
    expect(manifest.tables.every(({ rows }) => rows > 0)).toBe(true);
    for (const { name, rows, columns, sha256 } of manifest.tables) {
      const file = files[`tables/${name}.jsonl`] ?? new Uint8Array();
      expect([name, createHash('sha256').update(file).digest('hex')]).toEqual([name, sha256]);
      expect(strFromU8(file).trimEnd().split('\n')).toHaveLength(rows);
      expect(strFromU8(files[`csv/${name}.csv`] ?? new Uint8Array())).toContain(`${columns.join(',')}\r\n`);
    }
    expect(manifest.uploads).toMatchObject([{ name: upload, bytes: 21 }]);
    expect(strFromU8(files[`uploads/${upload}`] ?? new Uint8Array())).toContain('Harbor,7');
    const everything = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n');
    expect(everything).toContain(String(hiddenNumber));

    const secrets = await world.inspect<{ secret: string }>(
      `SELECT password AS secret FROM credential UNION SELECT token FROM session UNION SELECT identifier FROM verification
       UNION SELECT value FROM verification WHERE length(value) > 40 UNION SELECT secret_hash FROM data_request_link
       UNION SELECT key_hash FROM read_key`,
    );
    const theirs = await world.inspect<{ secret: string }>(
      `SELECT id::text AS secret FROM member WHERE partnership_id = $1 UNION SELECT id::text FROM network WHERE partnership_id = $1
       UNION SELECT $1::text UNION SELECT email FROM member WHERE partnership_id = $1 UNION SELECT id::text FROM audit WHERE partnership_id = $1`,
      [outsider.partnershipId],
    );
    expect(secrets.length).toBeGreaterThan(5);
    const shown = [...secrets, ...theirs, { secret: key }, { secret: password }, { secret: 'only-for-tests-only' }];
    expect(shown.filter(({ secret }) => everything.includes(secret))).toEqual([]);
  });

  it('is refused to everybody but the director, and written down', async () => {
    const url = `/archive/${world.director.partnershipId}/all.zip`;
    expect((await world.app.inject({ url })).statusCode).toBe(401);
    expect((await world.app.inject({ url, headers: await world.headersOf(world.outsider) })).statusCode).toBe(404);
    for (const as of [world.dataManager, world.member])
      await expect(archives.make(as)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const rows = await world.inspect(`SELECT member_id FROM audit WHERE verb = 'export'`);
    expect(rows).toEqual([{ member_id: world.director.memberId }]);
  });

  it('is taken up by an empty installation with equal hashes, and people choose a new password', async () => {
    const path = join(folder, 'archive.zip');
    const { partnershipId } = world.director;
    const manifest = await archives.write(partnershipId, null, path);
    const target = await install(engine);
    try {
      const imports = target.app.get(ArchiveImportService, { strict: false });
      await imports.take(path);
      expect(lasting(await hashesIn(target.app, partnershipId))).toEqual(lasting(sumsOf(manifest)));
      const accounts = target.app.get(AccountsService);
      const [, token] = /#(.+)$/.exec((await accounts.resetLink('director@harbor.test')) ?? '') ?? [];
      const newPassword = 'seven quiet otters in a row';
      const reset = await target.app.inject({
        method: 'POST',
        url: '/api/auth/reset-password',
        payload: { token, newPassword },
      });
      expect(reset.statusCode).toBe(200);
      const signedIn = await target.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email: 'director@harbor.test', password: newPassword },
      });
      expect(signedIn.statusCode).toBe(200);
      // It is empty no longer.
      await expect(imports.take(path)).rejects.toThrow('empty installation');
    } finally {
      await target.close();
    }
  });

  it('is not taken up where anything in it is another than it says, and leaves nothing', async () => {
    const path = join(folder, 'whole.zip');
    await archives.write(world.director.partnershipId, null, path);
    const files = unzipSync(readFileSync(path));
    const target = await install(engine);
    const take = async (changed: Record<string, Uint8Array>): Promise<void> => {
      const damaged = join(folder, `${uuidv7()}.zip`);
      writeFileSync(damaged, zipSync(changed));
      await target.app.get(ArchiveImportService, { strict: false }).take(damaged);
    };
    try {
      const table = files['tables/organization.jsonl'] ?? new Uint8Array();
      const edited = new TextEncoder().encode(strFromU8(table).replace('Harbor Backbone', 'Harbor Backbane'));
      const { 'tables/seat.jsonl': _seats, ...fewer } = files;
      const { 'manifest.json': manifest = new Uint8Array(), ...unnamed } = files;
      await expect(take({ ...files, 'tables/organization.jsonl': edited })).rejects.toThrow('organization');
      await expect(take(fewer)).rejects.toThrow('seat');
      await expect(take(unnamed)).rejects.toThrow('no archive');
      const older = strFromU8(manifest).replace(/"schema": "[^"]+"/, '"schema": "Older1"');
      await expect(take({ ...files, 'manifest.json': new TextEncoder().encode(older) })).rejects.toThrow(
        'same version',
      );
      await expect(hashesIn(target.app, world.director.partnershipId)).resolves.toMatchObject({
        member: createHash('sha256').digest('hex'),
      });
      expect(readdirSync(join(target.dataDir, 'uploads'))).toEqual([]);
      await take(files);
    } finally {
      await target.close();
    }
  });
});

describe('the demo', () => {
  it('goes from one installation to the next, over both engines, with equal hashes', async () => {
    const source = await install(bothEngines.at(-1) ?? 'embedded', true);
    const path = (name: string): string => join(source.dataDir, name);
    await loadDemo(source.app, source.dataDir);
    const rows = await source.app.get(DataSource).query(`SELECT id FROM partnership WHERE slug = 'harbor'`);
    const [{ id }] = rows as [{ id: string }];
    const first = await source.app.get(ArchiveService, { strict: false }).write(id, null, path('first.zip'));
    expect(first.tables.reduce((sum, table) => sum + table.rows, 0)).toBeGreaterThan(2_000);
    const installations = [source];
    try {
      let before = 'first.zip';
      for (const engine of bothEngines) {
        const target = await install(engine);
        installations.push(target);
        await target.app.get(ArchiveImportService, { strict: false }).take(path(before));
        expect(lasting(await hashesIn(target.app, id))).toEqual(lasting(sumsOf(first)));
        before = `${engine}.zip`;
        await target.app.get(ArchiveService, { strict: false }).write(id, null, path(before));
        const report = await target.app.get(AuditVerifier).verify(id, first.auditHead);
        expect(report).toMatchObject({ fault: null, unsealed: 0 });
      }
    } finally {
      for (const installation of installations) await installation.close();
    }
  });
});
