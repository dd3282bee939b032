import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Account } from './accounts.service.ts';

/** Somebody with the link of an invitation that is open. */
export interface Invited {
  /** The address that was invited, in lower case. */
  readonly email: string;
  readonly name: string;
  /** The link came by mail, which proves that they read what is sent to the address. */
  readonly isMailed: boolean;
  /** The partnership's name in addresses. */
  readonly slug: string;
  /** Gives the membership to an account. @throws when the invitation is over by now */
  accept(account: Account): Promise<void>;
}

/** Who knows invitations; declared by the feature that has them. */
export interface Inviting {
  /** Who the link invites, or null when it opens nothing. */
  invitedBy(token: string): Promise<Invited | null>;
}

/** What an account is signed in with from its beginning: a statement that adds it, whose `$1` is the account's id. */
export interface FirstWay {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Makes the account of somebody who was invited and gives it the membership; null when somebody has the address. No
 * account stays where the invitation ended meanwhile.
 */
export async function joinAnew(
  pool: pg.Pool,
  invited: Invited,
  way: FirstWay,
  { id = uuidv7(), isVerified = invited.isMailed } = {},
): Promise<Account | null> {
  const { name, email } = invited;
  const account = { id, name, email };
  const made = await pool.query(
    `INSERT INTO account (id, name, email, email_verified) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING`,
    [id, name, email, isVerified],
  );
  if (made.rowCount !== 1) return null;
  try {
    await pool.query(way.text, [id, ...way.values]);
    await invited.accept(account);
    return account;
  } catch (error) {
    await pool.query('DELETE FROM account WHERE id = $1', [id]);
    throw error;
  }
}
