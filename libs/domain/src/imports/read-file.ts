import { filled } from './header.ts';
import type { ImportMapping } from './mapping.ts';
import type { ReadSummary } from './problems.ts';
import { RowReader } from './read-rows.ts';
import type { RowReaderOptions } from './read-rows.ts';
import { Profiler } from './profile.ts';
import type { ColumnProfile } from './profile.ts';
import { RecordReader } from './records.ts';
import type { FileRecord } from './records.ts';
import { isNote, repeatsHeader } from './sniff.ts';
import type { FileShape } from './sniff.ts';

/** Bytes read in one go between two pauses; about 600 rows, a few milliseconds. */
const pieceBytes = 65_536;

export interface ReadFileOptions extends Omit<RowReaderOptions, 'columns' | 'firstDataLine' | 'file' | 'mapping'> {
  shape: FileShape;
  mapping: ImportMapping;
  fileName: string;
  /** Awaited between pieces, so that a screen can paint, other requests be served, or a full store be waited for. */
  pause?: () => Promise<void>;
}

/**
 * Reads a whole file piece by piece: bytes in, observations and problems out to the sink, memory bounded whatever the
 * file's length. Rejects when the source of bytes or the pause does.
 */
export async function readFile(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadFileOptions,
): Promise<ReadSummary> {
  const { shape, mapping, fileName, pause, ...rest } = options;
  const records = new RecordReader({
    encoding: mapping.file.encoding ?? shape.encoding,
    delimiter: mapping.file.delimiter ?? shape.delimiter,
  });
  const titles = shape.titleLines.map(({ text }) => text);
  const reader = new RowReader({
    ...rest,
    mapping,
    columns: shape.columns,
    file: { fileName, titles },
    // Notes and blank lines between the header and the first row are the reader's to count.
    firstDataLine: shape.headerLine === null ? shape.firstDataLine : shape.headerLine + 1,
  });
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      for (const record of records.push(chunk.subarray(at, at + pieceBytes))) reader.read(record);
      await pause?.();
    }
  }
  for (const record of records.end()) reader.read(record);
  return reader.end();
}

/** Profiles every column of a whole file, piece by piece; titles, header, blank lines and notes are left out. */
export async function profileFile(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  shape: FileShape,
  options: { mapping?: Pick<ImportMapping, 'file'>; pause?: () => Promise<void> } = {},
): Promise<ColumnProfile[]> {
  const encoding = options.mapping?.file.encoding ?? shape.encoding;
  const delimiter = options.mapping?.file.delimiter ?? shape.delimiter;
  const records = new RecordReader({ encoding, delimiter });
  const profiler = new Profiler(shape.columns, options.mapping?.file.decimalSign);
  const add = ({ line, cells, faults }: FileRecord): void => {
    if (line < shape.firstDataLine || faults !== null || filled(cells) === 0) return;
    if (!isNote(cells, shape.columns.length) && !repeatsHeader(cells, shape.columns)) profiler.add(cells);
  };
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      records.push(chunk.subarray(at, at + pieceBytes)).forEach(add);
      await options.pause?.();
    }
  }
  records.end().forEach(add);
  return profiler.result();
}
