import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.ts';
import { readDemoMail } from './demo-mail.ts';
import { demoPeople } from './people.ts';

/**
 * `GET /demo/people`: who can be signed in as; `GET /demo/mail`: what was mailed, where it lands in a folder. Registered in
 * demo mode only; elsewhere nothing of it exists.
 */
export function demoRoutes(server: FastifyInstance, settings: Settings): void {
  server.get('/demo/people', () => Promise.resolve(demoPeople));
  if (settings.mail.kind === 'folder') server.get('/demo/mail', () => readDemoMail(settings));
}
