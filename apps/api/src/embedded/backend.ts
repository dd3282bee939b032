import type { PGlite } from '@electric-sql/pglite';
import { AnswerReader, type ReadyState, startupMessage } from './wire.ts';

interface Waiting {
  readonly owner: number;
  readonly give: () => void;
}

/** The one backend of an embedded database, lent to one connection at a time in the order they asked. */
export class Backend {
  readonly #db: PGlite;
  readonly #onFailure: (error: Error) => void;
  readonly #waiting: Waiting[] = [];
  #owner: number | undefined;
  #greeting: Buffer = Buffer.alloc(0);
  #nextStatement = 1;

  constructor(db: PGlite, onFailure: (error: Error) => void) {
    this.#db = db;
    this.#onFailure = onFailure;
  }

  /** What a client is told after its startup message; the same for all, so that nobody waits in line to connect. */
  get greeting(): Buffer {
    return this.#greeting;
  }

  /** Asks the database once for its greeting. */
  async greet(): Promise<void> {
    const parts: Buffer[] = [];
    await this.run(startupMessage(), new AnswerReader(), (answer) => parts.push(answer));
    this.#greeting = Buffer.concat(parts);
  }

  /** A statement name that no other connection has. */
  newStatementName(): string {
    return `s${this.#nextStatement++}`;
  }

  /** Resolves when the backend is the caller's; at once if it already is. */
  take(owner: number): Promise<void> {
    if (this.#owner === owner) return Promise.resolve();
    if (this.#owner === undefined) {
      this.#owner = owner;
      return Promise.resolve();
    }
    return new Promise((give) => this.#waiting.push({ owner, give }));
  }

  /** Passes the backend on to who waits longest. */
  release(owner: number): void {
    if (this.#owner !== owner) return;
    const next = this.#waiting.shift();
    this.#owner = next?.owner;
    next?.give();
  }

  /** Whether the backend is lent to this connection now. */
  isHeldBy(owner: number): boolean {
    return this.#owner === owner;
  }

  /**
   * Runs whole messages and hands the answers on as they come.
   *
   * @returns the transaction state the database reported last, undefined if it reported none.
   */
  async run(bytes: Buffer, reader: AnswerReader, pass: (answer: Buffer) => void): Promise<ReadyState | undefined> {
    try {
      await this.#db.runExclusive(() =>
        this.#db.execProtocolRawStream(new Uint8Array(bytes), {
          onRawData: (chunk) => {
            const answer = reader.read(chunk);
            // Told from here, since the call that is running does not end any more.
            if (reader.ending !== undefined) this.#onFailure(new Error(reader.ending));
            if (answer.length > 0) pass(answer);
          },
        }),
      );
    } catch (error) {
      // SQL errors are answers. What throws here is the database itself, and its memory cannot be trusted any more.
      this.#onFailure(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    return reader.ready;
  }
}
