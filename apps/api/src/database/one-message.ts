import type { Writable } from 'node:stream';
import type pg from 'pg';

/** What `pg` keeps behind a client and its types leave out. */
interface Connected {
  connection: { stream: Writable };
}

/**
 * Lets everything that is sent on a connection before the running code gives way leave in one message. A write to a
 * socket costs more than most statements' own work, and a transaction would otherwise be three and more of them
 * (docs/performance.md). Calling it again before the message left changes nothing.
 */
export function inOneMessage(client: pg.ClientBase): void {
  const { stream } = (client as unknown as Connected).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
