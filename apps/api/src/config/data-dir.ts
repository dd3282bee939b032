import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes the data folder and writes to it once: with a database of its own a server would otherwise start without a
 * usable folder, and the first upload would fail. @throws the system's error
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const probe = join(dataDir, `.${randomUUID()}.probe`);
  await writeFile(probe, 'can be written to', { mode: 0o600 });
  await rm(probe, { force: true });
}
