import { refusal } from '@throughline/domain/refusals/refusal';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { columnOfPersons } from '@throughline/source-files/mapping/rows-of-persons';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { type FileSource, profileFile } from '@throughline/source-files/rows/read-file';
import type { FileRecord } from '@throughline/source-files/text/records';
import { fileKind } from '@throughline/source-files/text/file-kind';
import { sniff, sniffedBytes, type SniffResult, sniffSheet, withSheets } from '@throughline/source-files/text/sniff';
import { linesOfSheet, mostSheets } from '@throughline/source-files/text/together';
import type { Settings } from '../../../config/settings.ts';
import { SETTINGS } from '../../../config/settings-token.ts';
import { Invalid, Refused } from '../../../kernel/errors.ts';
import { fileTooLarge } from '../../../kernel/file-too-large.ts';
import { isUuid } from '../../../kernel/inputs.ts';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import { WorkbookRefused } from './workbook/parts.ts';
import { Workbook } from './workbook/workbook.ts';

/** A file as it was received. */
export interface ReceivedFile {
  /** Where it waits until it is an import's: to be looked at as an import's file is. */
  id: string;
  bytes: number;
  sha256: string;
}

/** What a person corrected in what was seen of a file. */
type FileOverrides = ImportMapping['file'];

/** Rows of a sheet that are looked at to see what it is. */
const lookedAtRows = 2_000;
/** Rows of another sheet, to see whether its columns are alike. */
const seenRows = 60;
const shownRows = 20;
const longestShownCell = 200;
const mebibyte = 1_048_576;
/** Enough to tell a workbook from text. */
const firstBytes = 4_096;
/** How many times the limit is read before the connection is cut after all. */
const patience = 4;

/** Lets other requests be served between two pieces of a file. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Keeps the uploaded files, one for each import, and looks into them. */
@Injectable()
export class ImportFiles {
  /** Largest file that is taken, in bytes. */
  limit = 256 * mebibyte;
  readonly #folder: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#folder = join(settings.dataDir, 'uploads');
  }

  /**
   * Streams a file to a place of its own, whatever else is being uploaded; `keep` makes it an import's, `remove` ends
   * it. An interrupted one leaves nothing.
   * @throws Invalid when it is larger than the limit.
   */
  async receive(partnershipId: string, source: Readable): Promise<ReceivedFile> {
    const id = randomUUID();
    const path = this.#path(partnershipId, id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    const { limit } = this;
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        // What is too much is read on and dropped: a connection that is cut tells the person nothing.
        if (bytes > limit) return bytes > limit * patience ? done(fileTooLarge(limit)) : done();
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }));
      if (bytes > limit) throw fileTooLarge(limit);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { id, bytes, sha256: hash.digest('hex') };
  }

  /**
   * Makes a received file that of an import, whole or not at all. Whoever calls it must know that the import has none:
   * the file that is there would be replaced.
   */
  async keep(partnershipId: string, received: ReceivedFile, importId: string): Promise<void> {
    await rename(this.#path(partnershipId, received.id), this.#path(partnershipId, importId));
  }

  /** Looks at the beginning of the file; what a person corrected is taken as it is. */
  async look(partnershipId: string, id: string, overrides: FileOverrides = {}): Promise<SniffResult> {
    const path = this.#path(partnershipId, id);
    const { size } = await stat(path).catch(() => {
      throw new Refused(refusal('FILE_GONE'));
    });
    const head = await readPiece(path, 0, Math.min(size, sniffedBytes));
    const kind = fileKind(head);
    if (kind === 'FILE_EXCEL') return lookIntoWorkbook(path, overrides);
    // The password of an old Office file shows near its beginning or its end.
    if (kind === 'FILE_OLD_EXCEL' && size > head.length) {
      const tail = await readPiece(path, Math.max(head.length, size - sniffedBytes), sniffedBytes);
      return { ok: false, refusal: refusal(fileKind(Buffer.concat([head, tail])) ?? kind) };
    }
    return sniff(head, head.length === size, overrides);
  }

  /**
   * Looks at the whole file and says what is in it.
   * @throws Invalid at `file` when it is no table that can be read, or when its rows are single persons.
   */
  async see(partnershipId: string, id: string, overrides: FileOverrides = {}): Promise<SeenFile> {
    const seen = await this.look(partnershipId, id, overrides);
    if (!seen.ok) throw new Invalid({ file: seen.refusal });
    const { shape, sample } = seen;
    const source = await this.stream(partnershipId, id, overrides);
    const profiles = await profileFile(source, shape, { mapping: { file: overrides }, pause: breathe });
    const column = columnOfPersons(profiles);
    if (column !== undefined) throw new Invalid({ file: refusal('FILE_OF_PERSONS', { column }) });
    const rows = sample.slice(0, shownRows).map(({ line, cells }) => ({
      line,
      cells: cells.map((cell) => cell.slice(0, longestShownCell)),
    }));
    return { shape, profiles, sample: rows };
  }

  /**
   * The file's bytes, or the rows of a workbook's sheet, for the reader. The rows end with Invalid at `file` when the
   * workbook turns out to be damaged or too large.
   */
  async stream(partnershipId: string, id: string, overrides: FileOverrides = {}): Promise<FileSource> {
    const path = this.#path(partnershipId, id);
    if (fileKind(await readPiece(path, 0, firstBytes)) === 'FILE_EXCEL') {
      const looked = overrides.together === true ? await lookIntoWorkbook(path, overrides) : undefined;
      const sheets = looked?.ok ? looked.shape.together?.tables.flatMap(({ sheet }) => sheet ?? []) : undefined;
      return { records: recordsOf(path, overrides, sheets) };
    }
    return createReadStream(path) as AsyncIterable<Uint8Array>;
  }

  /** Ends a received file; nothing happens where it was kept. */
  async remove(partnershipId: string, id: string): Promise<void> {
    await rm(this.#path(partnershipId, id), { force: true });
  }

  /** Ids alone make the path: nothing that a person wrote can lead out of the folder. */
  #path(partnershipId: string, id: string): string {
    if (!isUuid(partnershipId) || !isUuid(id)) throw new Error('not a UUID');
    return join(this.#folder, partnershipId.toLowerCase(), id.toLowerCase());
  }
}

async function readPiece(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(length);
    const { bytesRead } = await file.read(piece, 0, length, from);
    return piece.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function lookIntoWorkbook(
  path: string,
  { sheet, decimalSign, together = false, ...overrides }: FileOverrides,
): Promise<SniffResult> {
  let workbook: Workbook | undefined;
  try {
    workbook = await Workbook.open(path);
    const chosen = await workbook.sheet(sheet);
    const { records, complete } = await workbook.head(chosen, lookedAtRows, decimalSign);
    const sheets = workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
    const seen = sniffSheet(records, complete, { sheet: chosen.name, sheets }, overrides);
    const others = workbook.sheets.filter(({ name, hidden }) => !hidden || name === chosen.name).slice(0, mostSheets);
    if (others.length < 2) return seen;
    const heads = [];
    for (const each of others) {
      const rows = together ? lookedAtRows : seenRows;
      const own = each === chosen ? records : (await workbook.head(each, rows, decimalSign)).records;
      heads.push({ name: each.name, records: own });
    }
    return withSheets(seen, heads, together);
  } catch (error) {
    if (error instanceof WorkbookRefused) return { ok: false, refusal: error.refusal };
    throw error;
  } finally {
    workbook?.close();
  }
}

/** The rows of a sheet, or those of several after each other, with lines of their own. */
async function* recordsOf(
  path: string,
  { sheet, decimalSign }: FileOverrides,
  together: readonly string[] | undefined,
): AsyncGenerator<FileRecord[]> {
  let workbook: Workbook | undefined;
  try {
    workbook = await Workbook.open(path);
    if (together === undefined) yield* workbook.records(await workbook.sheet(sheet), decimalSign);
    for (const [at, name] of (together ?? []).entries())
      for await (const batch of workbook.records(await workbook.sheet(name), decimalSign))
        yield batch.map((record) => ({ ...record, line: record.line + at * linesOfSheet }));
  } catch (error) {
    if (error instanceof WorkbookRefused) throw new Invalid({ file: error.refusal });
    throw error;
  } finally {
    workbook?.close();
  }
}
