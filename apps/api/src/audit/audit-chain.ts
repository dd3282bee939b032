import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';

/** A row of the audit as the chain takes it: texts exactly as the database writes them. */
export interface ChainedRow {
  readonly id: string;
  /** In UTC to the microsecond. */
  readonly at: string;
  readonly memberId: string | null;
  readonly linkId: string | null;
  readonly verb: string;
  readonly kind: string;
  readonly itemId: string;
  readonly reason: string;
  /** The JSON as the database writes it, which is the same for the same value. */
  readonly changes: string;
}

/** Columns of a {@link ChainedRow} of the audit `a`. */
export const chainedColumns = `a.id, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  a.member_id AS "memberId", a.link_id AS "linkId", a.verb, a.kind, a.item_id AS "itemId", a.reason, a.changes::text AS changes`;

const sha256 = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * What may hold names and addresses, by a hash that nobody finds by trying while the salt is unknown. The chain holds
 * this hash in place of the words, so that they can be forgotten.
 */
export const contentHash = (salt: string | null, { reason, changes }: Pick<ChainedRow, 'reason' | 'changes'>): string =>
  sha256([salt ?? '', reason, changes]);

/** The link of a row: the one before it, where it stands, and ids, verb and moment of the row. */
export function linkHash(
  before: string,
  partnershipId: string,
  number: number,
  row: Omit<ChainedRow, 'reason' | 'changes'>,
  content: string,
): string {
  const { id, at, memberId, linkId, verb, kind, itemId } = row;
  return sha256([before, partnershipId, number, id, at, memberId, linkId, verb, kind, itemId, content]);
}

/** What the first link of a chain follows. */
export const beginning = '';

/** The end of a chain at one moment, to be kept elsewhere: with it a tail that was cut off is noticed. */
export interface AuditHead {
  readonly partnershipId: string;
  readonly number: number;
  readonly hash: string;
  readonly signature: string;
  /** The key that the signature is checked with, as PEM. */
  readonly publicKey: string;
}

/** DER of an Ed25519 private key up to its 32 bytes (RFC 8410). */
const derPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs the ends of chains with a key that follows from the server's secret, which no dump of the database holds. */
export class AuditSigner {
  readonly #key: KeyObject;
  /** As PEM. */
  readonly publicKey: string;

  constructor(secret: string) {
    const seed = Buffer.from(hkdfSync('sha256', secret, '', 'throughline audit heads', 32));
    this.#key = createPrivateKey({ key: Buffer.concat([derPrefix, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.#key).export({ format: 'pem', type: 'spki' }) as string;
  }

  sign(partnershipId: string, number: number, hash: string): string {
    return sign(null, signedText(partnershipId, number, hash), this.#key).toString('base64url');
  }

  /** Answers for words that were forgotten. */
  prove(partnershipId: string, words: Omit<ForgottenWords, 'proof'>): string {
    return sign(null, forgottenText(partnershipId, words), this.#key).toString('base64url');
  }

  /** Answers for a chain that another server signed, up to its head. */
  vouch(head: Omit<AuditHead, 'signature'>): string {
    return sign(null, vouchedText(head), this.#key).toString('base64url');
  }
}

/** What a chain says of rows whose words were forgotten: each with the hash of what is left. */
export interface ForgottenWords {
  readonly memberId: string;
  readonly amended: readonly (readonly [id: string, hash: string])[];
  /** By the server that did it: whoever has the database alone cannot pass an edit off as something forgotten. */
  readonly proof: string;
}

const forgottenText = (partnershipId: string, { memberId, amended }: Omit<ForgottenWords, 'proof'>): Buffer =>
  Buffer.from(JSON.stringify(['throughline audit forgotten', partnershipId, memberId, amended]));

/** Whether one who holds `publicKey` forgot the words. */
export function isProven(partnershipId: string, words: ForgottenWords, publicKey: string): boolean {
  try {
    const proof = Buffer.from(words.proof, 'base64url');
    return verify(null, forgottenText(partnershipId, words), createPublicKey(publicKey), proof);
  } catch {
    return false;
  }
}

/** A chain that another server signed, as this one took it up. */
export interface VouchedHead extends Omit<AuditHead, 'signature' | 'partnershipId'> {
  /** By the server that took it up, over all of it. */
  readonly vouch: string;
}

const vouchedText = ({ partnershipId, number, hash, publicKey }: Omit<AuditHead, 'signature'>): Buffer =>
  Buffer.from(JSON.stringify(['throughline audit taken up', partnershipId, number, hash, publicKey]));

/** Whether one who holds `publicKey` answers for the head. */
export function isVouched(partnershipId: string, head: VouchedHead, publicKey: string): boolean {
  try {
    const text = vouchedText({ ...head, partnershipId });
    return verify(null, text, createPublicKey(publicKey), Buffer.from(head.vouch, 'base64url'));
  } catch {
    return false;
  }
}

const signedText = (partnershipId: string, number: number, hash: string): Buffer =>
  Buffer.from(JSON.stringify(['throughline audit head', partnershipId, number, hash]));

/** Whether the signature is of the key's owner. */
export function isSigned(head: AuditHead): boolean {
  try {
    const text = signedText(head.partnershipId, head.number, head.hash);
    return verify(null, text, createPublicKey(head.publicKey), Buffer.from(head.signature, 'base64url'));
  } catch {
    return false;
  }
}
