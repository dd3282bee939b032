import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoMail } from '@throughline/domain/demo-mail';
import PostalMime from 'postal-mime';
import type { Settings } from '../config/settings.ts';
import { mailFolder } from '../mail/transport.ts';

/** More than anybody reads in a demo. */
const mostShown = 50;

/** The newest mails of the folder in which they land where there is no mail server, the newest first. */
export async function readDemoMail(settings: Pick<Settings, 'dataDir'>): Promise<DemoMail[]> {
  const folder = mailFolder(settings);
  // The folder is made with the first mail; files are named by ids that grow with time.
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .toReversed()
    .slice(0, mostShown);
  return Promise.all(
    newest.map(async (name) => asShown(name, await PostalMime.parse(await readFile(join(folder, name))))),
  );
}

function asShown(
  name: string,
  { to = [], date, subject, text }: Awaited<ReturnType<typeof PostalMime.parse>>,
): DemoMail {
  return {
    id: name.slice(0, -'.eml'.length),
    to: to.map((one) => one.name || one.address).join(', '),
    at: date ?? null,
    subject: subject ?? '',
    text: text ?? '',
  };
}
