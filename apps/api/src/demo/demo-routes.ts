import type { FastifyInstance } from 'fastify';
import { demoPeople } from './people.ts';

/** `GET /demo/people`: who can be signed in as. Registered in demo mode only; elsewhere nothing of it exists. */
export function demoRoutes(server: FastifyInstance): void {
  server.get('/demo/people', () => Promise.resolve(demoPeople));
}
