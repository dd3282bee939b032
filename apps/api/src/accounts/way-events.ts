import type { WayVerb } from '@throughline/domain/audit-topics';

/** What happens to the ways in which an account is signed in to, and that others hear of. */
export interface WayEvents {
  /** A way was added or taken away: the person is told by mail, and it is written down. */
  wayChanged(accountId: string, change: WayVerb, headers: Headers | undefined): Promise<void>;
  /** Somebody was refused who claimed to be the account's owner. */
  signInRefused(accountId: string): void;
}
