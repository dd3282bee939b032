import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { sessionToken } from './accounts/session-cookie.ts';
import { sessionCookie } from './accounts/auth.ts';
import type { Settings } from './config/settings.ts';
import { RateLimited } from './kernel/errors.ts';

/** What works on data. Pages, files and the checks of a balancer cost little and are asked for by the dozen. */
const limitedPaths = /^\/(graphql|api|events|imports|exports|data-form|item-link|demo)(\/|\?|$)/;

/**
 * Requests a minute: of each session at its address, so that people behind one address do not lock each other out, and
 * of each address for those who are not signed in.
 */
export function rateLimits({ authSecret, publicUrl, demo }: Settings): RateLimitPluginOptions {
  const session = ({ headers }: FastifyRequest): string =>
    sessionToken(headers.cookie ?? '', sessionCookie(publicUrl), authSecret) ?? '';
  return {
    global: true,
    max: 1_200,
    timeWindow: '1 minute',
    keyGenerator: (request) => `${request.ip} ${session(request)}`,
    allowList: (request) => demo || !limitedPaths.test(request.url),
    errorResponseBuilder: () => new RateLimited(),
  };
}
