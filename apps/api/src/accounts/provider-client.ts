import { refusal, type Refusal } from '@throughline/domain/refusals/refusal';
import * as oidc from 'openid-client';
import type { ProviderSettings } from '../config/settings.ts';

/** Clocks of two servers differ; more than this is a fault of one of them. */
const clockToleranceSeconds = 60;
/** Somebody looks at a screen meanwhile. */
const patienceSeconds = 10;

/** Who the provider says that somebody is. */
export interface ProviderIdentity {
  /** Names the person at this provider for good: issuer and subject. */
  readonly subject: string;
  /** In lower case; null where the provider tells none. */
  readonly email: string | null;
  /** The provider says that the address is the person's own. */
  readonly isEmailVerified: boolean;
}

/** What the server keeps between leading somebody to the provider and hearing of them again. */
export interface ProviderQuestion {
  readonly verifier: string;
  readonly nonce: string;
}

/** What the provider's answer was worth: somebody, or why nobody. */
export type ProviderAnswer = { identity: ProviderIdentity } | { problem: Refusal };

/** The OpenID Connect provider of the settings: authorization code with PKCE, state, nonce and a checked signature. */
export class ProviderClient {
  readonly #settings: ProviderSettings;
  readonly #redirectUrl: string;
  #configuration: oidc.Configuration | null = null;

  constructor(settings: ProviderSettings, publicUrl: string) {
    this.#settings = settings;
    this.#redirectUrl = `${publicUrl}/provider`;
  }

  /** Where to send the browser, with what to keep until it comes back; or why the provider cannot be asked. */
  async ask(question: ProviderQuestion, state: string): Promise<{ url: string } | { problem: Refusal }> {
    try {
      const url = oidc.buildAuthorizationUrl(await this.#discover(), {
        redirect_uri: this.#redirectUrl,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(question.verifier),
        code_challenge_method: 'S256',
        nonce: question.nonce,
        state,
      });
      return { url: url.href };
    } catch (error) {
      return { problem: this.#problemOf(error) };
    }
  }

  /** What only this question's answer can match. */
  static question = (): ProviderQuestion => ({
    verifier: oidc.randomPKCECodeVerifier(),
    nonce: oidc.randomNonce(),
  });

  /** Judges what the browser brought back; `search` is the address's part behind the question mark. */
  async hear(question: ProviderQuestion, state: string, search: URLSearchParams): Promise<ProviderAnswer> {
    try {
      const configuration = await this.#discover();
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        new URL(`${this.#redirectUrl}?${search.toString()}`),
        {
          pkceCodeVerifier: question.verifier,
          expectedNonce: question.nonce,
          expectedState: state,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims();
      if (!claims) return { problem: this.#misfit('it sent no ID token') };
      const claimed =
        typeof claims['email'] === 'string' || !configuration.serverMetadata().userinfo_endpoint
          ? claims
          : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      const { email, email_verified: isVerified } = claimed;
      return {
        identity: {
          // An issuer has no fragment, so that no two of them run together; another issuer's subjects are other people.
          subject: `${claims.iss}#${claims.sub}`,
          email: typeof email === 'string' && email.includes('@') ? email.trim().toLowerCase() : null,
          // Some write it as a text.
          isEmailVerified: isVerified === true || String(isVerified) === 'true',
        },
      };
    } catch (error) {
      return { problem: this.#problemOf(error) };
    }
  }

  /** Its addresses and keys, asked for once; again at the next sign-in where it was away. */
  async #discover(): Promise<oidc.Configuration> {
    if (this.#configuration) return this.#configuration;
    const { issuer, clientId, clientSecret } = this.#settings;
    const server = new URL(issuer);
    const isPlain = server.protocol === 'http:';
    const found = await oidc.discovery(server, clientId, clientSecret, oidc.ClientSecretPost(clientSecret), {
      timeout: patienceSeconds,
      ...(isPlain && { execute: [oidc.allowInsecureRequests] }),
    });
    const metadata = found.serverMetadata();
    // Where a provider does not say which way it takes, the standard says this one.
    const isBasic = (metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']).includes(
      'client_secret_basic',
    );
    const configuration = new oidc.Configuration(
      metadata,
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: clockToleranceSeconds },
      isBasic ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret),
    );
    configuration.timeout = patienceSeconds;
    if (isPlain) oidc.allowInsecureRequests(configuration);
    oidc.enableNonRepudiationChecks(configuration);
    this.#configuration = configuration;
    return configuration;
  }

  #problemOf(error: unknown): Refusal {
    const { label } = this.#settings;
    if (error instanceof oidc.AuthorizationResponseError) {
      if (error.error === 'access_denied') return refusal('PROVIDER_DECLINED', { label });
      if (error.error === 'temporarily_unavailable' || error.error === 'server_error')
        return refusal('PROVIDER_AWAY', { label });
      return this.#misfit(`it answered ${plainCode(error.error)}`);
    }
    if (error instanceof oidc.ResponseBodyError) {
      // A code that was used or is too old: nothing of the settings.
      if (error.error === 'invalid_grant') return refusal('PROVIDER_OVER');
      return this.#misfit(`it answered ${plainCode(error.error)}`);
    }
    const code = codeOf(error);
    if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return refusal('PROVIDER_CLOCK', { label });
    if (isAway(error, code)) {
      this.#configuration = null;
      return refusal('PROVIDER_AWAY', { label });
    }
    return this.#misfit(error instanceof Error ? `${error.message} (${code})` : 'something unknown');
  }

  /** Said to whoever runs the server, who alone can mend it; nothing of tokens or of the person. */
  #misfit(what: string): Refusal {
    console.error(`The sign-in provider of OIDC_ISSUER does not fit the settings: ${what}`);
    return refusal('PROVIDER_MISFIT', { label: this.#settings.label });
  }
}

/** A code of the standard is a short word; what else a provider says may hold anything. */
const plainCode = (code: string): string => (/^[a-z_]{1,40}$/.test(code) ? code : 'an error');

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';

/** No answer, or none that a running provider gives. */
function isAway(error: unknown, code: string): boolean {
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || code === 'OAUTH_RESPONSE_IS_NOT_JSON') return true;
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM')
    return error instanceof Error && error.cause instanceof Response && error.cause.status >= 500;
  return error instanceof TypeError && error.message === 'fetch failed';
}
