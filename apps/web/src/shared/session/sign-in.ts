import { leaving } from './who.ts';

/** Why signing in did not work; `second_factor`: the password was right, and a code is asked for now;
 * `over`: the code came too late. */
export type SignInProblem = 'email' | 'wrong' | 'often' | 'network' | 'server' | 'second_factor' | 'over';

/** Signs in with e-mail and password; answers nothing when it worked. */
export async function signIn(
  email: string,
  password: string,
  fetcher: typeof fetch = fetch,
): Promise<SignInProblem | undefined> {
  try {
    // Whoever was here before is signed out first: later it would end this person's session.
    if (!(await leaving.finish())) return 'network';
    const response = await fetcher('/api/auth/sign-in/email', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
      signal: AbortSignal.timeout(20_000),
    });
    if (response.ok) {
      const { twoFactorRedirect } = (await response.json()) as { twoFactorRedirect?: boolean };
      return twoFactorRedirect ? 'second_factor' : undefined;
    }
    if (response.status === 429) return 'often';
    if (response.status >= 500) return 'server';
    const body = (await response.json().catch(() => ({}))) as { code?: string };
    return body.code === 'INVALID_EMAIL' ? 'email' : 'wrong';
  } catch {
    return 'network';
  }
}

/** Signs in by the token of a mailed link; answers nothing when it worked, `over` when the link opens nothing any more. */
export async function signInByLink(token: string, fetcher: typeof fetch = fetch): Promise<SignInProblem | undefined> {
  try {
    if (!(await leaving.finish())) return 'network';
    const response = await fetcher(`/api/auth/magic-link/verify?token=${encodeURIComponent(token)}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      // A link that is over is answered by leading elsewhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    if (response.ok) {
      const { twoFactorRedirect } = (await response.json()) as { twoFactorRedirect?: boolean };
      return twoFactorRedirect ? 'second_factor' : undefined;
    }
    if (response.status === 429) return 'often';
    return response.status >= 500 ? 'server' : 'over';
  } catch {
    return 'network';
  }
}
