import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AuditHead } from '../audit/audit-chain.ts';
import { AuditSealer } from '../audit/audit-sealer.ts';
import { AuditVerifier, type ChainFault, type ChainReport } from '../audit/audit-verifier.ts';
import { Database } from '../database/database.ts';
import { everyPartnership, type ListedPartnership, partnershipNamed } from '../tenancy/partnerships.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

type Print = (line: string) => void;

const headFile = z.object({
  partnershipId: z.uuid(),
  number: z.number().int().positive(),
  hash: z.string(),
  signature: z.string(),
  publicKey: z.string(),
});

/** What `verify-audit` was asked: every partnership or one, and the files with heads that were kept. */
export interface VerifyOptions {
  readonly partnership: string | null;
  readonly heads: readonly string[];
}

/** Reads the arguments of `verify-audit`. @throws UsageError */
export function readVerifyArguments(args: string[]): VerifyOptions {
  try {
    const { values } = parseArgs({
      args,
      options: { partnership: { type: 'string' }, head: { type: 'string', multiple: true } },
    });
    return { partnership: values.partnership ?? null, heads: values.head ?? [] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads the argument of `audit-head`. @throws UsageError */
export function readHeadArguments(args: string[]): { partnership: string } {
  const { partnership, heads } = readVerifyArguments(args);
  if (partnership === null || heads.length > 0) throw new UsageError('audit-head needs --partnership, and only that.');
  return { partnership };
}

async function readHead(path: string): Promise<AuditHead> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The head ${path} cannot be read.`);
  });
  try {
    return headFile.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${path} is no head of an audit.`);
  }
}

/** Looks through the chains of the audit and names the first row of each that does not fit; answers the exit code. */
export async function verifyAuditCommand(args: string[], print: Print = console.log): Promise<number> {
  const { partnership, heads: paths } = readVerifyArguments(args);
  const heads = await Promise.all(paths.map(readHead));
  return withServices(async (services) => {
    const database = services.get(Database, { strict: false });
    const verifier = services.get(AuditVerifier, { strict: false });
    const partnerships = await choosePartnerships(database, partnership);
    const strange = heads.find((head) => !partnerships.some(({ id }) => id === head.partnershipId));
    if (strange) throw new UsageError(`No partnership that was to be looked at has the id ${strange.partnershipId}.`);
    let code: number = exitCode.done;
    for (const { id, slug } of partnerships) {
      const keptHeads = heads.filter(({ partnershipId }) => partnershipId === id);
      for (const head of keptHeads.filter((each) => !verifier.isOurs(each)))
        print(`${slug}: the head at ${head.number} was signed with another secret than this server has now.`);
      for (const head of keptHeads.length > 0 ? keptHeads : [null]) {
        const report = await verifier.verify(id, head);
        for (const line of reportLines(slug, report, head)) print(line);
        if (report.fault) code = exitCode.refused;
      }
    }
    return code;
  });
}

/** Prints the signed end of a partnership's chain, to be kept where who has this server's database does not reach. */
export async function auditHeadCommand(args: string[], print: Print = console.log): Promise<number> {
  const { partnership } = readHeadArguments(args);
  return withServices(async (services) => {
    const [one] = await choosePartnerships(services.get(Database, { strict: false }), partnership);
    if (!one) return exitCode.refused;
    await services.get(AuditSealer, { strict: false }).seal(one.id);
    print(JSON.stringify(await services.get(AuditVerifier, { strict: false }).head(one.id), null, 2));
    return exitCode.done;
  });
}

async function choosePartnerships(database: Database, slug: string | null): Promise<readonly ListedPartnership[]> {
  if (slug === null) return everyPartnership(database);
  const found = await partnershipNamed(database, slug);
  if (!found) throw new UsageError(`There is no partnership “${slug}”.`);
  return [found];
}

const faultTexts: Readonly<Record<ChainFault, string>> = {
  link_missing: 'its link is missing',
  row_removed: 'the row was removed',
  content_changed: 'the reason or the changes of the row were edited',
  row_changed: 'the row or its link was edited',
  not_signed: 'it carries no signature of this server',
  cut_off: 'the chain ends before it: what the head that was kept says is gone',
  not_the_head: 'it is another one than the head that was kept says',
};

/** What became of looking at a chain, in lines to print. */
export function reportLines(
  slug: string,
  { verified, unsealed, fault }: ChainReport,
  keptHead: AuditHead | null,
): string[] {
  const waiting = unsealed > 0 ? ` ${unsealed} rows wait for their seal.` : '';
  const reach = keptHead ? ` It reaches the head that was kept, ${keptHead.number}.` : '';
  if (!fault) return [`${slug}: ${verified} rows, all as they were sealed.${reach}${waiting}`];
  const { row } = fault;
  const which = row ? ` (${[row.id, row.at, row.verb, row.kind, row.itemId].filter(Boolean).join(' ')})` : '';
  return [
    `${slug}: row ${fault.number} does not fit: ${faultTexts[fault.what]}${which}.`,
    `${slug}: ${verified} rows before it are as they were sealed.${waiting}`,
  ];
}
