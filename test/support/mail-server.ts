import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given, and can be told to refuse. */
export interface MailServer {
  readonly url: string;
  /** What arrived, oldest first. */
  readonly arrived: Email[];
  /** Decides about the next mails: null takes them. Called after a mail was received whole. */
  answer: (mail: Email) => { code: number; text: string } | null;
  /** Stops listening; {@link MailServer.open} begins again at the same port. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Starts a mail server on a free port. Shut it in `afterAll`. */
export async function startMailServer(): Promise<MailServer> {
  let server: SMTPServer | null = null;
  let port = 0;
  const arrived: Email[] = [];
  const receiver: MailServer = {
    get url() {
      return `smtp://127.0.0.1:${port}`;
    },
    arrived,
    answer: () => null,
    async shut() {
      const open = server;
      server = null;
      if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
    },
    async open() {
      const opened = new SMTPServer({
        authOptional: true,
        closeTimeout: 100,
        disabledCommands: ['STARTTLS'],
        onData(stream, _session, done) {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
              const refused = receiver.answer(mail);
              if (refused) return done(Object.assign(new Error(refused.text), { responseCode: refused.code }));
              arrived.push(mail);
              return done();
            });
          });
        },
      });
      opened.on('error', () => undefined);
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
      port = (opened.server.address() as AddressInfo).port;
      server = opened;
    },
  };
  await receiver.open();
  return receiver;
}
