import { Readable } from 'node:stream';
import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive; it is opened when its turn comes. */
export interface ArchivedFile {
  readonly name: string;
  open(): Promise<AsyncIterable<string | Uint8Array>>;
}

const encoder = new TextEncoder();

/** A ZIP archive as a stream: one file after the other, read no faster than the archive is. */
export function zipOf(files: readonly ArchivedFile[]): Readable {
  return Readable.from(chunksOf(files), { objectMode: false });
}

async function* chunksOf(files: readonly ArchivedFile[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for (const { name, open } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for await (const piece of await open()) {
      file.push(typeof piece === 'string' ? encoder.encode(piece) : piece);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
