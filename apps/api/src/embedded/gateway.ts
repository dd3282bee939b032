import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { Backend } from './backend.ts';
import { GatewayConnection } from './connection.ts';
import { errorMessage } from './wire.ts';

/** How the gateway listens and how patient it is. */
export interface GatewayOptions {
  /** Path of the Unix socket. */
  readonly socketPath: string;
  /** A client that holds a transaction and sends nothing for this long, in ms, is cut off. */
  readonly idleTransactionMs: number;
  /** Called when the database inside has failed: nothing can be served any more. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Lets any number of clients share the one backend of an embedded database, as a transaction-mode pooler does: a
 * client has the backend from its first message until it is ready and outside a transaction; the others wait in line.
 *
 * The socket server that ships with PGlite was tried first. It shares message by message, so that two clients mix
 * their unnamed statements and collide in named ones, and a COPY from a client ends the database.
 */
export class EmbeddedGateway {
  readonly #server: Server;
  readonly #backend: Backend;
  readonly #connections = new Set<GatewayConnection>();
  readonly #options: GatewayOptions;
  #nextId = 1;

  constructor(db: PGlite, options: GatewayOptions) {
    this.#options = options;
    this.#backend = new Backend(db, options.onFailure);
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Begins to listen. Rejects when the socket cannot be bound. */
  async start(): Promise<void> {
    await this.#backend.greet();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.socketPath, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** Ends every connection with "the server is stopping", rolls open transactions back and stops listening. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    const reason = errorMessage('FATAL', '57P01', 'the embedded database is stopping');
    await Promise.all([...this.#connections].map((connection) => connection.end(reason)));
    await closed;
  }

  #accept(socket: Socket): void {
    const connection = new GatewayConnection(this.#nextId++, socket, this.#backend, this.#options.idleTransactionMs);
    this.#connections.add(connection);
    void connection.finished.then(() => this.#connections.delete(connection));
  }
}
