import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** What a workbook may have at most; above it is refused, as a small archive can unpack to any size. */
export const limits = {
  /** Unpacked bytes of one sheet. */
  sheetBytes: 1_073_741_824,
  /** Unpacked bytes of the shared texts, which are held in memory. */
  textBytes: 134_217_728,
  /** Unpacked bytes of each of the small parts. */
  otherBytes: 16_777_216,
  /** Cells of a sheet, with the empty ones to the left of filled ones. */
  cells: 50_000_000,
  /** Files in the archive. */
  entries: 10_000,
};

/** A workbook that is not read, and why. */
export class WorkbookRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** A tag's name without the namespace prefix that some programs write. */
const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** What is done with the tags and texts of a part, as they come. */
export interface PartHandler {
  open(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The files inside a workbook, by their names. */
export class Parts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws WorkbookRefused when it is no archive, or has too many files. */
  static async open(path: string): Promise<Parts> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => {
      throw new WorkbookRefused(refusal('FILE_DAMAGED'));
    });
    try {
      if (zip.entryCount > limits.entries) throw new WorkbookRefused(refusal('FILE_PARTS', { most: limits.entries }));
      return new Parts(zip, await listEntries(zip));
    } catch (error) {
      zip.close();
      throw error instanceof WorkbookRefused ? error : new WorkbookRefused(refusal('FILE_DAMAGED'));
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /**
   * Reads one part, tag by tag, and yields after every piece so that what has gathered can be taken.
   * @throws WorkbookRefused as `texts` does, and when it is no XML
   */
  async *read(name: string, handler: PartHandler, limit: number): AsyncGenerator<void> {
    const parser = parserOf(handler);
    for await (const text of this.texts(name, limit)) {
      parser.write(text);
      yield;
    }
    parser.close();
  }

  /** Reads one small part to its end. */
  async readAll(name: string, handler: PartHandler, limit = limits.otherBytes): Promise<void> {
    const pieces = this.read(name, handler, limit);
    while (!(await pieces.next()).done);
  }

  /**
   * One part's text, piece by piece.
   * @throws WorkbookRefused when it is damaged, not there, or larger than the limit; the size that the archive states
   *   is held against what really comes out
   */
  async *texts(name: string, limit: number): AsyncGenerator<string> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw new WorkbookRefused(refusal('FILE_DAMAGED'));
    if (entry.uncompressedSize > limit)
      throw new WorkbookRefused(refusal('FILE_UNPACKED', { most: Math.round(limit / 1_048_576) }));
    let stream: Readable | undefined;
    try {
      stream = await this.#zip.openReadStreamPromise(entry);
      stream.setEncoding('utf8');
      for await (const text of stream) yield String(text);
    } catch (error) {
      throw error instanceof WorkbookRefused ? error : new WorkbookRefused(refusal('FILE_DAMAGED'));
    } finally {
      stream?.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  return entries;
}

/** The parser reads no document types, so no entity of the file's own can grow. */
function parserOf(handler: PartHandler): SaxesParser {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => handler.open(plainName(name), attributes));
  parser.on('closetag', ({ name }) => handler.close?.(plainName(name)));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('error', () => {
    throw new WorkbookRefused(refusal('FILE_DAMAGED'));
  });
  return parser;
}
