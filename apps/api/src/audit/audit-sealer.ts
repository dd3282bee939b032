import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { Database } from '../database/database.ts';
import { Jobs } from '../jobs/jobs.ts';
import { everyPartnership } from '../tenancy/partnerships.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { type AuditHead, AuditSigner, beginning, type ChainedRow, contentHash, linkHash } from './audit-chain.ts';
import {
  addForgotten,
  addSeals,
  addTakenUp,
  removeSalts,
  findLastSeal,
  findUnsealed,
  holdChain,
} from './audit-chain.sql.ts';

/** Name of the job that seals what was written. */
export const sealAuditJob = 'seal-audit';

/** Rows that are sealed in one transaction: few enough that nobody who waits for it notices. */
const batch = 500;
/** Bytes that nobody finds by trying. */
const saltBytes = 16;
/** Before every id. */
const least = '00000000-0000-0000-0000-000000000000';
/** Longer than a write takes, and than the clocks of two nodes differ, in milliseconds. */
const patience = 3_600_000;

/** The smallest id that is made so long before `id` was: ids of version 7 begin with their milliseconds. */
function idsFrom(id: string): string {
  const made = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  const from = Math.max(0, made - patience)
    .toString(16)
    .padStart(12, '0');
  return `${from.slice(0, 8)}-${from.slice(8)}-0000-0000-000000000000`;
}

/**
 * Chains the rows of the audit, soon after they were written: writes wait for no chain, and the sealing waits for no
 * write. What was committed meanwhile out of order finds its place further on.
 */
@Injectable()
export class AuditSealer {
  readonly #signer: AuditSigner;
  /** Partnerships of which this process has looked at every row once. */
  readonly #looked = new Set<string>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(SETTINGS) settings: Settings,
    @Inject(Jobs) jobs: Jobs,
  ) {
    this.#signer = new AuditSigner(settings.authSecret);
    jobs.define({ name: sealAuditJob, cron: '* * * * *', run: () => this.#sealAll() });
  }

  async #sealAll(): Promise<void> {
    for (const { id } of await everyPartnership(this.database)) await this.seal(id);
  }

  /**
   * Notes in the chain which rows lost words, in the transaction in which `forget` takes them, by the role that owns the
   * tables. The salts go with them.
   */
  async noteForgotten(
    client: pg.ClientBase,
    { partnershipId, memberId, byMemberId }: { partnershipId: string; memberId: string; byMemberId: string | null },
    forget: () => Promise<readonly Pick<ChainedRow, 'id' | 'reason' | 'changes'>[]>,
  ): Promise<void> {
    await client.query(holdChain, [partnershipId]);
    const rows = await forget();
    const ids = rows.map(({ id }) => id);
    await client.query(removeSalts, [partnershipId, ids]);
    const words = { memberId, amended: rows.map((row) => [row.id, contentHash(null, row)] as const) };
    const proven = { ...words, proof: this.#signer.prove(partnershipId, words) };
    await client.query(addForgotten, [partnershipId, uuidv7(), byMemberId, memberId, JSON.stringify(proven)]);
  }

  /**
   * Writes down that a partnership was taken up here with the chain that another server signed, answers for that chain as
   * far as it goes, and seals what follows.
   */
  async sealTakenUp(partnershipId: string, head: AuditHead | null): Promise<void> {
    const { signature: _another, ...rest } = head ?? { signature: '' };
    const takenUp = head ? { ...rest, vouch: this.#signer.vouch(head) } : null;
    const scope = { partnershipId, accountId: null, seesHidden: false };
    await this.tenancy.inScope(scope, 'READ WRITE', (client) =>
      client.query(addTakenUp, [partnershipId, uuidv7(), JSON.stringify(takenUp)]),
    );
    await this.seal(partnershipId);
  }

  /** Seals all rows of the partnership that are not sealed yet; answers how many. */
  async seal(partnershipId: string): Promise<number> {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    let sealed = 0;
    for (;;) {
      const count = await this.tenancy.inScope(scope, 'READ WRITE', (client) => this.#sealBatch(client, partnershipId));
      sealed += count;
      if (count < batch) break;
    }
    this.#looked.add(partnershipId);
    return sealed;
  }

  async #sealBatch(client: pg.PoolClient, partnershipId: string): Promise<number> {
    const [, last] = await Promise.all([
      client.query(holdChain, [partnershipId]),
      client.query<{ number: string; hash: string; newestId: string }>(findLastSeal, [partnershipId]),
    ]);
    const end = last.rows[0];
    // The first look of a process is at all of them, so that nothing stays out for ever.
    const from = end && this.#looked.has(partnershipId) ? idsFrom(end.newestId) : least;
    const { rows } = await client.query<ChainedRow>(findUnsealed, [partnershipId, from, batch]);
    if (rows.length === 0) return 0;
    let number = Number(end?.number ?? 0);
    let hash = end?.hash ?? beginning;
    const seals = rows.map((row, at) => {
      const salt = randomBytes(saltBytes).toString('hex');
      const content = contentHash(salt, row);
      number += 1;
      hash = linkHash(hash, partnershipId, number, row, content);
      const signature = at === rows.length - 1 ? this.#signer.sign(partnershipId, number, hash) : null;
      return { number, auditId: row.id, salt, contentHash: content, hash, signature };
    });
    await client.query(addSeals, [partnershipId, JSON.stringify(seals)]);
    return rows.length;
  }
}
