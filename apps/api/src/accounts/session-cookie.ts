import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The token in better-auth's session cookie, or null when there is none or its signature (HMAC-SHA256 of the token with
 * the secret, base64, after the last dot) is not ours.
 */
export function sessionToken(cookies: string, name: string, secret: string): string | null {
  const found = cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`));
  const value = found === undefined ? null : decode(found.slice(name.length + 1));
  const dot = value?.lastIndexOf('.') ?? -1;
  if (value === null || dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
