// Who asks: one signed-in facilitator in each generated partnership.
import { createHmac, randomBytes } from 'node:crypto';
import { withClient } from './database.mjs';
import { rowId } from './fill.mjs';
import { ofServerDependency } from './modules.mjs';

export const password = 'bench password of everybody';
/** Signs the sessions; the same for the server under test. */
export const authSecret = 'a secret that only the benchmark uses, long enough';

/** What `fill` puts into every credential. One hash for all: hashing is slow on purpose. */
export async function hashedPassword() {
  const { hashPassword } = await ofServerDependency('better-auth/crypto');
  return hashPassword(password);
}

/** Signs in over HTTP as a person does, which shows that the generated accounts are real ones. */
export async function signIn(origin, partnership) {
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: `person${partnership}@bench.test`, password }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/**
 * A session for the person of each partnership, as many sign-ins would leave them: a thousand passwords checked one by
 * one would take longer than the measurement. Answers the cookies, by partnership from 1.
 */
export async function openSessions(url, count) {
  const tokens = Array.from({ length: count }, () => randomBytes(24).toString('base64url'));
  await withClient(url, (client) =>
    client.query(
      `INSERT INTO session (id, token, account_id, expires_at)
       SELECT gen_random_uuid(), t.token, t.account_id, now() + interval '7 days' FROM unnest($1::text[], $2::uuid[]) AS t (token, account_id)`,
      [tokens, tokens.map((_token, index) => rowId('account', index + 1))],
    ),
  );
  return tokens.map((token) => {
    const signature = createHmac('sha256', authSecret).update(token).digest('base64');
    return `throughline=${encodeURIComponent(`${token}.${signature}`)}`;
  });
}
