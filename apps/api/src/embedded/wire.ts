/**
 * The part of the PostgreSQL wire protocol (version 3) that the embedded gateway must understand: where a message
 * ends, which messages name a prepared statement, and the few answers it gives itself.
 * Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

/** One message from a client: its type letter and all of its bytes, type and length included. */
export interface ClientMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a client sends before its first typed message. */
export type Opening = 'startup' | 'encryption' | 'cancel' | 'unknown';

const PROTOCOL_3 = 196_608;
const CANCEL = 80_877_102;
const ENCRYPTION = new Set([80_877_103, 80_877_104]);
const HEADER = 5;

/** Collects bytes as they arrive and gives whole messages back, in order. */
export class MessageBuffer {
  #chunks: Buffer[] = [];
  #length = 0;

  /** Adds bytes; they are joined only when a message is complete, so a large one costs one copy. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next opening message, or undefined while it is incomplete. */
  opening(): Opening | undefined {
    if (this.#length < 8) return undefined;
    const head = this.#joinChunks();
    const length = head.readInt32BE(0);
    if (this.#length < length) return undefined;
    const code = head.readInt32BE(4);
    this.#take(length);
    if (ENCRYPTION.has(code)) return 'encryption';
    if (code === CANCEL) return 'cancel';
    return code >> 16 === PROTOCOL_3 >> 16 ? 'startup' : 'unknown';
  }

  /** The next typed message, or undefined while it is incomplete. */
  next(): ClientMessage | undefined {
    if (this.#length < HEADER) return undefined;
    const first = this.#chunks[0];
    const head = first !== undefined && first.length >= HEADER ? first : this.#joinChunks();
    const length = 1 + head.readInt32BE(1);
    if (this.#length < length) return undefined;
    const bytes = this.#take(length);
    return { type: String.fromCharCode(bytes.readUInt8(0)), bytes };
  }

  #joinChunks(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  #take(length: number): Buffer {
    const all = this.#joinChunks();
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return all.subarray(0, length);
  }
}

/** Builds a message of one type from its parts. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(HEADER);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A zero-terminated string as the protocol writes it. */
export function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

/** A startup message for the embedded superuser: its answer greets every client. */
export function startupMessage(): Buffer {
  const head = Buffer.alloc(8);
  const body = Buffer.concat([text('user'), text('postgres'), text('database'), text('postgres'), Buffer.from([0])]);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(PROTOCOL_3, 4);
  return Buffer.concat([head, body]);
}

/** An error answer with a severity, an SQLSTATE and a text. */
export function errorMessage(severity: 'ERROR' | 'FATAL' | 'PANIC', code: string, problem: string): Buffer {
  return message(
    'E',
    ...[`S${severity}`, `V${severity}`, `C${code}`, `M${problem}`].map((field) => text(field)),
    Buffer.from([0]),
  );
}

/** The answer "send the rows of your COPY now": text format, no columns listed. */
export const COPY_IN = message('G', Buffer.from([0, 0, 0]));

/** The statement text of a Query (Q) message. */
export function queryText(bytes: Buffer): string {
  return bytes.toString('utf8', HEADER, bytes.length - 1);
}

/** The name and the statement text of a Parse (P) message. */
export function parseText(bytes: Buffer): string {
  const start = bytes.indexOf(0, HEADER) + 1;
  return bytes.toString('utf8', start, bytes.indexOf(0, start));
}

/** A Parse message with another statement text under the same name, without parameter types. */
export function withParseText(bytes: Buffer, statement: string): Buffer {
  const name = bytes.subarray(HEADER, bytes.indexOf(0, HEADER) + 1);
  return message('P', name, text(statement), Buffer.from([0, 0]));
}

/**
 * Renames the prepared statement that a message names; other messages and the unnamed statement stay as they are.
 * Parse (P) has the name first, Bind (B) second, Describe (D) and Close (C) after the letter S.
 */
export function renameStatement({ type, bytes }: ClientMessage, rename: (name: string) => string): Buffer {
  const start = statementNameAt(type, bytes);
  if (start === undefined) return bytes;
  const end = bytes.indexOf(0, start);
  if (end === start) return bytes;
  const name = rename(bytes.toString('utf8', start, end));
  return message(type, bytes.subarray(HEADER, start), Buffer.from(name), bytes.subarray(end));
}

function statementNameAt(type: string, bytes: Buffer): number | undefined {
  if (type === 'P') return HEADER;
  if (type === 'B') return bytes.indexOf(0, HEADER) + 1;
  if ((type === 'D' || type === 'C') && bytes[HEADER] === 'S'.charCodeAt(0)) return HEADER + 1;
  return undefined;
}

/** Transaction state in a ReadyForQuery answer: idle, in a transaction, in a failed one. */
export type ReadyState = 'I' | 'T' | 'E';

/** An error answer's fields that matter here: how severe it is, whatever the language, and what it says. */
function errorFields(bytes: Buffer): { severity: string; problem: string } {
  const fields = bytes.toString('utf8', HEADER).split('\0');
  const field = (letter: string): string => fields.find((each) => each.startsWith(letter))?.slice(1) ?? '';
  return { severity: field('V'), problem: field('M') };
}

/** After these the database answers nothing any more: it waits for a process above it that is not there. */
const endings = new Set(['PANIC', 'FATAL']);

/**
 * Follows the answers of the database through any cutting into chunks: remembers the last ReadyForQuery and, when
 * asked, leaves out the answers of one type.
 */
export class AnswerReader {
  ready: ReadyState | undefined;
  /** What the database ended itself with, for example that it cannot write its log on a full disk. */
  ending: string | undefined;
  readonly #buffer = new MessageBuffer();
  readonly #without: string | undefined;

  constructor(without?: string) {
    this.#without = without;
  }

  /** Takes a chunk of answers and returns the complete ones that are to be passed on. */
  read(chunk: Uint8Array): Buffer {
    // Copied: the chunk is a view of the database's memory, which the next statement overwrites.
    this.#buffer.push(Buffer.from(chunk));
    const passed: Buffer[] = [];
    for (let next = this.#buffer.next(); next !== undefined; next = this.#buffer.next()) {
      if (next.type === 'Z') this.ready = String.fromCharCode(next.bytes.readUInt8(HEADER)) as ReadyState;
      if (next.type === 'E') {
        const { severity, problem } = errorFields(next.bytes);
        if (endings.has(severity)) this.ending = problem;
      }
      if (next.type !== this.#without) passed.push(next.bytes);
    }
    return Buffer.concat(passed);
  }
}
