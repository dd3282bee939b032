import { refusal, type Refusal } from '@throughline/domain/refusals/refusal';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Account } from './accounts.service.ts';

/** Whom passkeys are made for: this server, by the name under which people reach it. */
export interface PasskeySite {
  readonly id: string;
  readonly origin: string;
}

/** A passkey that the browser made and that was found right. */
export interface NewPasskey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

interface Known {
  id: string;
  accountId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: string;
}

/**
 * The site of a public address, or null where browsers make no passkey: they bind it to a name, and to an encrypted
 * connection unless that name is this very machine.
 */
export function passkeySiteOf(publicUrl: string): PasskeySite | null {
  const { protocol, hostname, origin } = new URL(publicUrl);
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  const isSafe = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return isAddress || !isSafe ? null : { id: hostname, origin };
}

const findPasskey = `SELECT id, account_id AS "accountId", credential_id AS "credentialId", public_key AS "publicKey", counter
FROM passkey WHERE credential_id = $1`;

/** $1 passkey, $2 its counter now. One that counts must count up: a copy of it would fall behind. */
const useOnce = `UPDATE passkey SET counter = $2, last_used_at = moment()
WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`;

/** Adds a passkey to the account $1. */
export const addPasskey = (passkey: NewPasskey, name: string) => ({
  text: `INSERT INTO passkey (account_id, id, name, credential_id, public_key, counter, transports)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
  values: [uuidv7(), name, passkey.credentialId, passkey.publicKey, passkey.counter, passkey.transports],
});

const handleOf = (accountId: string): Buffer => Buffer.from(accountId.replaceAll('-', ''), 'hex');

/** What the browser needs to make a passkey for an account; whoever has the device is asked who they are. */
export async function askForNewPasskey(pool: pg.Pool, site: PasskeySite, account: Account) {
  const { rows } = await pool.query<{ id: string }>('SELECT credential_id AS id FROM passkey WHERE account_id = $1', [
    account.id,
  ]);
  return generateRegistrationOptions({
    rpName: 'Throughline',
    rpID: site.id,
    userName: account.email,
    userDisplayName: account.name,
    userID: Uint8Array.from(handleOf(account.id)),
    attestationType: 'none',
    excludeCredentials: rows,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Judges a passkey that the browser made for the challenge. */
export async function judgeNewPasskey(
  site: PasskeySite,
  challenge: string,
  response: unknown,
): Promise<NewPasskey | Refusal> {
  const judged = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!judged?.verified) return refusal('PASSKEY_WRONG');
  const { id, publicKey, counter, transports = [] } = judged.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports };
}

/** What the browser needs to sign in with any passkey of this server. */
export const askForPasskey = (site: PasskeySite) =>
  generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' });

/** Whose passkey answered the challenge. `accountId` of a refusal: whose it was, where it is one of ours. */
export async function judgePasskey(
  pool: pg.Pool,
  site: PasskeySite,
  challenge: string,
  response: unknown,
): Promise<{ accountId: string } | { problem: Refusal; accountId: string | null }> {
  const answer = response as AuthenticationResponseJSON;
  const { rows } = await pool.query<Known>(findPasskey, [typeof answer.id === 'string' ? answer.id : '']);
  const [known] = rows;
  if (!known) return { problem: refusal('PASSKEY_UNKNOWN'), accountId: null };
  const { accountId } = known;
  const handle = answer.response.userHandle;
  const isTheirs = handle === undefined || handle === handleOf(accountId).toString('base64url');
  const judged = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: {
      id: known.credentialId,
      publicKey: Uint8Array.from(known.publicKey),
      counter: Number(known.counter),
    },
  }).catch(() => null);
  if (!isTheirs || !judged?.verified) return { problem: refusal('PASSKEY_WRONG'), accountId };
  const used = await pool.query(useOnce, [known.id, judged.authenticationInfo.newCounter]);
  return used.rowCount === 1 ? { accountId } : { problem: refusal('PASSKEY_WRONG'), accountId };
}
