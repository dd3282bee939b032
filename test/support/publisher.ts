import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:tls';
import type { SourceFetcher } from '../../apps/api/src/features/data-sources/fetching/source-fetcher.ts';

/** A key that opens nothing: of the certificate below, which no machine trusts but the tests. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5C49mlYy3j84p97W
DcA4r1qB/D3yhXKCELwCkSTIGbChRANCAARVL5EY2kNj2AJ4RHptIKKmQEdOZk4+
TAe7pGwWjsK058fWfaP/RW3Tbxj4NFtAjm0ytai/GNGX/CQlAX1JMAM0
-----END PRIVATE KEY-----`;

/** For data.example.gov, files.example.org and inside.example.org. */
const cert = `-----BEGIN CERTIFICATE-----
MIIB0jCCAXmgAwIBAgIUaMR5HY1wghroqa/Q+78NlSCJxwwwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQZGF0YS5leGFtcGxlLmdvdjAgFw0yNjExMjcxODEwMDFaGA8y
MTI2MTEwMzE4MTAwMVowGzEZMBcGA1UEAwwQZGF0YS5leGFtcGxlLmdvdjBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABFUvkRjaQ2PYAnhEem0goqZAR05mTj5MB7uk
bBaOwrTnx9Z9o/9FbdNvGPg0W0CObTK1qL8Y0Zf8JCUBfUkwAzSjgZgwgZUwHQYD
VR0OBBYEFL4RwmkjzPsM6uj/MFfOCGikK+3pMB8GA1UdIwQYMBaAFL4RwmkjzPsM
6uj/MFfOCGikK+3pMA8GA1UdEwEB/wQFMAMBAf8wQgYDVR0RBDswOYIQZGF0YS5l
eGFtcGxlLmdvdoIRZmlsZXMuZXhhbXBsZS5vcmeCEmluc2lkZS5leGFtcGxlLm9y
ZzAKBggqhkjOPQQDAgNHADBEAiACaLzqWGINMW16lO+vvep5pgGtsWJUuYfZF+JE
AjtbqwIgbhSqVr0er330GXGV9ssV0B7l67T2YMU5sVWMJMEff18=
-----END CERTIFICATE-----`;

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** An https server as publishers have them, which stands for any host of the public internet. */
export class Publisher {
  /** What is answered at a path. */
  readonly answers = new Map<string, Answer>();
  /** The requests that came in. */
  readonly requests: { host: string; url: string; headers: IncomingMessage['headers'] }[] = [];
  /** The addresses that were connected to. */
  readonly dialed: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ key, cert }, (request, response) => {
    const { headers, url = '' } = request;
    this.requests.push({ host: headers.host ?? '', url, headers });
    const answer = this.answers.get(url);
    if (answer) answer(response, request);
    else response.writeHead(404).end('nothing here');
  });

  async start(): Promise<this> {
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Answers a path with a file. */
  file(path: string, content: string | Buffer, headers: Record<string, string> = {}): void {
    this.answers.set(path, (response) =>
      response.writeHead(200, { 'content-type': 'text/csv', ...headers }).end(content),
    );
  }

  /** Sends on from a path to another address. */
  leadOn(path: string, location: string, status = 302): void {
    this.answers.set(path, (response) => response.writeHead(status, { location }).end());
  }

  /** Has a fetcher meet this server under public addresses; `addresses` says which a host has. */
  standFor(fetcher: SourceFetcher, addresses: Record<string, string[]>): void {
    const { port } = this.#server.address() as AddressInfo;
    fetcher.resolve = (host) => Promise.resolve(addresses[host] ?? []);
    fetcher.dial = (address, host) => {
      this.dialed.push(address);
      return connect({ host: '127.0.0.1', port, servername: host, ca: cert });
    };
  }
}
