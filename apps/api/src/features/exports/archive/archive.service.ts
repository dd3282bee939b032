import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { AuditSealer } from '../../../audit/audit-sealer.ts';
import { AuditVerifier } from '../../../audit/audit-verifier.ts';
import type { Settings } from '../../../config/settings.ts';
import { SETTINGS } from '../../../config/settings-token.ts';
import { Database } from '../../../database/database.ts';
import { csvLine, csvMark, type CsvValue } from '../../../kernel/csv.ts';
import { NotFound } from '../../../kernel/errors.ts';
import { isUuid } from '../../../kernel/inputs.ts';
import { demand } from '../../../tenancy/demand.ts';
import { Tenancy } from '../../../tenancy/tenancy.ts';
import { type ArchivedFile, zipOf } from '../zip.ts';
import {
  accountsFile,
  archiveFormat,
  type ArchiveManifest,
  csvFile,
  manifestFile,
  tableFile,
  uploadFile,
} from './archive-manifest.ts';
import { alike, asText, linesOf, onePicture } from './archive-rows.ts';
import { type ArchivedTable, archivedTables, leftOutTables } from './archive-tables.ts';

const findPartnership = 'SELECT id, slug, name, moment() AS made FROM partnership WHERE id = $1';
const newestMigration = 'SELECT name FROM migrations ORDER BY "timestamp" DESC LIMIT 1';
const noteExport = `
INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id) VALUES ($1, $2, $3, 'export', 'partnership', $1)`;
const findAccountIds =
  'SELECT DISTINCT account_id AS id FROM member WHERE partnership_id = $1 AND account_id IS NOT NULL';
/** What a person is found by when they sign in again; nothing that opens the account. */
const findAccounts = `
SELECT jsonb_build_object('id', id, 'name', name, 'email', email)::text AS line FROM account
WHERE id = ANY ($1::uuid[]) ORDER BY id`;

/** Everything of a partnership in one archive, from which another installation can take it up again. */
@Injectable()
export class ArchiveService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(AuditSealer) private readonly sealer: AuditSealer,
    @Inject(AuditVerifier) private readonly verifier: AuditVerifier,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Makes the archive for a director, as a file that the caller removes; answers where it is and what to call it. */
  async make(viewer: Viewer): Promise<{ path: string; fileName: string }> {
    demand(viewer, 'canExportEverything');
    const folder = join(this.settings.dataDir, 'archives');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, uuidv7());
    const { partnership } = await this.write(viewer.partnershipId, viewer.memberId, path);
    return { path, fileName: `${partnership.slug}-archive.zip` };
  }

  /**
   * Writes the archive to a new file, one picture of one moment; that it was made is in it. Nobody is asked: for a
   * command of the operator. An archive that could not be finished leaves nothing.
   */
  async write(partnershipId: string, memberId: string | null, path: string): Promise<ArchiveManifest> {
    const scope = { partnershipId, accountId: null, seesHidden: true };
    const note = [partnershipId, uuidv7(), memberId];
    await this.tenancy.inScope(scope, 'READ WRITE', (client) => client.query(noteExport, note));
    await this.sealer.seal(partnershipId);
    const auditHead = await this.verifier.head(partnershipId);
    const schema = await this.database.pool.query<{ name: string }>(newestMigration);
    const accounts = await this.#accountLines(partnershipId);
    try {
      return await this.tenancy.inScope(scope, 'READ ONLY', async (client) => {
        await client.query(onePicture);
        await client.query(alike);
        const { rows } = await client.query<ArchiveManifest['partnership'] & { made: Date }>(findPartnership, [
          partnershipId,
        ]);
        const [found] = rows;
        if (!found) throw new NotFound();
        const { made, ...partnership } = found;
        const manifest: ArchiveManifest = {
          format: archiveFormat,
          schema: schema.rows[0]?.name ?? '',
          made: made.toISOString(),
          partnership,
          tables: [],
          uploads: [],
          leftOut: { ...leftOutTables },
          auditHead,
        };
        const zip = zipOf(await this.#files(client, manifest, accounts));
        await pipeline(zip, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        return manifest;
      });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** The files in their order: the tables as an import needs them, the last one says what there is. */
  async #files(client: pg.ClientBase, manifest: ArchiveManifest, accounts: readonly string[]): Promise<ArchivedFile[]> {
    const { id } = manifest.partnership;
    const tables = archivedTables(this.database.dataSource);
    const uploads = await readdir(this.#uploads(id)).catch(() => []);
    return [
      ...tables.map((table) => ({
        name: tableFile(table.name),
        open: () => Promise.resolve(summedTable(client, table, manifest)),
      })),
      { name: accountsFile, open: () => Promise.resolve(pieces([asText(accounts)])) },
      ...tables.map((table) => ({
        name: csvFile(table.name),
        open: () => Promise.resolve(csvOf(client, table, id)),
      })),
      ...uploads.filter(isUuid).map((name) => ({
        name: uploadFile(name),
        open: () => Promise.resolve(summedUpload(join(this.#uploads(id), name), name, manifest)),
      })),
      { name: manifestFile, open: () => Promise.resolve(pieces(() => [JSON.stringify(manifest, null, 2)])) },
    ];
  }

  /** Read before the transaction: the app's role sees no account. */
  async #accountLines(partnershipId: string): Promise<string[]> {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const { rows } = await this.tenancy.inScope(scope, 'READ ONLY', (client) =>
      client.query<{ id: string }>(findAccountIds, [partnershipId]),
    );
    const found = await this.database.pool.query<{ line: string }>(findAccounts, [rows.map(({ id }) => id)]);
    return found.rows.map(({ line }) => line);
  }

  #uploads(partnershipId: string): string {
    return join(this.settings.dataDir, 'uploads', partnershipId);
  }
}

async function* pieces(texts: readonly string[] | (() => readonly string[])): AsyncGenerator<string> {
  yield* typeof texts === 'function' ? texts() : texts;
}

/** A table's file; its sum goes into the manifest. */
async function* summedTable(
  client: pg.ClientBase,
  table: ArchivedTable,
  manifest: ArchiveManifest,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const lines of linesOf(client, table, manifest.partnership.id)) {
    const text = asText(lines);
    rows += lines.length;
    hash.update(text);
    yield text;
  }
  manifest.tables.push({ name: table.name, rows, columns: [...table.columns], sha256: hash.digest('hex') });
}

async function* summedUpload(path: string, name: string, manifest: ArchiveManifest): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    hash.update(chunk);
    yield chunk;
  }
  manifest.uploads.push({ name, bytes, sha256: hash.digest('hex') });
}

/** The same rows for people and their tools; no text in it is a formula. */
async function* csvOf(client: pg.ClientBase, table: ArchivedTable, partnershipId: string): AsyncGenerator<string> {
  yield csvMark + csvLine(table.columns);
  for await (const lines of linesOf(client, table, partnershipId)) {
    yield lines
      .map((line) => {
        const row = JSON.parse(line) as Record<string, unknown>;
        return csvLine(table.columns.map((column) => cellOf(row[column])));
      })
      .join('');
  }
}

function cellOf(value: unknown): CsvValue {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as CsvValue);
}
