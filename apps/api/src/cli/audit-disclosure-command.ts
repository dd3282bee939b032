import { parseArgs } from 'node:util';
import type { Finding } from '@throughline/measurement/disclosure/audit-component';
import { loadHighsSolver } from '@throughline/measurement/disclosure/highs-solver';
import { auditRelease } from '@throughline/measurement/disclosure/protect';
import { Database } from '../database/database.ts';
import { type ReleasedRow, releaseOf } from '../disclosure/release-of.ts';
import { releasedRows } from '../disclosure/released.reads.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { withServices } from './database.ts';
import { exitCode, UsageError } from './usage.ts';

/** What `audit-disclosure` was asked. */
export interface AuditArguments {
  partnership: string;
  /** The name of one indicator; null for all. */
  indicator: string | null;
}

/** Reads the arguments of `audit-disclosure`. @throws UsageError */
export function readAuditArguments(args: string[]): AuditArguments {
  try {
    const options = { partnership: { type: 'string' }, indicator: { type: 'string' } } as const;
    const { values } = parseArgs({ args, options });
    if (!values.partnership) throw new UsageError('audit-disclosure needs --partnership: its short name.');
    return { partnership: values.partnership, indicator: values.indicator ?? null };
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
};

function line({ id, quantity, problem, least, greatest }: Finding): string {
  const range = least === null ? '' : greatest === null ? ` (from ${least})` : ` (${least} to ${greatest})`;
  return `  ${id}: ${quantities[quantity]} ${problems[problem]}${range}`;
}

/**
 * Checks what a partnership shows today: solves for every hidden number from all that is not hidden, prints what can
 * be computed back, and answers the exit code. Its output holds hidden numbers: it is for the operator.
 *
 * @throws UsageError when there is no such partnership or indicator.
 */
export async function auditDisclosureCommand(
  args: string[],
  print: (line: string) => void = console.log,
): Promise<number> {
  const { partnership, indicator } = readAuditArguments(args);
  return withServices(async (services) => {
    const released = await releasedRows(
      services.get(Database, { strict: false }),
      services.get(Tenancy, { strict: false }),
      partnership,
      indicator,
    );
    if (released === null) throw new UsageError(`There is no partnership “${partnership}”.`);
    const { rows, minimum } = released;
    if (indicator !== null && rows.length === 0)
      throw new UsageError(`${partnership} has no observations of “${indicator}”.`);
    return report(rows, minimum, print);
  });
}

/** Audits these rows and prints what it finds; answers the exit code. */
export async function report(
  rows: readonly ReleasedRow[],
  minimum: number,
  print: (line: string) => void,
): Promise<number> {
  const { release, hidden } = releaseOf(rows);
  const options = { minimum, countsPublished: true, coding: 'none' } as const;
  const { findings, contradictions } = auditRelease(release, hidden, options, [], await loadHighsSolver());
  print(
    `${rows.length} observations, ${hidden.size} hidden, ${release.sets.length} sets that add up, minimum ${minimum}.`,
  );
  if (contradictions.length > 0)
    print(
      `${contradictions.length} totals are smaller than their parts, which must overlap; they were not subtracted from.`,
    );
  for (const finding of findings) print(line(finding));
  print(findings.length === 0 ? 'Nothing can be computed back.' : `${findings.length} numbers can be computed back.`);
  return findings.length === 0 ? exitCode.done : exitCode.refused;
}
