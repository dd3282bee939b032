import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import {
  type AuditHead,
  AuditSigner,
  beginning,
  type ChainedRow,
  contentHash,
  type ForgottenWords,
  isProven,
  isSigned,
  isVouched,
  linkHash,
  type VouchedHead,
} from './audit-chain.ts';
import { countUnsealed, findForgotten, findHead, findSealed, findTakenUp } from './audit-chain.sql.ts';

/** Why a chain does not hold, at its first row that does not fit. */
export type ChainFault =
  /** The link is missing in its place. */
  | 'link_missing'
  /** The row that it seals is gone. */
  | 'row_removed'
  /** Reason or changes of the row are others than were sealed. */
  | 'content_changed'
  /** Who, what or when of the row, or the link itself, is another than was sealed. */
  | 'row_changed'
  /** It carries a signature that is not this server's, or the chain ends without one. */
  | 'not_signed'
  /** The chain ends before the head that was kept elsewhere. */
  | 'cut_off'
  /** At the place of the head there is another link. */
  | 'not_the_head';

/** What became of looking at a chain. */
export interface ChainReport {
  /** Links that fit, from the first one on. */
  readonly verified: number;
  /** Rows that wait for their seal; they are of the last minute. */
  readonly unsealed: number;
  readonly fault: { readonly what: ChainFault; readonly number: number; readonly row: FaultyRow | null } | null;
}

/** The row at fault, as far as it is there. */
export type FaultyRow = Pick<ChainedRow, 'id'> & Partial<Pick<ChainedRow, 'at' | 'verb' | 'kind' | 'itemId'>>;

interface SealedRow extends Omit<ChainedRow, 'id'> {
  number: number;
  auditId: string;
  salt: string | null;
  contentHash: string;
  hash: string;
  signature: string | null;
  /** Null when the row is gone. */
  id: string | null;
}

const page = 2_000;

/** Looks through a chain from its beginning and names the first row that does not fit. */
@Injectable()
export class AuditVerifier {
  readonly #signer: AuditSigner;

  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.#signer = new AuditSigner(settings.authSecret);
  }

  /** The end of the partnership's chain, to be kept elsewhere; null while nothing is sealed. */
  head(partnershipId: string): Promise<AuditHead | null> {
    return this.#inScope(partnershipId, async (client) => {
      const { rows } = await client.query<Pick<AuditHead, 'number' | 'hash' | 'signature'>>(findHead, [partnershipId]);
      return rows[0] ? { partnershipId, ...rows[0], publicKey: this.#signer.publicKey } : null;
    });
  }

  /** Whether the head was signed by this server, with the secret that it has now. */
  isOurs(head: AuditHead): boolean {
    return isSigned({ ...head, publicKey: this.#signer.publicKey });
  }

  /** Looks through the chain; with a head that was kept elsewhere, also whether it still reaches that far. */
  verify(partnershipId: string, keptHead: AuditHead | null): Promise<ChainReport> {
    return this.#inScope(partnershipId, async (client) => {
      const unsealed = await client.query<{ count: number }>(countUnsealed, [partnershipId]);
      const signers = await signersOf(client, partnershipId, this.#signer.publicKey);
      const chain = new Chain(partnershipId, signers, keptHead, await amendedRows(client, partnershipId, signers));
      for (;;) {
        const { rows } = await client.query<SealedRow>(findSealed, [partnershipId, chain.number, page]);
        const fault = chain.follow(rows) ?? (rows.length < page ? chain.end() : null);
        if (fault || rows.length < page)
          return { verified: chain.number, unsealed: unsealed.rows[0]?.count ?? 0, fault };
      }
    });
  }

  #inScope<T>(partnershipId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.tenancy.inScope({ partnershipId, accountId: null, seesHidden: false }, 'READ ONLY', work);
  }
}

/** The hash that a row's content has since something in it was forgotten, by a server that answers for it. */
async function amendedRows(
  client: pg.ClientBase,
  partnershipId: string,
  signers: readonly Signer[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ words: ForgottenWords | null }>(findForgotten, [partnershipId]);
  const isOurs = (words: ForgottenWords): boolean =>
    signers.some(({ publicKey }) => isProven(partnershipId, words, publicKey));
  return new Map(rows.flatMap(({ words }) => (words && isOurs(words) ? words.amended : [])));
}

/** A key that links may be signed with: up to the link of that number, which has that hash. */
interface Signer {
  readonly publicKey: string;
  readonly upTo: { readonly number: number; readonly hash: string } | null;
}

/** This server's key, and those of the servers before it, each as far as the next one answers for its chain. */
async function signersOf(client: pg.ClientBase, partnershipId: string, own: string): Promise<readonly Signer[]> {
  const { rows } = await client.query<{ head: VouchedHead | null }>(findTakenUp, [partnershipId]);
  const signers: Signer[] = [{ publicKey: own, upTo: null }];
  for (const { head } of rows) {
    if (!head || !signers.some(({ publicKey }) => isVouched(partnershipId, head, publicKey))) continue;
    signers.push({ publicKey: head.publicKey, upTo: { number: head.number, hash: head.hash } });
  }
  return signers;
}

/** A chain as far as it was followed. */
class Chain {
  /** The last link that fits. */
  number = 0;
  #hash = beginning;
  #isSigned = true;

  constructor(
    private readonly partnershipId: string,
    private readonly signers: readonly Signer[],
    private readonly keptHead: AuditHead | null,
    private readonly amended: ReadonlyMap<string, string>,
  ) {}

  /** Goes on along the links; answers the first fault. */
  follow(rows: readonly SealedRow[]): ChainReport['fault'] {
    for (const row of rows) {
      const what = this.#faultOf(row);
      if (what) return { what, number: this.number + 1, row: rowIn(row, what) };
      this.number = row.number;
      this.#hash = row.hash;
      this.#isSigned = row.signature !== null;
    }
    return null;
  }

  /** What is at fault where the chain ends. */
  end(): ChainReport['fault'] {
    if (this.keptHead && this.keptHead.number > this.number)
      return { what: 'cut_off', number: this.number + 1, row: null };
    return this.#isSigned ? null : { what: 'not_signed', number: this.number, row: null };
  }

  #faultOf(row: SealedRow): ChainFault | null {
    if (row.number !== this.number + 1) return 'link_missing';
    const { id } = row;
    if (id === null) return 'row_removed';
    const isAsSealed = contentHash(row.salt, row) === row.contentHash;
    if (!isAsSealed && contentHash(null, row) !== this.amended.get(id)) return 'content_changed';
    const link = linkHash(this.#hash, this.partnershipId, row.number, { ...row, id }, row.contentHash);
    if (link !== row.hash) return 'row_changed';
    if (row.signature !== null && !this.#isOurs(row.number, row.hash, row.signature)) return 'not_signed';
    if (this.signers.some(({ upTo }) => upTo?.number === row.number && upTo.hash !== row.hash)) return 'row_changed';
    return this.keptHead?.number === row.number && this.keptHead.hash !== row.hash ? 'not_the_head' : null;
  }

  #isOurs(number: number, hash: string, signature: string): boolean {
    const { partnershipId } = this;
    return this.signers.some(
      ({ publicKey, upTo }) =>
        number <= (upTo?.number ?? number) && isSigned({ partnershipId, number, hash, signature, publicKey }),
    );
  }
}

function rowIn({ id, auditId, at, verb, kind, itemId }: SealedRow, what: ChainFault): FaultyRow | null {
  if (what === 'link_missing') return null;
  return id === null ? { id: auditId } : { id, at, verb, kind, itemId };
}
