import { createReadStream } from 'node:fs';
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';

/** A piece of a file of an archive, in the order in which they stand there. */
export interface ArchivePiece {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The file is over with this piece. */
  readonly isLast: boolean;
}

/** The files of a ZIP archive that `wants` names, piece by piece; read no faster than they are taken. */
export async function* piecesIn(path: string, wants: (name: string) => boolean): AsyncGenerator<ArchivePiece> {
  const ready: ArchivePiece[] = [];
  const unzip = new Unzip((file) => {
    if (!wants(file.name)) return;
    file.ondata = (error, bytes, isLast) => {
      if (error) throw error;
      ready.push({ name: file.name, bytes, isLast });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    unzip.push(chunk);
    yield* ready.splice(0);
  }
  unzip.push(new Uint8Array(), true);
  yield* ready.splice(0);
}

/** One small file of an archive as text; null when it is not in it. */
export async function textIn(path: string, wanted: string): Promise<string | null> {
  const decoder = new TextDecoder();
  let text: string | null = null;
  for await (const { bytes, isLast } of piecesIn(path, (name) => name === wanted))
    text = (text ?? '') + decoder.decode(bytes, { stream: !isLast });
  return text;
}
