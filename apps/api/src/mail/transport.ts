import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Settings } from '../config/settings.ts';
import { letterAsHtml, letterAsText } from './layout.ts';
import type { Letter } from './letter.ts';

/** How a sending ended when it did not succeed. */
export class NotSent extends Error {
  /**
   * @param how `away`: the mail server could not be reached or is not ready for anybody; `later`: it refused this mail for
   * now; `never`: it will not take this mail.
   */
  constructor(
    readonly how: 'away' | 'later' | 'never',
    reason: string,
  ) {
    super(reason);
    this.name = 'NotSent';
  }
}

/** Gives a mail to whoever delivers it. */
export interface Transport {
  /** @throws NotSent */
  send(letter: Letter, id: string): Promise<void>;
  close(): void;
}

const connections = 3;
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** The transport of the settings: a mail server, or a folder of `.eml` files. */
export function transportOf(settings: Pick<Settings, 'mail' | 'mailFrom' | 'dataDir' | 'publicUrl'>): Transport {
  return settings.mail.kind === 'smtp' ? smtp(settings, settings.mail.url) : folder(settings, mailFolder(settings));
}

/** Where mail is laid when there is no mail server. */
export const mailFolder = ({ dataDir }: Pick<Settings, 'dataDir'>): string => join(dataDir, 'mail');

function smtp(settings: Pick<Settings, 'mailFrom' | 'publicUrl'>, url: string): Transport {
  const server = createTransport({ url, pool: true, maxConnections: connections, ...timeouts } as never);
  return {
    async send(letter, id) {
      await server.sendMail(messageOf(settings, letter, id)).catch((error: unknown) => {
        throw asNotSent(error);
      });
    },
    close: () => server.close(),
  };
}

function folder(settings: Pick<Settings, 'mailFrom' | 'publicUrl'>, path: string): Transport {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(letter, id) {
      const { message } = await writer.sendMail(messageOf(settings, letter, id));
      try {
        await mkdir(path, { recursive: true, mode: 0o700 });
        // By its id, so that a mail that is sent again is the same file; renamed when complete.
        const file = join(path, `${id}.eml`);
        await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
        await rename(`${file}.part`, file);
      } catch (error) {
        throw new NotSent('away', `the mail folder cannot be written to: ${codeOf(error)}`);
      }
    },
    close: () => writer.close(),
  };
}

function messageOf(
  { mailFrom, publicUrl }: Pick<Settings, 'mailFrom' | 'publicUrl'>,
  letter: Letter,
  id: string,
): SendMailOptions {
  return {
    from: mailFrom,
    to: letter.to,
    subject: letter.text.subject,
    text: letterAsText(letter),
    html: letterAsHtml(letter),
    // The same for every attempt, so that a mail program that gets it twice shows it once.
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
  };
}

/** nodemailer's codes for a server that cannot be reached, will not speak to us, or is full for everybody. */
const away = new Set(['ECONNECTION', 'ECONNREFUSED', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'EAUTH', 'ETLS', 'EPROTOCOL']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';

/** Without the server's own words: they can repeat an address or what was sent. */
function asNotSent(error: unknown): NotSent {
  const response = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  if (response === 421 || (Number.isNaN(response) && away.has(codeOf(error)))) {
    return new NotSent('away', `the mail server cannot be reached: ${codeOf(error)}`);
  }
  if (response >= 500) return new NotSent('never', `the mail server refused it: ${response}`);
  return new NotSent('later', `the mail server did not take it: ${Number.isNaN(response) ? codeOf(error) : response}`);
}
