import { randomBytes } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { expireCookie } from 'better-auth/cookies';
import type { GenericEndpointContext } from 'better-auth';
import { processTime } from '../kernel/clock.ts';

/** What better-auth gives to one of its endpoints. */
export type AuthContext = GenericEndpointContext;

/** Something that begins here, goes on in the browser or at a provider, and ends here. */
export interface Ceremony {
  /** Of its cookie, and of what is kept. */
  readonly name: string;
  readonly seconds: number;
}

/**
 * Begins a ceremony: what must not be changed meanwhile is kept on the server, sealed, under an id that only this browser
 * has, in a signed cookie. Answers the id.
 */
export async function beginCeremony(ctx: AuthContext, { name, seconds }: Ceremony, pending: object): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  const { internalAdapter, secret, secretConfig } = ctx.context;
  await internalAdapter.createVerificationValue({
    identifier: `${name}:${id}`,
    value: await symmetricEncrypt({ key: secretConfig, data: JSON.stringify(pending) }),
    expiresAt: new Date(processTime() + seconds * 1000),
  });
  const cookie = ctx.context.createAuthCookie(name, { maxAge: seconds });
  await ctx.setSignedCookie(cookie.name, id, secret, cookie.attributes);
  return id;
}

/**
 * Ends a ceremony of this browser: what was kept is given out once. Null when this browser began none, when it is over,
 * and when what came back names another one, which costs the right one nothing.
 */
export async function endCeremony<Kept extends object>(
  ctx: AuthContext,
  { name }: Ceremony,
  named?: string | null,
): Promise<Kept | null> {
  const { internalAdapter, secret, secretConfig } = ctx.context;
  const cookie = ctx.context.createAuthCookie(name);
  const id = await ctx.getSignedCookie(cookie.name, secret);
  if (!id || (named !== undefined && named !== id)) return null;
  expireCookie(ctx, cookie);
  const found = await internalAdapter.consumeVerificationValue(`${name}:${id}`);
  if (!found || new Date(found.expiresAt).getTime() < processTime()) return null;
  return JSON.parse(await symmetricDecrypt({ key: secretConfig, data: found.value })) as Kept;
}
