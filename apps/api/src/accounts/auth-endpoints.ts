/**
 * What better-auth offers besides and nobody's page asks for. Each is a way into an account that nobody would watch: the
 * name of an account is changed by `update-user` without a limit or a history, `verify-password` is there to try passwords.
 * A test holds what is left against the list of what is used.
 */
export const unusedEndpoints: readonly string[] = [
  '/account-info',
  '/callback/:id',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/error',
  '/get-access-token',
  '/link-social',
  '/list-accounts',
  '/ok',
  '/refresh-token',
  '/reset-password/:token',
  '/revoke-session',
  '/revoke-sessions',
  '/send-verification-email',
  '/sign-in/social',
  '/sign-up/email',
  '/two-factor/get-totp-uri',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
  '/unlink-account',
  '/update-session',
  '/update-user',
  '/verify-email',
  '/verify-password',
];

/**
 * What better-auth takes and no page of ours sends: where to lead the browser afterwards, which our pages know by themselves,
 * and that a device is asked for no second factor any more, which nobody could take back.
 */
const unusedFields = [
  'callbackURL',
  'errorCallbackURL',
  'newUserCallbackURL',
  'redirectTo',
  'rememberMe',
  'trustDevice',
];

/** The body without what no page of ours sends; every other session ends when a password changes, whoever asks. */
export function usedBody(path: string, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const used: Record<string, unknown> = { ...body };
  for (const field of unusedFields) delete used[field];
  return path.endsWith('/change-password') ? { ...used, revokeOtherSessions: true } : used;
}

/** The address without what no page of ours sends. */
export function usedAddress(address: URL): URL {
  const used = new URL(address);
  for (const field of unusedFields) used.searchParams.delete(field);
  return used;
}

/** Whether a path of better-auth's is among the unused ones; `:token` stands for any one part. */
export const isUnused = (path: string): boolean =>
  unusedEndpoints.some((endpoint) => {
    const parts = endpoint.split('/');
    const given = path.replace(/\/+$/, '').split('/');
    return parts.length === given.length && parts.every((part, at) => part.startsWith(':') || part === given[at]);
  });
