import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './usage.ts';

/**
 * The password for somebody (“the director”): THROUGHLINE_PASSWORD, or asked for on the terminal without showing what is
 * typed. It is no argument, since others can see those.
 * @throws UsageError when there is neither
 */
export async function promptPassword(whose: string): Promise<string> {
  const given = process.env['THROUGHLINE_PASSWORD'];
  if (given !== undefined) return given;
  if (!process.stdin.isTTY)
    throw new UsageError(`Set THROUGHLINE_PASSWORD to the password for ${whose}, or run this on a terminal.`);
  process.stderr.write(`Password for ${whose} (at least 10 characters): `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
