import type { Socket } from 'node:net';
import type { Backend } from './backend.ts';
import {
  AnswerReader,
  type ClientMessage,
  COPY_IN,
  errorMessage,
  message,
  MessageBuffer,
  parseText,
  queryText,
  renameStatement,
  text,
  withParseText,
} from './wire.ts';

/** Sync, Query and Flush: after these the client waits for answers. */
const ENDS_BATCH = new Set(['S', 'Q', 'H']);
const COPY_ENDS = new Set(['c', 'f']);
const COPY_FROM_CLIENT = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*copy\b[\s\S]*\bfrom\s+stdin\b/i;
const MAY_COPY = /\bcopy\b[\s\S]*\bfrom\s+stdin\b/i;
const COPY_FAIL = message('f', text('only a COPY that stands alone in its statement can be fed'));

const SESSION_SETTING = /(?:^|;)\s*set\s+(?!local\b|transaction\b|constraints\b)/i;
/** Returns the session to its start; `reset session authorization` does nothing here, where it began without a user. */
const RESET = Buffer.concat(
  ['set session authorization postgres', 'set role none', 'reset all'].map((statement) =>
    message('Q', text(statement)),
  ),
);

/** One client of the embedded database. */
export class GatewayConnection {
  /** Resolves when the client is gone and everything it left behind is cleaned up. */
  readonly finished: Promise<void>;
  readonly #id: number;
  readonly #socket: Socket;
  readonly #backend: Backend;
  readonly #idleTransactionMs: number;
  readonly #buffer = new MessageBuffer();
  readonly #statements = new Map<string, string>();
  #opened = false;
  #batch: Buffer[] = [];
  #copy: Buffer[] | undefined;
  #work: Promise<void> = Promise.resolve();
  #queued = 0;
  #sessionChanged = false;
  #gone = false;
  #idleTimer: NodeJS.Timeout | undefined;
  #resolveFinished: () => void = () => undefined;

  constructor(id: number, socket: Socket, backend: Backend, idleTransactionMs: number) {
    this.#id = id;
    this.#socket = socket;
    this.#backend = backend;
    this.#idleTransactionMs = idleTransactionMs;
    this.finished = new Promise((resolve) => {
      this.#resolveFinished = resolve;
    });
    socket.on('data', (chunk) => this.#receive(chunk));
    // A reset is a way of leaving: `close` follows and cleans up.
    socket.on('error', () => undefined);
    socket.on('close', () => void this.#leave());
  }

  /** Says why, cuts the client off and cleans up after it. */
  end(reason: Buffer): Promise<void> {
    this.#gone = true;
    if (this.#socket.writable) this.#socket.end(reason);
    this.#socket.destroySoon();
    return this.finished;
  }

  #receive(chunk: Buffer): void {
    this.#buffer.push(chunk);
    while (!this.#opened) {
      const opening = this.#buffer.opening();
      if (opening === undefined) return;
      this.#open(opening);
    }
    for (let next = this.#buffer.next(); next !== undefined; next = this.#buffer.next()) this.#collect(next);
  }

  #open(opening: 'startup' | 'encryption' | 'cancel' | 'unknown'): void {
    if (opening === 'encryption') this.#socket.write('N');
    else if (opening === 'startup') {
      this.#opened = true;
      this.#socket.write(this.#backend.greeting);
    } else {
      // There is no second process that could interrupt the running statement, so a cancel is only received.
      this.#opened = true;
      this.#socket.end();
    }
  }

  #collect(received: ClientMessage): void {
    if (received.type === 'X') this.#socket.end();
    else if (this.#copy !== undefined) this.#collectCopy(this.#copy, received);
    else if (received.type === 'Q') this.#collectQuery(received);
    else {
      this.#batch.push(this.#renameStatement(received));
      if (ENDS_BATCH.has(received.type)) this.#send();
    }
  }

  /**
   * A COPY from the client must reach the database whole: it has no way to wait for more rows in the middle of a
   * statement. So the gateway invites the rows itself and sends everything at their end.
   */
  #collectQuery(query: ClientMessage): void {
    const statement = queryText(query.bytes);
    this.#noteSetting(statement);
    this.#batch.push(query.bytes);
    if (COPY_FROM_CLIENT.test(statement)) {
      this.#copy = this.#batch;
      this.#batch = [];
      // In line behind earlier answers of this client, or the invitation would overtake them.
      this.#enqueue(() => Promise.resolve(this.#write(COPY_IN)));
      return;
    }
    // The refusal is ignored by the database unless it really waits for rows, where it would otherwise end.
    if (MAY_COPY.test(statement)) this.#batch.push(COPY_FAIL);
    this.#send();
  }

  #collectCopy(copy: Buffer[], received: ClientMessage): void {
    // Clients may send Sync or Flush while copying; the protocol has the server ignore them.
    if (received.type !== 'd' && !COPY_ENDS.has(received.type)) return;
    copy.push(received.bytes);
    if (!COPY_ENDS.has(received.type)) return;
    this.#copy = undefined;
    this.#batch = copy;
    this.#send('G');
  }

  /** Gives statement names of this client names of their own, since all clients share one backend. */
  #renameStatement(received: ClientMessage): Buffer {
    const bytes = renameStatement(received, (name) => {
      const known = this.#statements.get(name) ?? this.#backend.newStatementName();
      this.#statements.set(name, known);
      return known;
    });
    if (received.type !== 'P') return bytes;
    const statement = parseText(received.bytes);
    this.#noteSetting(statement);
    if (!COPY_FROM_CLIENT.test(statement)) return bytes;
    // A wrong statement gives a proper error in the proper transaction state; the COPY would end the database.
    return withParseText(bytes, 'copy_from_stdin_cannot_be_a_prepared_statement');
  }

  #send(without?: string): void {
    const bytes = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#enqueue(() => this.#run(bytes, without));
  }

  #enqueue(step: () => Promise<void>): void {
    clearTimeout(this.#idleTimer);
    this.#queued += 1;
    this.#work = this.#work
      .then(step)
      .catch(() => {
        this.#socket.destroy();
      })
      .finally(() => {
        this.#queued -= 1;
      });
  }

  async #run(bytes: Buffer, without: string | undefined): Promise<void> {
    if (this.#gone) return;
    await this.#backend.take(this.#id);
    if (this.#gone) return;
    const state = await this.#backend.run(bytes, new AnswerReader(without), (answer) => this.#write(answer));
    if (state === 'I') await this.#release();
    else this.#watchIdle();
  }

  #noteSetting(statement: string): void {
    if (SESSION_SETTING.test(statement)) this.#sessionChanged = true;
  }

  /** What a client sets for its session ends with its transaction: the next one in line must not inherit a role. */
  async #release(): Promise<void> {
    if (this.#sessionChanged) await this.#backend.run(RESET, new AnswerReader(), () => undefined);
    this.#sessionChanged = false;
    this.#backend.release(this.#id);
  }

  #write(answer: Buffer): void {
    if (this.#socket.writable) this.#socket.write(answer);
  }

  #watchIdle(): void {
    if (this.#queued > 1 || this.#gone) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      void this.end(errorMessage('FATAL', '25P03', 'terminating connection due to idle-in-transaction timeout'));
    }, this.#idleTransactionMs);
    this.#idleTimer.unref();
  }

  /** Rolls back, forgets the client's statements and lets the next client in. */
  async #leave(): Promise<void> {
    this.#gone = true;
    clearTimeout(this.#idleTimer);
    await this.#work;
    try {
      await this.#backend.take(this.#id);
      await this.#backend.run(this.#farewell(), new AnswerReader(), () => undefined);
    } catch {
      // The failure has been reported by the backend, and there is nobody left to answer.
    } finally {
      this.#backend.release(this.#id);
      this.#resolveFinished();
    }
  }

  #farewell(): Buffer {
    const closes = [...this.#statements.values()].map((name) => message('C', Buffer.from('S'), text(name)));
    return Buffer.concat([message('S'), message('Q', text('rollback')), RESET, ...closes, message('S')]);
  }
}
