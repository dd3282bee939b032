import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { Database } from '../database/database.ts';
import { DisclosureService } from '../disclosure/disclosure.service.ts';
import { ApiError, Invalid } from '../kernel/errors.ts';
import type { ImportProgress } from '../features/imports/commit/commit-progress.ts';
import { ImportReadsService } from '../features/imports/import-reads.service.ts';
import type { Import } from '../features/imports/import.entity.ts';
import { ImportService } from '../features/imports/import.service.ts';
import { MeService } from '../features/partnerships/me.service.ts';
import { ViewerService } from '../tenancy/viewer.service.ts';
import { withServices } from './database.ts';
import { ProgressLines } from './progress-lines.ts';
import { exitCode, UsageError } from './usage.ts';

interface ImportArguments {
  partnership: string;
  as: string;
  mapping: unknown;
  files: string[];
  dryRun: boolean;
}

const shownProblems = 20;

/** Reads the arguments of `import`. @throws UsageError with what is missing or cannot be read. */
export function readImportArguments(args: string[]): ImportArguments {
  const { values, positionals } = parse(args);
  const need = (name: 'partnership' | 'mapping' | 'as', what: string): string => {
    const value = values[name];
    if (!value) throw new UsageError(`import needs --${name}: ${what}.`);
    return value;
  };
  const partnership = need('partnership', 'the short name of the partnership, as in its address');
  const path = need('mapping', 'a saved mapping, a JSON file');
  const as = need('as', 'the e-mail of the member in whose name the import is made').trim().toLowerCase();
  if (positionals.length === 0) throw new UsageError('import needs at least one file to import.');
  for (const file of positionals) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`);
  }
  return { partnership, as, mapping: readMapping(path), files: positionals, dryRun: values['dry-run'] ?? false };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        partnership: { type: 'string' },
        mapping: { type: 'string' },
        as: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readMapping(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`The mapping ${path} cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The mapping ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Imports the files one after the other and prints what became of each; answers the exit code. How far a large one has
 * come goes to where errors go, so that what is printed can be kept.
 */
export async function importCommand(
  args: string[],
  print: (line: string) => void = console.log,
  printProgress: (line: string) => void = console.error,
): Promise<number> {
  const wanted = readImportArguments(args);
  return withServices(async (services) => {
    const viewer = await memberOf(services, wanted);
    let code: number = exitCode.done;
    for (const path of wanted.files) {
      const fileName = basename(path);
      try {
        const lines = new ProgressLines(fileName, printProgress);
        const tell = (progress: ImportProgress): void => lines.tell(progress);
        const file = { path, fileName, mapping: wanted.mapping, dryRun: wanted.dryRun, tell };
        const done = await services.get(ImportService, { strict: false }).importFile(viewer, file);
        for (const line of await reportLines(services, viewer, done)) print(line);
        const isGood = done.state === 'committed' || (wanted.dryRun && done.errors === 0 && done.rowsAccepted > 0);
        if (!isGood) code = exitCode.refused;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        print(`${fileName}: not imported. ${error.message}`);
        if (error instanceof Invalid)
          for (const [field, message] of Object.entries(error.fields)) print(`  ${field}: ${message}`);
        code = exitCode.refused;
      }
    }
    // The command ends when all of it is decided: nobody else may be there to go on.
    await services.get(DisclosureService, { strict: false }).decideWaiting(viewer.partnershipId, 'all', Infinity);
    return code;
  });
}

async function memberOf(services: INestApplicationContext, { as, partnership }: ImportArguments): Promise<Viewer> {
  const { pool } = services.get(Database, { strict: false });
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [as]);
  const accountId = rows[0]?.id;
  const memberships = accountId ? await services.get(MeService, { strict: false }).membershipsOf(accountId) : [];
  const membership = memberships.find(({ partnershipSlug }) => partnershipSlug === partnership);
  const viewer =
    accountId && membership
      ? await services.get(ViewerService, { strict: false }).viewerOf(accountId, membership.partnershipId)
      : null;
  // The same words for an unknown person and an unknown partnership: neither is given away.
  if (!viewer)
    throw new UsageError(`${as} is no member of a partnership “${partnership}”. Check --as and --partnership.`);
  return viewer;
}

const outcome: Partial<Record<Import['state'], string>> = {
  committed: 'committed',
  checked: 'NOT committed',
  discarded: 'dry run, nothing changed',
};

async function reportLines(services: INestApplicationContext, viewer: Viewer, done: Import): Promise<string[]> {
  const { report, fileName } = done;
  const lines = [
    `${fileName}: ${outcome[done.state] ?? done.state} (import ${done.id})`,
    `  rows read ${done.rowsRead}, observations ${done.rowsAccepted}, errors ${done.errors}, warnings ${done.warnings}`,
  ];
  if (!report) return lines;
  const { overlap, summary } = report;
  lines.push(`  new ${overlap.added}, changed ${overlap.changed}, the same ${overlap.same}`);
  if (done.state === 'committed' && overlap.added + overlap.changed === 0)
    lines.push('  Nothing changed: every value was there already.');
  const left = summary.skippedRows + summary.otherRows + report.leftOutRows;
  if (left > 0) lines.push(`  rows left out ${left}`);
  for (const { code, severity, count } of report.problems) lines.push(`  ${severity} ${code}: ${count}`);
  for (const { code, severity, count } of report.quality ?? []) lines.push(`  data ${severity} ${code}: ${count}`);
  if (done.errors === 0) return lines;
  const problems = await services.get(ImportReadsService, { strict: false }).problems(viewer, done.id, 200, null);
  const errors = problems.nodes.filter(({ severity }) => severity === 'error').slice(0, shownProblems);
  for (const { line, column, message } of errors)
    lines.push(`    line ${line}${column ? `, ${column}` : ''}: ${message}`);
  return lines;
}
