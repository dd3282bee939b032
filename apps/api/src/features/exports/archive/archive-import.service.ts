import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { AuditSealer } from '../../../audit/audit-sealer.ts';
import type { Settings } from '../../../config/settings.ts';
import { SETTINGS } from '../../../config/settings-token.ts';
import { Database } from '../../../database/database.ts';
import { Tenancy } from '../../../tenancy/tenancy.ts';
import { piecesIn, textIn } from './archive-entries.ts';
import {
  accountsFile,
  type ArchiveManifest,
  archiveManifest,
  manifestFile,
  tableFile,
  uploadFile,
} from './archive-manifest.ts';
import { alike, hashRows } from './archive-rows.ts';
import { type ArchivedTable, archivedTables } from './archive-tables.ts';

/** Why an archive was not taken: told to the operator. */
export class ArchiveRefused extends Error {}

/** Rows that are written by one statement. */
const rowsAtOnce = 1_000;
const newestMigration = 'SELECT name FROM migrations ORDER BY "timestamp" DESC LIMIT 1';
const isEmpty = 'SELECT NOT EXISTS (SELECT FROM partnership) AND NOT EXISTS (SELECT FROM account) AS "isEmpty"';
/** By the role that logs in: people choose a password anew, by the link of a reset. */
const addAccounts = `
INSERT INTO account (id, name, email) SELECT a.id, a.name, a.email
FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, name text, email text)`;

/** Takes an archive up into an installation in which there is nothing yet. */
@Injectable()
export class ArchiveImportService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(AuditSealer) private readonly sealer: AuditSealer,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Writes every row and every upload, all or nothing, and compares the hash of each table with the archive's.
   * @throws ArchiveRefused when the installation is not empty, the archive is of another version, is not whole, or what
   * was written is not what was read.
   */
  async take(path: string): Promise<ArchiveManifest> {
    const manifest = await this.#manifest(path);
    const { id } = manifest.partnership;
    const uploads = new Uploads(join(this.settings.dataDir, 'uploads'), id, manifest);
    try {
      const scope = { partnershipId: id, accountId: null, seesHidden: true };
      await this.tenancy.inScope(scope, 'READ WRITE', async (client) => {
        await client.query(alike);
        await this.#write(client, path, manifest, uploads);
        await this.#compare(client, manifest);
        await uploads.finish();
      });
    } catch (error) {
      await uploads.undo();
      throw error;
    }
    await this.sealer.sealTakenUp(id, manifest.auditHead);
    return manifest;
  }

  async #manifest(path: string): Promise<ArchiveManifest> {
    const text = await textIn(path, manifestFile).catch(() => null);
    if (text === null) throw new ArchiveRefused('It is no archive of a partnership, or not the whole of it.');
    const read = archiveManifest.safeParse(JSON.parse(text));
    if (!read.success) throw new ArchiveRefused('It is an archive of another version of Throughline.');
    const { rows } = await this.database.pool.query<{ name: string }>(newestMigration);
    if (rows[0]?.name !== read.data.schema)
      throw new ArchiveRefused(
        `It was made with the tables of ${read.data.schema}, and here they are those of ${rows[0]?.name}: bring both to the same version first.`,
      );
    const empty = await this.database.pool.query<{ isEmpty: boolean }>(isEmpty);
    if (!empty.rows[0]?.isEmpty)
      throw new ArchiveRefused(
        'There are partnerships or accounts here already: an archive needs an empty installation.',
      );
    return read.data;
  }

  async #write(client: pg.ClientBase, path: string, manifest: ArchiveManifest, uploads: Uploads): Promise<void> {
    const tables = new Map(archivedTables(this.database.dataSource).map((table) => [tableFile(table.name), table]));
    const missing = [...tables.values()].find(({ name }) => !manifest.tables.some((table) => table.name === name));
    if (missing) throw new ArchiveRefused(`The table ${missing.name} is not in it.`);
    const isTaken = (name: string): boolean => tables.has(name) || name === accountsFile || uploads.has(name);
    let reading: LinesReader | null = null;
    let accounts: string[] = [];
    for await (const { name, bytes, isLast } of piecesIn(path, isTaken)) {
      const table = tables.get(name);
      if (!table && name !== accountsFile) {
        await uploads.write(name, bytes, isLast);
        continue;
      }
      reading ??= new LinesReader(table ? (lines) => insertRows(client, table, lines) : null);
      await reading.take(bytes, isLast, table?.refersToItself ?? true);
      if (!isLast) continue;
      if (table) demandSum(manifest, table.name, reading.sha256());
      else accounts = reading.rest();
      reading = null;
    }
    // What reads and writes rows has no right on accounts.
    await client.query('SET LOCAL ROLE NONE');
    await client.query(addAccounts, [`[${accounts.join(',')}]`]);
  }

  /** What the database holds now is what the archive says. */
  async #compare(client: pg.ClientBase, manifest: ArchiveManifest): Promise<void> {
    for (const table of archivedTables(this.database.dataSource)) {
      const { sha256 } = await hashRows(client, table, manifest.partnership.id);
      demandSum(manifest, table.name, sha256);
    }
  }
}

function demandSum(manifest: ArchiveManifest, name: string, sha256: string): void {
  const table = manifest.tables.find((each) => each.name === name);
  if (table?.sha256 !== sha256) throw new ArchiveRefused(`The table ${name} is not what the archive says that it is.`);
}

async function insertRows(client: pg.ClientBase, { name, columns }: ArchivedTable, lines: string[]): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const text = `INSERT INTO "${name}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::"${name}", $1::jsonb)`;
  await client.query(text, [`[${lines.join(',')}]`]);
}

/** Reads a file of lines, and hands them on some at a time. */
class LinesReader {
  readonly #hash: Hash = createHash('sha256');
  readonly #decoder = new TextDecoder();
  #unended = '';
  #lines: string[] = [];

  constructor(private readonly write: ((lines: string[]) => Promise<void>) | null) {}

  /** `atOnce` keeps all lines for the end, for rows that refer to each other. */
  async take(bytes: Uint8Array, isLast: boolean, atOnce: boolean): Promise<void> {
    this.#hash.update(bytes);
    const lines = (this.#unended + this.#decoder.decode(bytes, { stream: !isLast })).split('\n');
    this.#unended = lines.pop() ?? '';
    for (const line of lines) this.#lines.push(line);
    if (!this.write || (!isLast && (atOnce || this.#lines.length < rowsAtOnce))) return;
    const size = atOnce ? Math.max(1, this.#lines.length) : rowsAtOnce;
    for (let from = 0; from < this.#lines.length; from += size) await this.write(this.#lines.slice(from, from + size));
    this.#lines = [];
  }

  /** Lines that nobody wrote. */
  rest(): string[] {
    return this.#lines;
  }

  sha256(): string {
    return this.#hash.digest('hex');
  }
}

/** The uploads of an archive on their way to their folder: there all at once, or not at all. */
class Uploads {
  readonly #names: ReadonlyMap<string, ArchiveManifest['uploads'][number]>;
  readonly #waiting: string;
  readonly #folder: string;
  #file: FileHandle | null = null;
  #hash = createHash('sha256');
  #whole = 0;
  #isFinished = false;

  constructor(folder: string, partnershipId: string, { uploads }: ArchiveManifest) {
    this.#names = new Map(uploads.map((upload) => [uploadFile(upload.name), upload]));
    this.#folder = join(folder, partnershipId);
    this.#waiting = `${this.#folder}.waiting`;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  async write(name: string, bytes: Uint8Array, isLast: boolean): Promise<void> {
    const upload = this.#names.get(name);
    if (!upload) return;
    if (!this.#file) {
      await mkdir(this.#waiting, { recursive: true, mode: 0o700 });
      this.#file = await open(join(this.#waiting, upload.name), 'w', 0o600);
      this.#hash = createHash('sha256');
    }
    this.#hash.update(bytes);
    await this.#file.write(bytes);
    if (!isLast) return;
    await this.#file.close();
    this.#file = null;
    if (this.#hash.digest('hex') !== upload.sha256)
      throw new ArchiveRefused(`The upload ${upload.name} is not what the archive says that it is.`);
    this.#whole += 1;
  }

  async finish(): Promise<void> {
    if (this.#whole < this.#names.size) throw new ArchiveRefused('Not every upload is in it.');
    if (this.#whole > 0) await rename(this.#waiting, this.#folder);
    this.#isFinished = this.#whole > 0;
  }

  async undo(): Promise<void> {
    await this.#file?.close();
    await rm(this.#waiting, { recursive: true, force: true });
    if (this.#isFinished) await rm(this.#folder, { recursive: true, force: true });
  }
}
