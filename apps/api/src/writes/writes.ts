import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type pg from 'pg';
import { Database } from '../database/database.ts';
import { statementName } from '../database/statements.ts';
import { EventBus } from '../events/event-bus.ts';
import { Invalid, Refused } from '../kernel/errors.ts';
import { isUuid } from '../kernel/inputs.ts';
import { scopeOf, Tenancy } from '../tenancy/tenancy.ts';
import { constraintProperties, isDuplicate, translate } from './database-errors.ts';
import { WriteTransaction } from './write-transaction.ts';

/** What is asked, and under which key it must happen only once. */
export interface WriteRequest {
  /** Name of the mutation. */
  operation: string;
  /** A UUID that the client makes for each new write and repeats in a retry. */
  idempotencyKey: string;
  /** The whole input: the same key with another input is refused. */
  input: unknown;
}

interface Answered {
  operation: string;
  fingerprint: string;
  answer: unknown;
}

const findAnswer = `SELECT operation, fingerprint, answer FROM idempotency WHERE partnership_id = $1 AND member_id = $2 AND key = $3`;
const keepAnswer = `INSERT INTO idempotency (partnership_id, member_id, key, operation, fingerprint, answer) VALUES ($1, $2, $3, $4, $5, $6)`;

/** The one way to change tenant data: once, versioned, audited, announced, all or nothing. */
@Injectable()
export class Writes {
  readonly #properties: Map<string, string>;

  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(EventBus) private readonly events: EventBus,
  ) {
    this.#properties = constraintProperties(database.dataSource);
  }

  /**
   * Runs `work` in one transaction and keeps its answer under the key.
   * @throws Refused IDEMPOTENCY_KEY_REUSED when the key was used for another input.
   */
  async run<T>(viewer: Viewer, request: WriteRequest, work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
    if (!isUuid(request.idempotencyKey)) {
      throw new Invalid({
        idempotencyKey: 'The idempotency key must be a UUID that the client makes for each new write.',
      });
    }
    const fingerprint = createHash('sha256').update(JSON.stringify(request.input)).digest('hex');
    try {
      return await this.#attempt(viewer, request, fingerprint, work);
    } catch (error) {
      if (!isDuplicate(error)) throw translate(error, this.#properties);
      // The same write may have been in flight twice: the one that lost answers what the other one kept.
      const kept = await this.#kept(viewer, request, fingerprint);
      if (kept) return kept.answer as T;
      throw translate(error, this.#properties);
    }
  }

  async #attempt<T>(
    viewer: Viewer,
    request: WriteRequest,
    fingerprint: string,
    work: (tx: WriteTransaction) => Promise<T>,
  ): Promise<T> {
    let wrote = false;
    const answer = await this.tenancy.inScope(scopeOf(viewer), 'READ WRITE', async (client) => {
      const kept = await answered(client, viewer, request, fingerprint);
      if (kept) return kept.answer as T;
      const tx = new WriteTransaction(client, this.database.dataSource, viewer);
      const result = await work(tx).catch((error: unknown) => {
        tx.close();
        throw error;
      });
      const keeping = client.query({
        name: statementName(keepAnswer),
        text: keepAnswer,
        values: [
          viewer.partnershipId,
          viewer.memberId,
          request.idempotencyKey,
          request.operation,
          fingerprint,
          JSON.stringify(result ?? null),
        ],
      });
      keeping.catch(() => undefined);
      await tx.settle();
      await keeping;
      tx.close();
      wrote = tx.wrote;
      return result;
    });
    if (wrote) this.events.announce(viewer.partnershipId);
    return answer;
  }

  #kept(viewer: Viewer, request: WriteRequest, fingerprint: string): Promise<Answered | null> {
    return this.tenancy.inScope(scopeOf(viewer), 'READ ONLY', (client) =>
      answered(client, viewer, request, fingerprint),
    );
  }
}

async function answered(
  client: pg.PoolClient,
  viewer: Viewer,
  request: WriteRequest,
  fingerprint: string,
): Promise<Answered | null> {
  const found = await client.query<Answered>({
    name: statementName(findAnswer),
    text: findAnswer,
    values: [viewer.partnershipId, viewer.memberId, request.idempotencyKey],
  });
  const [row] = found.rows;
  if (!row) return null;
  if (row.operation !== request.operation || row.fingerprint !== fingerprint) {
    throw new Refused(
      'IDEMPOTENCY_KEY_REUSED',
      'This key was already used for another write. Make a new key for each new write.',
    );
  }
  return row;
}
