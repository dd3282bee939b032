import { Inject, Injectable } from '@nestjs/common';
import { may } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type pg from 'pg';
import { Database } from '../database/database.ts';
import { inOneMessage } from '../database/one-message.ts';
import { appRole } from '../database/app-role.ts';
import { statementName } from '../database/statements.ts';
import { givenMoment } from '../kernel/clock.ts';
import { isUuid } from '../kernel/inputs.ts';
import { ReadTransaction } from './transaction.ts';

/** What a transaction is opened for. A null partnership sees no tenant data but the account's own memberships. */
export interface Scope {
  partnershipId: string | null;
  accountId: string | null;
  /** True shows numbers that the disclosure gate hid. */
  seesHidden: boolean;
}

/** The scope of a viewer: clearance follows the policy, never an argument. */
export function scopeOf(viewer: Viewer): Scope {
  return {
    partnershipId: viewer.partnershipId,
    accountId: viewer.link ? null : viewer.accountId,
    seesHidden: may('canSeeHidden', viewer),
  };
}

/**
 * BEGIN, role and tenant in one message, and the moment where a clock was given (`moment()` in SQL). The ids are literals
 * (a distributed engine does not propagate `set_config`), so anything but a UUID is refused here.
 */
export function opening(scope: Scope, mode: 'READ ONLY' | 'READ WRITE'): string {
  const literal = (id: string | null): string => {
    if (id === null) return "''";
    if (!isUuid(id)) throw new Error('not a UUID');
    return `'${id}'`;
  };
  const moment = givenMoment();
  const happens = moment === null ? '' : `; SET LOCAL app.moment = '${moment.toISOString()}'`;
  return (
    `BEGIN ${mode}; SET LOCAL ROLE ${appRole}; SET LOCAL app.partnership = ${literal(scope.partnershipId)}; ` +
    `SET LOCAL app.account = ${literal(scope.accountId)}; SET LOCAL app.clearance = '${scope.seesHidden ? 'full' : 'published'}'${happens}`
  );
}

/** Opens every transaction of the app: one operation, one transaction, one tenant. */
@Injectable()
export class Tenancy {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Runs reads in one read-only transaction. Statements sent without awaiting each other travel together. */
  read<T>(viewer: Viewer, work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.inScope(scopeOf(viewer), 'READ ONLY', async (client) => {
      const tx = new ReadTransaction(client, this.database.dataSource, viewer.partnershipId);
      try {
        return await work(tx);
      } finally {
        tx.close();
      }
    });
  }

  /**
   * The first row of one named prepared statement, or null. The whole transaction, from BEGIN to COMMIT, is one message
   * and one answer: for the read models that everybody opens. When the statement fails, the COMMIT rolls back.
   */
  readOne<T extends object>(viewer: Viewer, text: string, values: unknown[]): Promise<T | null> {
    return this.readOneInScope<T>(scopeOf(viewer), text, values);
  }

  /** {@link readOne} for whoever is not a viewer yet. */
  async readOneInScope<T extends object>(scope: Scope, text: string, values: unknown[]): Promise<T | null> {
    const begin = opening(scope, 'READ ONLY');
    const client = await this.database.pool.connect();
    try {
      inOneMessage(client);
      const [begun, found, ended] = await Promise.allSettled([
        client.query(begin),
        client.query<T & pg.QueryResultRow>({ name: statementName(text), text, values }),
        client.query('COMMIT'),
      ]);
      if (begun.status === 'rejected') throw begun.reason;
      if (found.status === 'rejected') throw found.reason;
      if (ended.status === 'rejected') throw ended.reason;
      client.release();
      return found.value.rows[0] ?? null;
    } catch (error) {
      // After a statement that failed the COMMIT has rolled back; a connection that failed itself is not used again.
      const isOver = await client.query('ROLLBACK').then(
        () => true,
        () => false,
      );
      client.release(!isOver);
      throw error;
    }
  }

  /**
   * One transaction on one connection; commits when `work` resolves, rolls back when it rejects. Work that has sent its
   * last statement may call `commit` and let it travel with them: after a failed statement the database rolls back, and
   * the work rejects because it waits for each.
   */
  async inScope<T>(
    scope: Scope,
    mode: 'READ ONLY' | 'READ WRITE',
    work: (client: pg.PoolClient, commit: () => void) => Promise<T>,
  ): Promise<T> {
    const begin = opening(scope, mode);
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    let committed: Promise<unknown> | undefined;
    const commit = (): void => {
      inOneMessage(client);
      committed = client.query('COMMIT');
      committed.catch(() => undefined);
    };
    try {
      inOneMessage(client);
      // Both are waited for even when one fails: nothing may still use the connection once it is given back.
      const [begun, worked] = await Promise.allSettled([client.query(begin), work(client, commit)]);
      if (begun.status === 'rejected') throw begun.reason;
      if (worked.status === 'rejected') throw worked.reason;
      if (!committed) commit();
      await committed;
      return worked.value;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      // A connection that could not roll back must not be used by anybody again.
      client.release(broken);
    }
  }
}
