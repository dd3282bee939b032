import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Configuration, Provider } from 'oidc-provider';
import { freePort } from './server-process.ts';

/** Somebody who has an account at the provider. */
interface Person {
  email?: string;
  isVerified?: boolean;
}

type Claims = Record<string, unknown>;

/** An OpenID Connect provider on this machine, whose people sign in by their name alone. */
export interface ProviderServer {
  readonly url: string;
  readonly settings: { issuer: string; clientId: string; clientSecret: string; label: string };
  /** Who there is, by the name that they sign in with. */
  readonly people: Map<string, Person>;
  /** Writes other claims into the ID tokens from now on, or signs them with a key that nobody published. */
  forge(how: { claims?: (claims: Claims) => Claims; withOtherKey?: boolean } | null): void;
  /** Ends it, or begins it again at the same address. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /**
   * Goes through the provider as a browser would, from the address that our server answered. Answers what the provider
   * leads back with, behind the question mark.
   */
  visit(url: string, who: string | 'declines'): Promise<string>;
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenOf(claims: Claims, key: KeyObject): string {
  const body = `${part({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${part(claims)}`;
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`;
}

const claimsOf = (token: string): Claims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;

const page = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Test provider</title><form method="post">
<label>Name <input name="login"></label><button name="do" value="in">Continue</button>
<button name="do" value="decline">Cancel</button></form></html>`;

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** Starts a {@link ProviderServer} that knows one client, which comes back to `publicUrl`. Shut it in `afterAll`. */
export async function startProvider(publicUrl: string): Promise<ProviderServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const people = new Map<string, Person>();
  const [keys, others] = [pair(), pair()];
  let forged: Parameters<ProviderServer['forge']>[0] = null;
  const client = { client_id: 'throughline-test', client_secret: 'only-for-tests-of-the-provider' };
  const configuration: Configuration = {
    clients: [{ ...client, redirect_uris: [`${publicUrl}/provider`] }],
    jwks: { keys: [{ ...keys.privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only-for-tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => {
        const { email, isVerified } = people.get(accountId) ?? {};
        return {
          sub: accountId,
          ...(email && { email }),
          ...(isVerified !== undefined && { email_verified: isVerified }),
        };
      },
    }),
    loadExistingGrant: async (ctx) => {
      const accountId = ctx.oidc.session?.accountId;
      const clientId = ctx.oidc.client?.clientId;
      if (!accountId || !clientId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(url, configuration);
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    if (!forged || ctx.path !== '/token' || !body?.id_token) return;
    const claims = claimsOf(body.id_token);
    body.id_token = tokenOf(forged.claims?.(claims) ?? claims, (forged.withOtherKey ? others : keys).privateKey);
  });
  const answer = provider.callback();
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(page);
    const sought = await bodyOf(request);
    await provider.interactionFinished(
      request,
      response,
      sought.get('do') === 'decline'
        ? { error: 'access_denied', error_description: 'the person said no' }
        : { login: { accountId: sought.get('login') ?? '' } },
    );
  };
  let server: Server;
  const open = async (): Promise<void> => {
    server = createServer((request, response) => {
      if (request.url?.startsWith('/interaction/')) void interact(request, response);
      else void answer(request, response);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await open();
  return {
    url,
    settings: { issuer: url, clientId: client.client_id, clientSecret: client.client_secret, label: 'Harbor Schools' },
    people,
    forge: (how) => void (forged = how),
    open,
    async shut() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
    visit: (begin, who) => throughProvider(begin, publicUrl, who),
  };
}

async function throughProvider(begin: string, publicUrl: string, who: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = { url: begin, form: null as URLSearchParams | null };
  for (let step = 0; step < 10; step += 1) {
    const response = await fetch(next.url, {
      method: next.form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form && { body: next.form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) {
      if (!next.url.includes('/interaction/')) throw new Error(`the provider answered ${await response.text()}`);
      const form = { do: who === 'declines' ? 'decline' : 'in', login: who };
      next = { url: next.url, form: new URLSearchParams(form) };
      continue;
    }
    const to = new URL(location, next.url);
    if (to.href.startsWith(`${publicUrl}/provider`)) return to.search.slice(1);
    next = { url: to.href, form: null };
  }
  throw new Error('the provider leads in circles');
}
