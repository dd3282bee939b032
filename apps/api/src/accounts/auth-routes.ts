import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fromNodeHeaders } from 'better-auth/node';
import '@fastify/rate-limit';
import { NotFound, RateLimited } from '../kernel/errors.ts';
import { demandOwnPage } from '../kernel/link-requests.ts';
import type { AccountsService } from './accounts.service.ts';
import { isUnused, usedAddress, usedBody } from './auth-endpoints.ts';

/** Who remembers sessions, and must not after one changed. */
interface SessionMemory {
  forget(): void;
}

/** What is answered after a password was compared, which takes long on purpose. */
const takesPassword = /^\/api\/auth\/(sign-in|sign-up|change|request|reset|verify|set|delete|two-factor)/;

/** What is answered with a proof that nobody can guess, and began by asking for it: a room full of people does both. */
const takesProof = /^\/api\/auth\/(sign-in\/(provider|passkey)|join|passkey|provider)/;

const hasPassword = (body: unknown): boolean => Boolean(body && typeof body === 'object' && 'password' in body);

const isSignIn = /^\/api\/auth\/sign-in\//;

/** Where a mail is asked for: the answer is the same for every address, and so is the time it takes. */
const asksMail = /^\/api\/auth\/(request-password-reset|sign-in\/magic-link)$/;
/** Longer than it takes to order a mail, in milliseconds. */
const leastForMail = 500;

const base = '/api/auth';

const patience = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function emailOf(body: unknown): string | undefined {
  const email = body && typeof body === 'object' && 'email' in body ? body.email : undefined;
  return typeof email === 'string' ? email.trim().toLowerCase() : undefined;
}

/** A person's own attempts: a room full of people behind one address signs in within a minute. */
function whoseAttempt({ ip, headers, body }: FastifyRequest): string {
  return `${ip} ${emailOf(body) ?? headers.cookie ?? ''}`;
}

/** @throws RateLimited with the seconds to wait, when nothing is left. */
function refuse(reply: FastifyReply, limit: Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>): void {
  if (limit.isAllowed || !limit.isExceeded) return;
  reply.header('retry-after', limit.ttlInSeconds);
  throw new RateLimited('That was too many attempts to sign in. Wait a minute and try again.');
}

/** Hands `/api/auth/*` to better-auth; what is remembered of sessions is forgotten after each change. */
export function authRoutes(
  server: FastifyInstance,
  accounts: AccountsService,
  viewers: SessionMemory,
  publicUrl: string,
): void {
  const attempts = server.createRateLimit({ max: 10, timeWindow: '1 minute', keyGenerator: whoseAttempt });
  const proofs = server.createRateLimit({ max: 60, timeWindow: '1 minute', keyGenerator: ({ ip }) => ip });
  const failures = server.createRateLimit({ max: 60, timeWindow: '1 minute', keyGenerator: ({ ip }) => ip });
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    // Session tokens are among its answers (`compression.ts`).
    compress: false,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const address = usedAddress(new URL(request.url, publicUrl));
      const path = address.pathname;
      if (isUnused(path.slice(base.length))) throw new NotFound();
      // Our pages ask; nobody opens such an address. Else a link in a mail could sign its reader in as somebody else.
      if (request.headers['sec-fetch-mode'] === 'navigate') throw new NotFound();
      demandOwnPage(request);
      const begun = asksMail.test(path) ? patience(leastForMail) : null;
      const isProof = request.method === 'POST' && takesProof.test(path);
      if (isProof) refuse(reply, await proofs(request));
      const guesses = isProof ? hasPassword(request.body) : takesPassword.test(path);
      const isAttempt = request.method === 'POST' && guesses;
      if (isAttempt) {
        refuse(reply, await attempts(request));
        refuse(reply, await failures(request, { increment: false }));
      }
      const body =
        request.method === 'POST' && request.body !== undefined
          ? JSON.stringify(usedBody(path, request.body))
          : undefined;
      const headers = fromNodeHeaders(request.headers);
      headers.delete('content-length');
      const answer = await accounts.handle(
        new Request(address, {
          method: request.method,
          headers,
          ...(body !== undefined && { body }),
        }),
      );
      if (isAttempt && answer.status >= 400) await failures(request);
      if (isSignIn.test(path) && answer.status === 401) {
        const email = emailOf(request.body);
        if (email !== undefined) accounts.noteFailure(email);
      }
      // better-auth answers an error of the database with an empty 500: what it was is found out by asking again.
      if (answer.status >= 500) {
        await accounts.reach();
        throw new Error('better-auth failed');
      }
      if (request.method === 'POST') viewers.forget();
      await begun;
      reply.status(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.send(await answer.text());
    },
  });
}
