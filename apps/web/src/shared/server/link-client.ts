import { type Problem, problemOfErrors } from './transport.ts';

/** What the server answered, or the problem. */
export type LinkAnswer<Data> = { data: Data } | { problem: Problem };

/** Where the links of one kind are answered. */
interface LinkEndpoint {
  address: string;
  /** The header that carries the link's token. */
  header: string;
  /** `omit` where the link alone says who asks: a session of the same browser then has no part in it. */
  credentials: 'omit' | 'same-origin';
}

const patience = 20_000;

/** Asks the endpoint of a kind of links. The request never throws: no network and a time-out are the problem NETWORK. */
export const linkClient =
  ({ address, header, credentials }: LinkEndpoint) =>
  async <Data>(method: string, path: string, token: string, body?: object): Promise<LinkAnswer<Data>> => {
    try {
      const response = await fetch(`${address}${path}`, {
        method,
        credentials,
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        headers: { [header]: token, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      });
      if (response.status === 502 || response.status === 504) return { problem: { code: 'NETWORK', message: '' } };
      const answer = (await response.json()) as Record<string, unknown>;
      if (response.ok) return { data: answer as Data };
      return { problem: problemOfErrors([{ message: String(answer['message'] ?? ''), extensions: answer }]) };
    } catch (error) {
      return { problem: { code: 'NETWORK', message: error instanceof Error ? error.message : '' } };
    }
  };
