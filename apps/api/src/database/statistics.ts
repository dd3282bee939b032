import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from './database.ts';

/** So many rows changed make what the planner knows of a table worth finding out again. */
const enough = 500;

/**
 * Has the database find out how many rows a table has and how they are spread, once enough changed. Nobody else does it
 * on the embedded database, and on a server it may come a minute late; until then the planner takes a large table for an
 * empty one, and a query of a page may not end (docs/performance.md).
 */
@Injectable()
export class Statistics {
  readonly #log = new Logger('Statistics');
  readonly #changed = new Map<string, number>();

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Says, after a commit, that about so many rows of each of these tables changed. Never throws: the commit stands.
   * It works as the role that logs in, which owns the tables; the app's role may not.
   */
  async noteChange(tables: readonly string[], rows: number): Promise<void> {
    for (const table of tables) this.#changed.set(table, (this.#changed.get(table) ?? 0) + rows);
    const stale = tables.filter((table) => (this.#changed.get(table) ?? 0) >= enough);
    if (stale.length === 0) return;
    for (const table of stale) this.#changed.delete(table);
    try {
      await this.database.pool.query(`ANALYZE ${stale.join(', ')}`);
    } catch (error) {
      this.#log.warn(`The statistics of ${stale.join(', ')} could not be found out (${nameOf(error)}).`);
    }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'no error');
