import type { Viewer } from '@throughline/domain/viewer';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './viewer.service.ts';
import { Unauthenticated } from '../kernel/errors.ts';

/** What a resolver gets besides its arguments; a fresh object for each request. */
export interface GraphqlContext extends Caller {
  req: FastifyRequest;
  /** Loaders of this request, by name: made at first use, gone with the request. */
  loaders: Map<string, unknown>;
}

/** The viewer of an operation that needs a member; the guard has made sure already. */
export function viewerOf(context: GraphqlContext): Viewer {
  if (!context.viewer) throw new Unauthenticated();
  return context.viewer;
}
