import { password, type World } from './world.ts';

/** What the accounts answered to one request. */
export type AccountAnswer = Awaited<ReturnType<World['app']['inject']>>;

/** The cookies of an answer, as the browser sends them back. */
export const cookieOf = (answer: AccountAnswer): string =>
  answer.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

/** Requests to the accounts as a page of `origin` sends them. */
export class AccountRequests {
  readonly #world: () => World;
  readonly #origin: string;
  #visits = 0;

  constructor(world: () => World, origin: string) {
    this.#world = world;
    this.#origin = origin;
  }

  /** Goes on from another address: attempts are counted by address. */
  moveOn(): void {
    this.#visits += 1;
  }

  request = (method: 'GET' | 'POST', url: string, payload: object | null, cookie = ''): Promise<AccountAnswer> =>
    this.#world().app.inject({
      method,
      remoteAddress: `192.0.2.${this.#visits}`,
      url: `/api/auth/${url}`,
      headers: { 'content-type': 'application/json', origin: this.#origin, ...(cookie && { cookie }) },
      ...(payload && { payload }),
    });

  post = (url: string, payload: object, cookie = ''): Promise<AccountAnswer> =>
    this.request('POST', url, payload, cookie);

  /** Signs in with the password that everybody has here; answers the session's cookie. */
  signIn = async (email: string): Promise<string> => cookieOf(await this.post('sign-in/email', { email, password }));
}
