import { makeSignature } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { isPlainlyValid } from './auth.ts';
import { sessionToken } from './session-cookie.ts';

const secret = 'a secret of more than thirty-two letters';

/** A cookie header as better-auth signs it. */
async function signCookie(token: string, by = secret): Promise<string> {
  return `throughline=${encodeURIComponent(`${token}.${await makeSignature(token, by)}`)}`;
}

describe('the token in the session cookie', () => {
  it('is the one that better-auth put there, wherever it stands in the header', async () => {
    const cookie = await signCookie('Aa-._~token/+1');
    expect(sessionToken(cookie, 'throughline', secret)).toBe('Aa-._~token/+1');
    expect(sessionToken(`other=1; ${cookie}; last=2`, 'throughline', secret)).toBe('Aa-._~token/+1');
  });

  it('is none when the signature, the secret or the name is another', async () => {
    const cookie = await signCookie('token');
    expect(sessionToken(cookie.replace('token', 'tokem'), 'throughline', secret)).toBeNull();
    expect(sessionToken(await signCookie('token', `${secret}!`), 'throughline', secret)).toBeNull();
    expect(sessionToken(cookie, '__Host-throughline', secret)).toBeNull();
    expect(sessionToken(`x${cookie}`, 'throughline', secret)).toBeNull();
  });

  it('is none in what is no signed cookie', () => {
    for (const value of ['', 'token', 'token.', '.', '%', '%E0%A4%A', `.${'A'.repeat(44)}`]) {
      expect(sessionToken(`throughline=${value}`, 'throughline', secret)).toBeNull();
    }
  });
});

describe('a session that needs nothing', () => {
  const hour = 3_600_000;
  const day = 24 * hour;
  const now = Date.UTC(2026, 0, 31);
  const session = (left: number, age: number) => ({ expiresAt: new Date(now + left), createdAt: new Date(now - age) });

  it('was renewed less than twelve hours ago and is younger than thirty days', () => {
    expect(isPlainlyValid(session(7 * day, 0), now)).toBe(true);
    expect(isPlainlyValid(session(6.5 * day + 1, 29 * day), now)).toBe(true);
    expect(isPlainlyValid(session(6.5 * day, hour), now)).toBe(false);
    expect(isPlainlyValid(session(-1, 8 * day), now)).toBe(false);
    expect(isPlainlyValid(session(7 * day, 30 * day + 1), now)).toBe(false);
  });
});
