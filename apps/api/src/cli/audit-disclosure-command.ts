import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { mayOverlap } from '@throughline/domain/periods';
import { type Finding, loadHighsSolver, auditRelease } from '@throughline/measurement/disclosure';
import { Database } from '../database/database.ts';
import { openToNewReaders } from '../disclosure/decide.ts';
import { prepare } from '../disclosure/prepare.ts';
import { type ReleasedPartnership, releasedPartnership } from '../disclosure/released.reads.ts';
import { everyPartnership } from '../tenancy/partnerships.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { withServices } from './database.ts';
import { releaseFile } from './release-file.ts';
import { exitCode, UsageError } from './usage.ts';

/** What `audit-disclosure` was asked: what every partnership shows, what one does, or a release in a file (`-` is standard input). */
export type AuditArguments =
  | 'all'
  | { partnership: string; /** The name of one indicator; null for all. */ indicator: string | null }
  | { file: string };

/** Reads the arguments of `audit-disclosure`. @throws UsageError */
export function readAuditArguments(args: string[]): AuditArguments {
  try {
    const options = {
      partnership: { type: 'string' },
      indicator: { type: 'string' },
      file: { type: 'string' },
    } as const;
    const { values } = parseArgs({ args, options });
    const { partnership, indicator, file } = values;
    if (partnership === undefined && indicator === undefined && file === undefined) return 'all';
    if (file !== undefined && partnership === undefined && indicator === undefined) return { file };
    if (!partnership || file !== undefined)
      throw new UsageError('audit-disclosure takes --partnership with its short name, or --file with a release.');
    return { partnership, indicator: indicator ?? null };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const quantities = { people: 'people', who_count: 'who count', who_do_not_count: 'who do not count' } as const;

const problems: Record<Finding['problem'], string> = {
  unique: 'can be computed exactly',
  narrow: 'lies in an interval narrower than the minimum',
  forced_0_percent: 'must be 0 %',
  forced_100_percent: 'must be 100 %',
  undecided: 'could not be shown to be safe',
  shown: 'are shown, and too few',
};

function line({ id, quantity, problem, least, greatest }: Finding): string {
  const range = least === null ? '' : greatest === null ? ` (from ${least})` : ` (${least} to ${greatest})`;
  return `  ${id}: ${quantities[quantity]} ${problems[problem]}${range}`;
}

type Print = (line: string) => void;

/**
 * Says what the audit came to; answers the exit code. What it could not look at is a failure: it may give anything away.
 *
 * @param aside what it left out because a person said so.
 */
function verdict(
  findings: readonly string[],
  notLookedAt: readonly string[],
  print: Print,
  aside: readonly string[] = [],
): number {
  for (const finding of findings) print(finding);
  if (notLookedAt.length > 0) {
    print(`${notLookedAt.length} sums were not looked at: their groups overlap, and nobody has said how.`);
    for (const groups of notLookedAt) print(groups);
    print('Put each group under what it is a group of, then run the audit again.');
  }
  for (const line of aside) print(line);
  if (findings.length > 0) print(`${findings.length} numbers can be computed back.`);
  else if (notLookedAt.length > 0) print('Nothing can be computed back from the others.');
  else
    print(
      aside.length === 0 ? 'Nothing can be computed back.' : 'Nothing can be computed back from what was looked at.',
    );
  return findings.length + notLookedAt.length === 0 ? exitCode.done : exitCode.refused;
}

/**
 * Checks what a partnership shows today, or a release in a file: solves for every hidden number from all that is not
 * hidden and all that was released before, prints what can be computed back, and answers the exit code. Its output holds
 * hidden numbers: it is for the operator.
 *
 * @throws UsageError when there is no such partnership, indicator or release.
 */
export async function auditDisclosureCommand(args: string[], print: Print = console.log): Promise<number> {
  const options = readAuditArguments(args);
  if (options === 'all') return auditAll(print);
  if ('file' in options) {
    const content =
      options.file === '-' ? await text(process.stdin) : await readFile(options.file, 'utf8').catch(noFile);
    return auditFile(content, print);
  }
  return withServices(async (services) => {
    const released = await releasedPartnership(
      services.get(Database, { strict: false }),
      services.get(Tenancy, { strict: false }),
      options.partnership,
      options.indicator,
    );
    if (released === null) throw new UsageError(`There is no partnership “${options.partnership}”.`);
    if (options.indicator !== null && released.components.length === 0)
      throw new UsageError(`${options.partnership} has no observations of “${options.indicator}”.`);
    return auditPartnership(released, print);
  });
}

/** Audits every partnership of the database, one after the other. */
function auditAll(print: Print): Promise<number> {
  return withServices(async (services) => {
    const [database, tenancy] = [services.get(Database, { strict: false }), services.get(Tenancy, { strict: false })];
    let code: number = exitCode.done;
    for (const { slug } of await everyPartnership(database)) {
      const released = await releasedPartnership(database, tenancy, slug, null);
      if (released === null) continue;
      print(`${slug}:`);
      if ((await auditPartnership(released, print)) !== exitCode.done) code = exitCode.refused;
    }
    return code;
  });
}

function noFile(): never {
  throw new UsageError('The file of --file cannot be read.');
}

/** Audits what a partnership shows, with the ledger of everything that it ever did. */
export async function auditPartnership(released: ReleasedPartnership, print: Print): Promise<number> {
  const solver = await loadHighsSolver();
  const findings: string[] = [];
  const notLookedAt: string[] = [];
  let [observations, hidden, sets, ties] = [0, 0, 0, 0];
  let withoutPeople = 0;
  for (const component of released.components) {
    const { indicators } = component;
    const nameIn = (id: string): string =>
      id.replaceAll(
        /(?:~(\d+)~)?([0-9a-f-]{36}):([0-9a-f-]{36})/g,
        (_all, at: string | undefined, place: string, population: string) =>
          [indicators[Number(at ?? 0)]?.name, released.names.get(place), released.names.get(population)].join(' · '),
      );
    for (const { job, hidden: marks } of await released.periods(component)) {
      const prepared = prepare(job);
      const { release, options, ledger, unexplained } = prepared;
      const releasedKeys = new Set(release.cells.map(({ key }) => key));
      const hiddenCells = new Set([...marks].filter((key) => releasedKeys.has(key)));
      const audit = auditRelease(release, hiddenCells, options, ledger, solver);
      const head = job.period;
      findings.push(...audit.findings.map((finding) => line({ ...finding, id: `${head} · ${nameIn(finding.id)}` })));
      const open = openToNewReaders(prepared, hiddenCells, solver);
      findings.push(...open.map((each) => `${line({ ...each, id: `${head} · ${nameIn(each.id)}` })}, by somebody new`));
      const rows = [job, ...job.linked].reduce((sum, member) => sum + member.rows.length, 0);
      observations += rows;
      hidden += marks.size;
      sets += release.sets.length;
      ties += release.ties?.length ?? 0;
      withoutPeople += rows - release.cells.length;
      for (const { keys } of unexplained) notLookedAt.push(`  ${head} · ${keys.map(nameIn).join(' / ')}`);
      for (const total of audit.contradictions) notLookedAt.push(`  ${head} · ${nameIn(total)}`);
    }
  }
  const linked = released.components.filter(({ indicators }) => indicators.length > 1);
  print(
    `${observations} observations, ${hidden} hidden, ${sets} sets that add up, minimum ${released.minimum}, coding ${released.coding}.`,
  );
  for (const { indicators } of linked)
    print(`Looked at together, as they are about the same people: ${indicators.map(({ name }) => name).join(' / ')}.`);
  if (linked.length > 0) print(`${ties} numbers of theirs follow from each other.`);
  const aside = released.unrelated.map(
    ({ first, second, reason }) => `${first} / ${second} were not looked at together. A person said why: ${reason}`,
  );
  for (const { name, cadence } of released.components.flatMap(({ indicators }) => indicators))
    if (mayOverlap(cadence))
      aside.push(
        `${name}: its periods overlap each other and single years. What follows from one and the next was not looked at.`,
      );
  if (withoutPeople > 0)
    aside.push(`${withoutPeople} observations tell of no number of people, and were not looked at.`);
  return verdict(findings, notLookedAt, print, aside);
}

/** Audits a release given as JSON. @throws UsageError for what is none. */
export async function auditFile(content: string, print: Print): Promise<number> {
  const { release, hidden, options, ledger, withheldCharts } = releaseFile(content);
  const audit = auditRelease(release, hidden, options, ledger, await loadHighsSolver(), withheldCharts);
  print(
    `${release.cells.length} cells, ${hidden.size} hidden, ${release.sets.length} sets that add up, minimum ${options.minimum}, coding ${options.coding}.`,
  );
  return verdict(
    audit.findings.map(line),
    audit.contradictions.map((total) => `  ${total}`),
    print,
  );
}
