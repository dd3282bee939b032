import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountsService } from './accounts/accounts.service.ts';
import { authRoutes } from './accounts/auth-routes.ts';
import { AppModule } from './app.module.ts';
import { compression } from './compression.ts';
import type { Settings } from './config/settings.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import { plainAddress } from './kernel/plain-address.ts';
import { rateLimits } from './rate-limits.ts';
import { ViewerService } from './tenancy/viewer.service.ts';

/** The pages to which the links of mails lead. */
const ofLink = /^\/(answer|email|enter|join|reset|t)($|\?)/;

const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));
const headersOfPages = [
  'content-security-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];
const notPages =
  /^\/(graphql|api|events|imports|exports|audit|archive|data-form|invitation|item-link|demo|healthz|readyz|assets)(\/|\?|$)/;

/** Builds the server; `listen` is the caller's. */
export async function createServer(settings: Settings, databaseUrl: string): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: (_address, hop) => hop < settings.proxies,
    bodyLimit: 1_048_576,
    rewriteUrl: (request: IncomingMessage) => plainAddress(request.url ?? '/'),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(settings, databaseUrl), adapter, {
    logger: ['error', 'warn'],
    forceCloseConnections: true,
  });
  app.enableShutdownHooks();
  const server = adapter.getInstance();
  await app.register(helmet, {
    contentSecurityPolicy: policy(settings),
    hsts: settings.publicUrl.startsWith('https://'),
  });
  await app.register(rateLimit, rateLimits(settings));
  await app.register(compress, compression);
  if (existsSync(webRoot)) await serveWeb(app);
  // Last: a route that is here while something is waited for keeps Fastify's own answer to errors, not Nest's.
  authRoutes(server as never, app.get(AccountsService), app.get(ViewerService), settings.publicUrl);
  if (settings.demo) demoRoutes(server as never, settings);
  return app;
}

function policy(settings: Settings) {
  return {
    directives: {
      defaultSrc: ["'self'"],
      // Mantine sets its sizes as style attributes and one style element.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: settings.publicUrl.startsWith('https://') ? [] : null,
    },
  };
}

/** What has its hash in its name never changes; the page and its worker must be asked for each time. */
function keepFor(path: string): string {
  if (path.includes('/assets/')) return 'public, max-age=31536000, immutable';
  return /[.]html|service-worker|offline-files/.test(path) ? 'no-cache' : 'public, max-age=3600';
}

/** The built client; any other address that a person may open answers its page, so that links can be shared. */
async function serveWeb(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: webRoot,
    wildcard: false,
    // `npm run build` lays a .br and a .gz beside each file that gains by it.
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', keepFor(path));
      // They concern pages; a first visit receives a dozen other files.
      if (!path.includes('.html')) for (const name of headersOfPages) reply.removeHeader(name);
    },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      // What looks through mails follows their links without saying that it wants a page, or asks for the head alone.
      const isOfLink = ofLink.test(request.url);
      const reads = request.method === 'GET' || request.method === 'HEAD';
      const asksPage = reads && (isOfLink || request.headers.accept?.includes('text/html'));
      if (!asksPage || notPages.test(request.url) || /\.\w+($|\?)/.test(request.url)) return undefined;
      // Opened by a link that was sent to somebody: no search engine has a part in it.
      if (isOfLink) reply.header('x-robots-tag', 'noindex, nofollow');
      return reply.sendFile('index.html');
    });
}
