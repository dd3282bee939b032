import { Header } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { FastifyRequest } from 'fastify';
import { Invalid } from './errors.ts';

/**
 * A route for whoever has a link: so many requests a minute of each address, and nobody's to keep, to find or to follow.
 * `name` keeps its count apart from those of other routes.
 */
export function LinkRoute(name: string, max: number): MethodDecorator {
  const rateLimit = {
    max,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: ({ ip }: FastifyRequest) => `${name} ${ip}`,
  };
  const decorators = [
    RouteConfig({ rateLimit }),
    Header('cache-control', 'no-store'),
    Header('referrer-policy', 'no-referrer'),
    Header('x-robots-tag', 'noindex, nofollow'),
  ];
  return (target, key, descriptor) => {
    for (const decorate of decorators) decorate(target, key, descriptor);
  };
}

/** @throws Invalid, at the field, for a request of another site's page */
export function demandOwnPage({ headers }: FastifyRequest, field = 'link'): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Invalid({ [field]: refusal('FORM_FROM_ELSEWHERE') });
}

/**
 * The token of a link. It comes in a header, which a page of another site cannot set without being asked first, and which
 * no log of addresses keeps; empty where there is none.
 *
 * @throws Invalid for a page of another site
 */
export function linkTokenOf(request: FastifyRequest, header: string): string {
  demandOwnPage(request);
  const token = request.headers[header];
  return typeof token === 'string' ? token : '';
}
