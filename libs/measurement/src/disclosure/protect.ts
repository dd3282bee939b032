import type { Finding } from './audit-component.ts';
import { type Pool, possiblePools, withPool } from './pool.ts';
import { Protector } from './protector.ts';
import {
  cellId,
  type Decision,
  type DisclosureOptions,
  type Ledger,
  type LedgerEntry,
  type Release,
} from './release.ts';
import type { Solver } from './solver.ts';

/** What becomes of a release. Reasons and findings are for the data manager; decisions without reasons for everybody. */
export interface Protected {
  readonly decisions: readonly Decision[];
  /** Charts that must not go out with their limits or centre line. */
  readonly withheldCharts: readonly string[];
  /** Hidden siblings that are published together instead. */
  readonly pools: readonly Pool[];
  /** What can be computed from earlier releases alone. This one adds nothing to it: it may go out. */
  readonly unprotected: readonly Finding[];
  /** Totals smaller than their parts, whose parts must overlap. */
  readonly contradictions: readonly string[];
  /** What to add to the ledger once it is released. */
  readonly entry: LedgerEntry;
}

function keysHidden(release: Release, { hidden }: Protector): Set<string> {
  return new Set(release.cells.filter(({ key, version }) => hidden.has(cellId(key, version))).map(({ key }) => key));
}

/** Publishes hidden siblings together wherever the audit finds nothing more in it than before. */
function pool(release: Release, protector: Protector, options: DisclosureOptions, ledger: Ledger, solver: Solver) {
  const hidden = keysHidden(release, protector);
  const before = protector.unprotected.length;
  const pools: Pool[] = [];
  let extended = release;
  for (const candidate of possiblePools(release, hidden, options)) {
    const trial = withPool(extended, candidate);
    if (auditRelease(trial, hidden, options, ledger, solver, protector.withheld).findings.length > before) continue;
    pools.push(candidate);
    extended = trial;
  }
  const { knowledge } = extended === release ? protector : new Protector(extended, options, ledger, solver);
  return { pools, entry: knowledge.entry(protector, knowledge.model.sums) };
}

/**
 * Decides what of a release can be published: primary rules, coding, complementary hiding, and an audit that solves for
 * every hidden number and difference from all that is public, this release and all before it.
 *
 * @throws RangeError when the minimum is not a whole number from 5 to 30.
 */
export function protectRelease(
  release: Release,
  options: DisclosureOptions,
  ledger: Ledger,
  solver: Solver,
): Protected {
  if (!Number.isInteger(options.minimum) || options.minimum < 5 || options.minimum > 30)
    throw new RangeError('The minimum is a whole number from 5 to 30.');
  const protector = new Protector(release, options, ledger, solver);
  const { knowledge } = protector;
  const { model } = knowledge;
  for (const { id, cell, primary } of model.cells.values())
    if (cell && !cell.omitted && primary.length > 0) protector.hide(id, ...primary);
  for (const block of protector.blocks) protector.protect(block);
  const { pools, entry } = options.merge
    ? pool(release, protector, options, ledger, solver)
    : { pools: [], entry: knowledge.entry(protector, model.sums) };
  const mergedKeys = new Set(pools.flatMap((each) => each.parts));
  return {
    decisions: release.cells
      .filter((cell) => !cell.omitted)
      .map(({ key }) => {
        const id = model.idOf.get(key) ?? key;
        const verdict = mergedKeys.has(key) ? 'merged' : protector.verdict(id);
        const isOpen = verdict === 'published';
        const published = isOpen ? knowledge.factOf(id) : undefined;
        return {
          key,
          verdict,
          reasons: isOpen ? [] : (protector.reasons.get(id) ?? []),
          shown: published?.shown ?? null,
          coded: published?.coded ?? null,
          rounded: published?.rounded ?? null,
          countsShown: published?.countsShown ?? false,
        };
      }),
    withheldCharts: [...protector.withheld],
    pools,
    unprotected: protector.unprotected,
    contradictions: model.contradictions,
    entry,
  };
}

const quantityOf = {
  people_unknown: 'people',
  few_people: 'people',
  few_who_count: 'who_count',
  few_who_do_not_count: 'who_do_not_count',
} as const;

/** Cells that stand in the open although a primary rule hides them. */
function shownOf({ knowledge: { model }, hidden }: Protector): Finding[] {
  return [...model.cells.values()].flatMap(({ id, cell, primary, n, x }) => {
    if (!cell || cell.omitted || hidden.has(id)) return [];
    return primary.flatMap((reason): Finding[] => {
      if (!(reason in quantityOf)) return [];
      const quantity = quantityOf[reason as keyof typeof quantityOf];
      const count = quantity === 'people' ? n : quantity === 'who_count' ? x : n === null || x === null ? null : n - x;
      return [{ id, quantity, problem: 'shown', least: count, greatest: count }];
    });
  });
}

/**
 * Audits a release whose hidden cells were chosen elsewhere: what it shows against a primary rule, and everything that
 * can be computed back from it and the ledger. Answers all findings, ranges included: for the operator alone.
 *
 * @param among ids of cells: only what is tied to one of them is looked at.
 */
export function auditRelease(
  release: Release,
  hiddenKeys: ReadonlySet<string>,
  options: DisclosureOptions,
  ledger: Ledger,
  solver: Solver,
  withheldCharts: ReadonlySet<string> = new Set(),
  among: ReadonlySet<string> | null = null,
): { findings: Finding[]; contradictions: readonly string[]; hidden: number } {
  const protector = new Protector(release, options, ledger, solver);
  const { model } = protector.knowledge;
  for (const key of hiddenKeys) protector.hidden.add(model.idOf.get(key) ?? key);
  for (const chart of withheldCharts) protector.withheld.add(chart);
  const blocks = protector.blocks.filter(({ ids }) => among === null || ids.some((id) => among.has(id)));
  const computed = blocks.flatMap((block) => protector.audit(block, false));
  const findings = [...shownOf(protector), ...computed];
  return { findings, contradictions: model.contradictions, hidden: protector.hidden.size };
}
