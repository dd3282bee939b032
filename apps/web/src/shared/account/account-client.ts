/** Why something about the account was not done: a refusal's code, or what came between. */
export type AccountProblem =
  | { kind: 'refused'; code: string; params: Record<string, string | number> }
  | { kind: 'wrong' | 'code' | 'recovery_code' | 'over' | 'often' | 'network' | 'server' | 'stopped' };

/** What was answered, or the problem. */
export type AccountAnswer<Data> = { data: Data } | { problem: AccountProblem };

const patience = 20_000;

/** Asks better-auth's own endpoints, or one of ours by its whole path; neither is GraphQL. Never throws. */
export async function call<Data>(path: string, language: string, body?: object): Promise<AccountAnswer<Data>> {
  try {
    const response = await fetch(path.startsWith('/') ? path : `/api/auth/${path}`, {
      method: body ? 'POST' : 'GET',
      credentials: 'same-origin',
      cache: 'no-store',
      // Mail that follows is written in the language of the screen.
      headers: { 'accept-language': language, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    if (response.ok) return { data: (await response.json()) as Data };
    const refused = (await response.json().catch(() => ({}))) as RefusedBody;
    return { problem: problemOf(response.status, refused) };
  } catch {
    return { problem: { kind: 'network' } };
  }
}

/** better-auth's answer; a refusal of ours brings what its text names. */
interface RefusedBody {
  code?: string;
  params?: Record<string, string | number>;
  /** Of our own endpoints: the rule that said no, or what is refused at each field. */
  rule?: string;
  refusals?: Record<string, { code: string; params: Record<string, string | number> }>;
}

function problemOf(status: number, { code = '', params, rule, refusals }: RefusedBody): AccountProblem {
  const [refused] = Object.values(refusals ?? {});
  if (refused) return { kind: 'refused', ...refused };
  if (rule) return { kind: 'refused', code: rule, params: params ?? {} };
  if (params) return { kind: 'refused', code, params };
  if (code === 'INVALID_PASSWORD') return { kind: 'wrong' };
  if (code === 'INVALID_CODE') return { kind: 'code' };
  if (code === 'INVALID_BACKUP_CODE') return { kind: 'recovery_code' };
  if (code === 'INVALID_TOKEN' || status === 401 || status === 404) return { kind: 'over' };
  if (status === 429 || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') return { kind: 'often' };
  return { kind: status === 502 || status === 504 ? 'network' : 'server' };
}

/** Asks for a mail with a link to choose a new password; the answer is the same whether anybody has the address. */
export const requestReset = (email: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('request-password-reset', language, { email });

/** Chooses a new password by the token of a link. */
export const resetPassword = (token: string, newPassword: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('reset-password', language, { token, newPassword });

/** Changes the password, and ends every other session. */
export const changePassword = (
  currentPassword: string,
  newPassword: string,
  language: string,
): Promise<AccountAnswer<unknown>> =>
  call('change-password', language, { currentPassword, newPassword, revokeOtherSessions: true });

/** A device on which somebody is signed in. */
export interface AccountSession {
  token: string;
  createdAt: string;
  updatedAt: string;
  userAgent: string | null;
}

/** Where the account is signed in, this session first. */
export async function sessionsOf(
  language: string,
): Promise<AccountAnswer<{ here: string; sessions: AccountSession[] }>> {
  const [own, all] = await Promise.all([
    call<{ session: AccountSession } | null>('get-session', language),
    call<AccountSession[]>('list-sessions', language),
  ]);
  if ('problem' in own) return own;
  if ('problem' in all) return all;
  if (!own.data) return { problem: { kind: 'over' } };
  const here = own.data.session.token;
  return { data: { here, sessions: all.data.toSorted((a, b) => Number(b.token === here) - Number(a.token === here)) } };
}

/** Ends every session but this one. */
export const endOtherSessions = (language: string): Promise<AccountAnswer<unknown>> =>
  call('revoke-other-sessions', language, {});

/** The secret that an app on the person's phone shares, as an address for the app, and the recovery codes. */
export interface NewSecondFactor {
  totpURI: string;
  backupCodes: string[];
}

/** Begins to set up a second factor: it counts once its first code was named. */
export const beginSecondFactor = (password: string, language: string): Promise<AccountAnswer<NewSecondFactor>> =>
  call('two-factor/enable', language, { password });

/** Names a code of the app: the first one turns a second factor on, later ones are the second step of signing in. */
export const enterCode = (code: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('two-factor/verify-totp', language, { code });

/** Names a recovery code as the second step of signing in; it works once. */
export const enterRecoveryCode = (code: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('two-factor/verify-backup-code', language, { code });

/** Makes new recovery codes; the ones before work no more. */
export const renewRecoveryCodes = (
  password: string,
  language: string,
): Promise<AccountAnswer<{ backupCodes: string[] }>> =>
  call('two-factor/generate-backup-codes', language, { password });

/** Turns the second factor off. */
export const endSecondFactor = (password: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('two-factor/disable', language, { password });

/** Asks for a mail with a link to sign in; the answer is the same whether anybody has the address. */
export const requestSignInLink = (email: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('sign-in/magic-link', language, { email });

/** Asks for a mail to a new address, with the link to use it from now on. */
export const beginEmailChange = (email: string, password: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('/account/email', language, { email, password });

/** Lets oneself be forgotten everywhere; an account without a password only soon after a sign-in. */
export const forgetMe = (password: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('/account/forget', language, { password });

/** Uses a new address, by the token of the mail that went there. */
export const confirmEmailChange = (token: string, language: string): Promise<AccountAnswer<{ email: string }>> =>
  call('/account/email/confirm', language, { token });
