import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { visit } from './browser.ts';

/**
 * Lets the director of the demo at `url` add a member on the screen. Answers the address that the mail leads to, as it
 * lies in the folder of the server without a mail server; `dataDir` is the server's.
 */
export async function inviteOnScreen(url: string, dataDir: string, name: string, email: string): Promise<string> {
  const director = await visit('director', { url });
  await director.open('/people');
  await director.page.getByRole('button', { name: 'Add a member' }).click();
  const dialog = director.page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Add a member' }).click();
  await dialog.waitFor({ state: 'detached' });
  const newestMail = async (): Promise<string> => {
    const path = join(dataDir, 'mail');
    const files = readdirSync(path)
      .filter((file) => file.endsWith('.eml'))
      .toSorted();
    return (await PostalMime.parse(readFileSync(join(path, files.at(-1) ?? '')))).text ?? '';
  };
  await expect.poll(newestMail, { timeout: 60_000 }).toContain('/join#');
  return /\/join#\S+/.exec(await newestMail())?.[0] ?? '';
}
