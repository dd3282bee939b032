import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Settings } from '../../../config/settings.ts';
import { SETTINGS } from '../../../config/settings-token.ts';
import { ApiError, Refused } from '../../../kernel/errors.ts';
import { fileTooLarge } from '../../../kernel/file-too-large.ts';
import { fetchedName } from './fetched-name.ts';
import { isPublicAddress } from './public-addresses.ts';
import { hostToFetch } from './source-address.ts';

/** A file on its way from its publisher. */
export interface FetchedFile {
  /** What the publisher calls it; '' where neither the answer nor the address says it. */
  readonly name: string;
  /** Its bytes; ends with a refusal where they are too many, too slow or cut off. */
  readonly content: Readable;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);
const askedFor = {
  accept: 'text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, text/*;q=0.9, */*;q=0.5',
  'accept-encoding': 'identity',
  'user-agent': 'Throughline',
};

/**
 * Fetches publishers' files, from the hosts that a setting names and from no other. It opens https on the usual port,
 * sends no cookie, no password and nothing of the partnership, and connects to an address that it has looked at itself: one
 * that is private, loopback or link-local is refused, and so is a host that has any such address. Each redirect is
 * looked at in the same way. Which hosts exist in the server's own network can therefore not be found out by it.
 */
@Injectable()
export class SourceFetcher {
  /** Longest wait for a connection, for the next bytes, and for all of a file. */
  readonly patienceMs = { connect: 10_000, silence: 20_000, whole: 180_000 };
  readonly #hosts: ReadonlySet<string>;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#hosts = new Set(settings.fetchHosts);
  }

  /** Every IP address that a host has. */
  resolve = async (host: string): Promise<string[]> =>
    (await lookup(host, { all: true })).map(({ address }) => address);

  /** Begins a connection to an IP address, to the host that must show its certificate. */
  dial = (address: string, host: string): TLSSocket =>
    connect({ host: address, port: 443, servername: host, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] });

  /** Whether a file may be fetched from an address, as far as the address tells. */
  mayFetch(address: string): boolean {
    const host = hostToFetch(address);
    return host !== null && this.#hosts.has(host);
  }

  /**
   * Opens the file at an address; `mostBytes` is how large it may be.
   * @throws Refused FETCH_…, or Invalid at `file` for one that says that it is larger
   */
  async fetch(address: string, mostBytes: number): Promise<FetchedFile> {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), this.patienceMs.whole);
    const { signal } = ending;
    try {
      const { answer, at, host } = await this.#follow(address, signal);
      if (Number(answer.headers['content-length'] ?? 0) > mostBytes) {
        answer.destroy();
        throw fileTooLarge(mostBytes);
      }
      const content = Readable.from(limitBytes(answer, { host, mostBytes, end: () => clearTimeout(timer) }));
      // Whoever gives the file up ends the connection too.
      content.once('close', () => {
        clearTimeout(timer);
        answer.destroy();
      });
      return { name: fetchedName(answer.headers['content-disposition'], at), content };
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  }

  /** Asks at an address and at each to which that leads, until one answers with a file. */
  async #follow(address: string, signal: AbortSignal) {
    let at = address;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const host = this.#hostOf(at);
      const answer = await this.#ask(at, host, signal);
      const { location } = answer.headers;
      if (redirects.has(answer.statusCode) && location !== undefined) {
        answer.destroy();
        if (!URL.canParse(location, at)) throw new Refused(refusal('FETCH_ADDRESS_CLOSED'));
        at = new URL(location, at).href;
        continue;
      }
      if (answer.statusCode === 200) return { answer, at, host };
      answer.destroy();
      throw new Refused(refusal('FETCH_ANSWERED', { host, status: answer.statusCode ?? 0 }));
    }
    throw new Refused(refusal('FETCH_REDIRECTS'));
  }

  #hostOf(address: string): string {
    const host = hostToFetch(address);
    if (host === null) throw new Refused(refusal('FETCH_ADDRESS_CLOSED'));
    if (!this.#hosts.has(host)) throw new Refused(refusal('FETCH_HOST_CLOSED', { host }));
    return host;
  }

  async #ask(address: string, host: string, signal: AbortSignal): Promise<IncomingMessage> {
    let socket: TLSSocket | undefined;
    try {
      const addresses = await unlessAborted(this.resolve(host), signal);
      if (!addresses.every(isPublicAddress)) throw new Refused(refusal('FETCH_ADDRESS_PRIVATE', { host }));
      const connected = await this.#connect(addresses, host, signal);
      socket = connected;
      const { pathname, search } = new URL(address);
      const asking = request({
        host,
        path: pathname + search,
        headers: { host, ...askedFor },
        createConnection: () => connected,
        signal,
      });
      connected.setTimeout(this.patienceMs.silence, () => asking.destroy(slow(host)));
      const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
      asking.end();
      const [answer] = await answered;
      // What comes later, comes with the bytes of the answer.
      asking.on('error', (error) => answer.destroy(error));
      return answer;
    } catch (error) {
      socket?.destroy();
      throw asRefusal(error, host);
    }
  }

  /** A connection to the first of the addresses that takes one. */
  async #connect(addresses: readonly string[], host: string, signal: AbortSignal): Promise<TLSSocket> {
    let failed: unknown = new Error('no address');
    for (const address of addresses) {
      const socket = this.dial(address, host);
      try {
        const patience = AbortSignal.timeout(this.patienceMs.connect);
        await once(socket, 'secureConnect', { signal: AbortSignal.any([signal, patience]) });
        return socket;
      } catch (error) {
        // A socket that is given up may still fail.
        socket.on('error', () => undefined).destroy();
        if (signal.aborted) throw error;
        failed = error;
      }
    }
    throw failed;
  }
}

interface Measure {
  host: string;
  mostBytes: number;
  end(): void;
}

/** The bytes of an answer, as many as may be, whole or refused. */
async function* limitBytes(answer: IncomingMessage, { host, mostBytes, end }: Measure): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw fileTooLarge(mostBytes);
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error, host);
  } finally {
    end();
  }
}

const slow = (host: string): Refused => new Refused(refusal('FETCH_SLOW', { host }));

/** Nothing of an error but whether it was time that ran out: the rest would tell of the server's own network. */
function asRefusal(error: unknown, host: string): ApiError {
  if (error instanceof ApiError) return error;
  const ranOut = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
  return ranOut ? slow(host) : new Refused(refusal('FETCH_UNREACHED', { host }));
}

/** What is waited for, or the end of the waiting. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let give: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    give = () => reject(signal.reason as Error);
    signal.addEventListener('abort', give, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (give) signal.removeEventListener('abort', give);
  }
}
