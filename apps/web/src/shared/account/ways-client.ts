import { leaving } from '../session/who.ts';
import { type AccountAnswer, call } from './account-client.ts';

/** Which ways to sign in this server has besides a password and a link. */
export interface Ways {
  /** What people call the provider, or null where there is none. */
  provider: string | null;
  /** Whether browsers make passkeys for this server's address. */
  passkeys: boolean;
}

/** A passkey of the signed-in account. */
export interface OwnPasskey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

/** Which ways to sign in the account has. */
export interface OwnWays {
  hasPassword: boolean;
  isConnected: boolean;
  passkeys: readonly OwnPasskey[];
}

/** What can be offered to whoever is not signed in. */
export const waysHere = (language: string): Promise<AccountAnswer<Ways>> => call('ways', language);

/** What the signed-in account has. */
export const ownWays = (language: string): Promise<AccountAnswer<OwnWays>> => call('own-ways', language);

/** Where one was before the way led to the provider: this tab alone knows it. */
const backKey = 'throughline-provider-back';

/** Where to go on after the provider. */
export const wayBack = (): string => sessionStorage.getItem(backKey) ?? '/sign-in';

interface ToProvider {
  /** The link of the invitation that is answered. */
  invitation?: string;
  /** Connects the account that is signed in. */
  connects?: boolean;
  password?: string;
}

/** Leads to the provider, and back to where one is; answers only when that fails. */
export async function goToProvider(language: string, to: ToProvider): Promise<AccountAnswer<never>> {
  // Whoever was here before is signed out first: later it would end this person's session.
  if (!to.connects && !(await leaving.finish())) return { problem: { kind: 'network' } };
  const answer = await call<{ url: string }>('sign-in/provider', language, to);
  if ('problem' in answer) return answer;
  const { pathname, search, hash } = window.location;
  sessionStorage.setItem(backKey, pathname + search + hash);
  window.location.assign(answer.data.url);
  // The page is on its way out.
  return new Promise(() => undefined);
}

/** What became of signing in at the provider. */
export interface FromProvider {
  twoFactorRedirect?: boolean;
  /** The partnership that was joined. */
  slug?: string;
}

let current: { search: string; answer: Promise<AccountAnswer<FromProvider>> } | undefined;

/** Judges what the provider led back with: once, however often the screen is drawn. */
export function finishAtProvider(search: string, language: string): Promise<AccountAnswer<FromProvider>> {
  if (current?.search !== search) current = { search, answer: call('sign-in/provider/finish', language, { search }) };
  return current.answer;
}

/** Takes the provider away from the account. */
export const disconnectProvider = (password: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('provider/disconnect', language, { password });
