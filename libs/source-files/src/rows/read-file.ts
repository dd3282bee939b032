import { countFilled } from '../text/header.ts';
import type { ImportMapping } from '../mapping/mapping.ts';
import type { ReadSummary } from './problems.ts';
import { RowReader } from './read-rows.ts';
import type { RowReaderOptions } from './read-rows.ts';
import { Profiler } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { RecordReader } from '../text/records.ts';
import type { FileRecord } from '../text/records.ts';
import { layTogether } from '../text/together.ts';
import { isNote, repeatsHeader, repeatsSpan, widen } from '../text/sniff.ts';
import type { FileShape } from '../text/sniff.ts';

/** The rows of a sheet, batch by batch; who reads a workbook's bytes gives these. */
export interface FileRecords {
  records: AsyncIterable<readonly FileRecord[]> | Iterable<readonly FileRecord[]>;
}

/** A file's bytes, or the rows of a workbook's sheet. */
export type FileSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array> | FileRecords;

/** Bytes read in one go between two pauses; about 600 rows, a few milliseconds. */
const pieceBytes = 65_536;

export interface ReadFileOptions extends Omit<
  RowReaderOptions,
  'columns' | 'firstDataLine' | 'file' | 'mapping' | 'spanningHeaders'
> {
  shape: FileShape;
  mapping: ImportMapping;
  fileName: string;
  /** Awaited between pieces, so that a screen can paint, other requests be served, or a full store be waited for. */
  pause?: () => Promise<void>;
}

/** The lines above the header, which pages of a printed table repeat. */
const spansOf = ({ upperHeader, spanningHeader }: FileShape): string[][] =>
  [upperHeader, spanningHeader].flatMap((span) => (span ? [span.cells] : []));

/** How a file is divided into records. */
type Writing = Pick<ImportMapping['file'], 'encoding' | 'delimiter'>;

/** Gives a file's records in its order to `take`, piece by piece. */
async function eachRecord(
  source: FileSource,
  shape: FileShape,
  writing: Writing,
  take: (record: FileRecord) => void,
  pause: (() => Promise<void>) | undefined,
): Promise<void> {
  const lay = shape.together === undefined ? undefined : layTogether(shape.together);
  const give = (record: FileRecord): void => {
    const laid = lay === undefined ? record : lay(record);
    if (laid !== null) take(laid);
  };
  if ('records' in source) {
    const width = shape.columns.length;
    for await (const batch of source.records) {
      for (const record of batch) give(lay === undefined ? widen(record, width) : record);
      await pause?.();
    }
    return;
  }
  const records = new RecordReader({
    encoding: writing.encoding ?? shape.encoding,
    delimiter: writing.delimiter ?? shape.delimiter,
  });
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      for (const record of records.push(chunk.subarray(at, at + pieceBytes))) give(record);
      await pause?.();
    }
  }
  for (const record of records.end()) give(record);
}

/**
 * Reads a whole file piece by piece: bytes or a sheet's rows in, observations and problems out to the sink, memory
 * bounded whatever the file's length. Rejects when the source or the pause does.
 */
export async function readFile(source: FileSource, options: ReadFileOptions): Promise<ReadSummary> {
  const { shape, mapping, fileName, pause, ...rest } = options;
  const titles = shape.titleLines.map(({ text }) => text);
  const reader = new RowReader({
    ...rest,
    mapping,
    columns: shape.columns,
    file: { fileName, titles },
    spanningHeaders: spansOf(shape),
    // Notes and blank lines between the header and the first row are the reader's to count.
    firstDataLine:
      shape.headerLine === null
        ? shape.firstDataLine
        : Math.max(shape.headerLine, shape.codesLine?.line ?? 0, shape.unitsLine?.line ?? 0) + 1,
  });
  const { lastLine = Infinity } = shape;
  // Below it stand other tables.
  const read = (record: FileRecord): void => {
    if (record.line <= lastLine) reader.read(record);
  };
  await eachRecord(source, shape, mapping.file, read, pause);
  return reader.end();
}

/** Profiles every column of a whole file, piece by piece; titles, header, blank lines and notes are left out. */
export async function profileFile(
  source: FileSource,
  shape: FileShape,
  options: { mapping?: Pick<ImportMapping, 'file'>; pause?: () => Promise<void> } = {},
): Promise<ColumnProfile[]> {
  const file = options.mapping?.file ?? {};
  const spans = spansOf(shape);
  const profiler = new Profiler(shape.columns, file.decimalSign ?? shape.decimalSign);
  const add = ({ line, cells, faults }: FileRecord): void => {
    if (
      line < shape.firstDataLine ||
      line > (shape.lastLine ?? Infinity) ||
      faults !== null ||
      countFilled(cells) === 0
    )
      return;
    const repeats = repeatsHeader(cells, shape.columns) || spans.some((span) => repeatsSpan(cells, span));
    if (!repeats && !isNote(cells, shape.columns.length)) profiler.add(cells);
  };
  await eachRecord(source, shape, file, add, options.pause);
  return profiler.result();
}
