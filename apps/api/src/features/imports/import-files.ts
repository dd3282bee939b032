import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { profileFile } from '@throughline/domain/imports/read-file';
import { type ShapeOverrides, sniff, sniffedBytes, type SniffResult } from '@throughline/domain/imports/sniff';
import type { Settings } from '../../config/settings.ts';
import { SETTINGS } from '../../config/settings-token.ts';
import { Invalid, Refused } from '../../graphql/errors.ts';
import { isUuid } from '../../graphql/input.ts';
import type { SeenFile } from './import-report.ts';

/** A file as it was received. */
export interface ReceivedFile {
  bytes: number;
  sha256: string;
}

const shownRows = 20;
const longestShownCell = 200;
const mebibyte = 1_048_576;
/** How many times the limit is read before the connection is cut after all. */
const patience = 4;

const tooLarge = (limit: number): Invalid =>
  new Invalid({
    file: `The file is larger than ${Math.round(limit / mebibyte)} MB. Divide it into several files, by year for example.`,
  });

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
   * Streams a file to its place; an interrupted one leaves nothing there.
   * @throws Invalid when it is larger than the limit.
   */
  async receive(partnershipId: string, id: string, source: Readable): Promise<ReceivedFile> {
    const path = this.#path(partnershipId, id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    const { limit } = this;
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        // What is too much is read on and dropped: a connection that is cut tells the person nothing.
        if (bytes > limit) return bytes > limit * patience ? done(tooLarge(limit)) : done();
        hash.update(chunk);
        done(null, chunk);
      },
    });
    // Renamed when complete, so that a file is there whole or not at all.
    const partial = `${path}.${randomUUID()}.part`;
    try {
      await pipeline(source, measure, createWriteStream(partial, { mode: 0o600 }));
      if (bytes > limit) throw tooLarge(limit);
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  /** Looks at the beginning of the file; what a person corrected is taken as it is. */
  async look(partnershipId: string, id: string, overrides: ShapeOverrides = {}): Promise<SniffResult> {
    const path = this.#path(partnershipId, id);
    const { size } = await stat(path).catch(() => {
      throw new Refused('FILE_GONE', 'The uploaded file is no longer on the server. Upload it again.');
    });
    const file = await open(path);
    try {
      const head = Buffer.alloc(Math.min(size, sniffedBytes));
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return sniff(head.subarray(0, bytesRead), bytesRead === size, overrides);
    } finally {
      await file.close();
    }
  }

  /**
   * Looks at the whole file and says what is in it.
   * @throws Invalid at `file` when it is no table that can be read.
   */
  async see(partnershipId: string, id: string, overrides: ShapeOverrides = {}): Promise<SeenFile> {
    const seen = await this.look(partnershipId, id, overrides);
    if (!seen.ok) throw new Invalid({ file: seen.refusal.message });
    const { shape, sample } = seen;
    const profiles = await profileFile(this.stream(partnershipId, id), shape, { pause: breathe });
    const rows = sample.slice(0, shownRows).map(({ line, cells }) => ({
      line,
      cells: cells.map((cell) => cell.slice(0, longestShownCell)),
    }));
    return { shape, profiles, sample: rows };
  }

  stream(partnershipId: string, id: string): AsyncIterable<Uint8Array> {
    return createReadStream(this.#path(partnershipId, id)) as AsyncIterable<Uint8Array>;
  }

  async remove(partnershipId: string, id: string): Promise<void> {
    await rm(this.#path(partnershipId, id), { force: true });
  }

  /** Ids alone make the path: nothing that a person wrote can lead out of the folder. */
  #path(partnershipId: string, id: string): string {
    if (!isUuid(partnershipId) || !isUuid(id)) throw new Error('not a UUID');
    return join(this.#folder, partnershipId.toLowerCase(), id.toLowerCase());
  }
}
