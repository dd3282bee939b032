import { Client, type ClientConfig } from 'pg';

/**
 * A connection that outlives its database: `pg` tells of a lost connection by an `error` event, which ends the process
 * when nobody listens, and its pool listens only while the connection is idle. Whoever waits for a statement is told by
 * that statement, so nothing is lost by listening here.
 */
export class DatabaseClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
