import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fromNodeHeaders } from 'better-auth/node';
import type { AccountsService } from './accounts.service.ts';

/** Who remembers sessions, and must not after one changed. */
interface SessionMemory {
  forget(): void;
}

/** Hands `/api/auth/*` to better-auth; what is remembered of sessions is forgotten after each change. */
export function authRoutes(
  server: FastifyInstance,
  accounts: AccountsService,
  viewers: SessionMemory,
  publicUrl: string,
): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    // Session tokens are among its answers (`compression.ts`).
    compress: false,
    config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const body = request.method === 'POST' && request.body !== undefined ? JSON.stringify(request.body) : undefined;
      const headers = fromNodeHeaders(request.headers);
      headers.delete('content-length');
      const answer = await accounts.auth.handler(
        new Request(new URL(request.url, publicUrl), {
          method: request.method,
          headers,
          ...(body !== undefined && { body }),
        }),
      );
      // better-auth answers an error of the database with an empty 500: what it was is found out by asking again.
      if (answer.status >= 500) {
        await accounts.reach();
        throw new Error('better-auth failed');
      }
      if (request.method === 'POST') viewers.forget();
      reply.status(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.send(await answer.text());
    },
  });
}
