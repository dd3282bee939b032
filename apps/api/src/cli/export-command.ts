import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ArchiveImportService, ArchiveRefused } from '../features/exports/archive/archive-import.service.ts';
import { ArchiveService } from '../features/exports/archive/archive.service.ts';
import { Database } from '../database/database.ts';
import { partnershipNamed } from '../tenancy/partnerships.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

type Print = (line: string) => void;

/** Reads the arguments of `export`. @throws UsageError */
export function readExportArguments(args: string[]): { partnership: string; path: string } {
  let values: { partnership?: string; to?: string };
  try {
    ({ values } = parseArgs({ args, options: { partnership: { type: 'string' }, to: { type: 'string' } } }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { partnership, to } = values;
  if (!partnership) throw new UsageError('export needs --partnership with its short name.');
  if (!to) throw new UsageError('export needs --to with the file to write.');
  if (existsSync(to)) throw new UsageError(`There is a file ${to} already.`);
  return { partnership, path: resolve(to) };
}

/** Writes everything of a partnership to an archive; answers the exit code. */
export async function exportCommand(args: string[], print: Print = console.log): Promise<number> {
  const { partnership, path } = readExportArguments(args);
  return withServices(async (services) => {
    const found = await partnershipNamed(services.get(Database, { strict: false }), partnership);
    if (!found) throw new UsageError(`There is no partnership “${partnership}”.`);
    const manifest = await services.get(ArchiveService, { strict: false }).write(found.id, null, path);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    print(`${path}: ${rows} rows of ${manifest.tables.length} tables, ${manifest.uploads.length} uploads.`);
    print(
      'It holds names, addresses and the numbers that are hidden from readers: keep it as safe as the server itself.',
    );
    return exitCode.done;
  });
}

/** Takes an archive up into an empty installation; answers the exit code. */
export async function takeUpCommand(path: string, print: Print = console.log): Promise<number> {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  return withServices(async (services) => {
    try {
      const { partnership, tables, uploads } = await services
        .get(ArchiveImportService, { strict: false })
        .take(resolve(path));
      print(
        `${partnership.name} is here, at /p/${partnership.slug}: ${tables.length} tables with the hashes of the archive, ${uploads.length} uploads.`,
      );
      print('People sign in after they chose a new password (“Forgot your password?”, or throughline reset-password).');
      return exitCode.done;
    } catch (error) {
      if (!(error instanceof ArchiveRefused)) throw error;
      print(`${path} was not taken up, and nothing was changed. ${error.message}`);
      return exitCode.refused;
    }
  });
}
