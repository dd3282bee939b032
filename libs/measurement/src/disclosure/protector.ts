import { type Finding, findingsIn, type Found } from './audit-component.ts';
import { cheapest, type ComplementaryView, nextInTie, nextOfSamePeople, nextToHide } from './complementary.ts';
import { type Choice, Knowledge } from './knowledge.ts';
import { isRemainder, isRestOfTie, type ModelTie, modelOf, numberOf } from './model.ts';
import { Passed } from './passed.ts';
import type { DisclosureOptions, HiddenReason, Ledger, Release, Sum, Verdict } from './release.ts';
import { remember } from './remembered.ts';
import type { Solver } from './solver.ts';
import { type Component, componentsOf, type SystemCell } from './system.ts';
import { UnionFind } from './union-find.ts';

/** Cells that sums or charts tie together; blocks are decided one by one. */
export interface Block {
  readonly ids: readonly string[];
  readonly sums: readonly Sum[];
  readonly ties: readonly ModelTie[];
}

/** The cells that a tie is about. */
const cellsIn = ({ total, parts, rest }: ModelTie): string[] => [
  total.id,
  ...parts.map(({ id }) => id),
  ...(rest === null ? [] : [rest]),
];

/** Up to this many cells, each complementary cell is tried in the open again at the end. */
const largestRetried = 200;

/** A release on its way to being safe: what is hidden so far, and what that still gives away. */
export class Protector {
  readonly knowledge: Knowledge;
  readonly hidden = new Set<string>();
  readonly withheld = new Set<string>();
  readonly reasons = new Map<string, HiddenReason[]>();
  readonly unprotected: Finding[] = [];
  readonly blocks: readonly Block[];
  readonly #options: DisclosureOptions;
  readonly #solver: Solver;
  readonly #view: ComplementaryView;
  /** What hiding so far has been shown to be enough for, in the block at hand. */
  #passed = new Passed();
  /** A solution of the block at hand, where not all of its true numbers are known. */
  readonly #found: Found = new Map();
  readonly #setsOf = new WeakMap<Block, ReadonlyMap<string, readonly (readonly string[])[]>>();
  readonly #concededIds = new Set<string>();
  /** Cells of which each gives the other away, by cell. */
  readonly #twins = new Map<string, string[]>();
  /** Differences that readers take for a publisher's small error, whatever is released: nobody looks for people in them. */
  readonly #assumedIds = new Set<string>();
  /** Cells whose numbers follow from earlier releases alone: hiding them helps nobody any more. */
  readonly #lost = new Set<string>();

  constructor(release: Release, options: DisclosureOptions, ledger: Ledger, solver: Solver) {
    const known = remember(ledger);
    this.knowledge = new Knowledge(modelOf(release, options, known), release, options, known);
    this.#options = options;
    this.#solver = solver;
    this.blocks = this.#blocksOf();
    for (const { total, parts, rest } of this.knowledge.model.ties) {
      const [part, ...others] = parts;
      if (!part || others.length > 0 || rest !== null) continue;
      for (const [a, b] of [
        [total.id, part.id],
        [part.id, total.id],
      ] as const)
        this.#twins.set(a, [...(this.#twins.get(a) ?? []), b]);
    }
    const { model, remembered } = this.knowledge;
    this.#view = {
      isKnown: (id) => this.#lost.has(id) || this.knowledge.isKnown(id, this.hidden),
      canHide: (id) => {
        const cell = model.cells.get(id);
        return (
          cell?.cell !== undefined &&
          !cell.cell.omitted &&
          cell.n !== 0 &&
          !this.hidden.has(id) &&
          !this.#lost.has(id) &&
          !remembered.facts.has(id)
        );
      },
      people: (id) => model.cells.get(id)?.n ?? null,
      isPrimary: (id) => (model.cells.get(id)?.primary.length ?? 0) > 0,
      isNamed: (id) => !isRemainder(id) && !isRestOfTie(id),
      numberOf: ({ id, which }) => numberOf(model.cells.get(id) ?? { n: null, x: null }, which),
      samePeople: (id) => model.samePeople.get(id) ?? [id],
      isPeopleShown: (id) => this.knowledge.isPeopleShown(id, this),
      isFewPeople: (id) => model.cells.get(id)?.primary.includes('few_people') ?? false,
      isSensitive: (id) => {
        const cell = model.cells.get(id);
        if (this.#assumedIds.has(id)) return false;
        return (
          (cell?.cell !== undefined && !cell.cell.omitted) ||
          remembered.guarded.has(id) ||
          (cell?.primary.length ?? 0) > 0
        );
      },
    };
  }

  #blocksOf(): Block[] {
    const { model } = this.knowledge;
    const links = new UnionFind();
    for (const { total, parts } of model.sums) links.join([total, ...parts]);
    for (const { points } of this.knowledge.centres()) links.join(points);
    for (const group of model.samePeople.values()) links.join(group);
    for (const tie of model.ties) links.join(cellsIn(tie));
    const blocks = new Map<string, { ids: string[]; sums: Sum[]; ties: ModelTie[] }>();
    const blockOf = (id: string) => {
      const root = links.find(id);
      const block = blocks.get(root) ?? { ids: [], sums: [], ties: [] };
      blocks.set(root, block);
      return block;
    };
    for (const id of model.cells.keys()) blockOf(id).ids.push(id);
    for (const sum of model.sums) blockOf(sum.total).sums.push(sum);
    for (const tie of model.ties) blockOf(tie.total.id).ties.push(tie);
    return [...blocks.values()];
  }

  hide(id: string, ...reasons: HiddenReason[]): void {
    this.hidden.add(id);
    this.reasons.set(id, reasons);
  }

  /** Everything that can be computed back in a block as things stand; with `first` one finding a component. */
  audit(block: Block, first: boolean): Finding[] {
    const system = this.knowledge.system(block.ids, this, block);
    return componentsOf(system).flatMap((component) => {
      const findings = this.#auditComponent(component, first).filter(({ id }) => !this.#isSettled(id));
      return first ? findings.slice(0, 1) : findings;
    });
  }

  #auditComponent(component: Component, first: boolean): readonly Finding[] {
    const findings: Finding[] = [];
    for (const finding of findingsIn(component, this.#solver, this.#options.minimum, this.#passed, this.#found)) {
      findings.push(finding);
      if (first && !this.#isSettled(finding.id)) break;
    }
    return findings;
  }

  /** Whether hiding is of no more use to a number. */
  #isSettled(id: string): boolean {
    return this.#concededIds.has(id) || this.#assumedIds.has(id);
  }

  /** Rule 3 until every set of the block is sound. */
  #complement(block: Block): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const sum of block.sums)
        for (let next = this.#next(sum); next !== null; next = this.#next(sum)) {
          this.hide(next, 'needed_by_sibling');
          changed = true;
        }
      for (const tie of block.ties)
        for (let next = this.#nextInTie(tie); next !== null; next = this.#nextInTie(tie)) {
          this.hide(next, 'needed_by_linked');
          changed = true;
        }
      if (block.ties.length + this.knowledge.model.samePeople.size > 0)
        for (const sum of block.sums)
          for (let ids = this.#nextOfSamePeople(sum); ids.length > 0; ids = this.#nextOfSamePeople(sum)) {
            for (const id of ids) this.hide(id, 'needed_by_linked');
            changed = true;
          }
    }
  }

  #nextInTie(tie: ModelTie): string | null {
    return nextInTie(tie, this.#options.minimum, this.#view);
  }

  #nextOfSamePeople(sum: Sum): readonly string[] {
    return nextOfSamePeople(sum, this.#options.minimum, this.#view);
  }

  /** Whether what is hidden hides enough beside it, by the rules that need no solver. */
  #isComplete({ sums, ties }: Block): boolean {
    return (
      sums.every((sum) => this.#next(sum) === null && this.#nextOfSamePeople(sum).length === 0) &&
      ties.every((tie) => this.#nextInTie(tie) === null)
    );
  }

  #next(sum: Sum): string | null {
    return nextToHide(sum, this.#options.minimum, this.#view);
  }

  /** Rule 4: audit, hide the cheapest further cell, and again; what cannot be made safe so is hidden as a whole. */
  protect(block: Block): void {
    if (!this.#isNew(block) || this.#tellsNothing(block)) return;
    if (!block.ids.some((id) => this.#view.isSensitive(id) && !this.#view.isKnown(id)) && !this.#hasCoded(block))
      return;
    this.#passed = new Passed();
    this.#settleAssumed(block);
    this.#complement(block);
    for (let findings = this.audit(block, true); findings.length > 0; findings = this.audit(block, true)) {
      for (const finding of findings) this.#answer(finding, block);
      this.#complement(block);
    }
    if (!block.ids.some((id) => this.#concededIds.has(id))) {
      if (block.ids.length <= largestRetried) this.#retry(block);
    } else if (!this.#addsNothing(block)) this.#hideAll(block);
  }

  /** Whether no reader knows any number of the block, so that there is nothing to compute from. */
  #tellsNothing({ ids }: Block): boolean {
    const { model } = this.knowledge;
    return (
      ids.every((id) => !this.#view.isKnown(id) && !model.cells.get(id)?.assumed) &&
      this.knowledge.chartsOver(ids, this).length === 0
    );
  }

  /** Whether this release shows anything of the block: what only earlier ones showed cannot be helped any more. */
  #isNew({ ids }: Block): boolean {
    return ids.some((id) => this.knowledge.factOf(id)) || this.knowledge.chartsOver(ids, this).length > 0;
  }

  /** All findings on these cells, under some choice of what is hidden. */
  #findingsOn(block: Block, choice: Choice, wanted: ReadonlySet<string>): Finding[] {
    const system = this.knowledge.system(block.ids, choice, block);
    const cells = new Map<string, SystemCell>();
    for (const cell of system.cells.values())
      cells.set(cell.id, { ...cell, protection: wanted.has(cell.id) ? 'wide' : null });
    return componentsOf({ ...system, cells }).flatMap((component) => [
      ...findingsIn(component, this.#solver, this.#options.minimum),
    ]);
  }

  /** The choice to tell nothing of a block: its readers have what earlier releases told them. */
  #nothingOf({ ids }: Block): Choice {
    return {
      hidden: new Set([...this.hidden, ...ids.filter((id) => this.knowledge.factOf(id))]),
      withheld: new Set([...this.withheld, ...this.knowledge.chartsOver(ids, this)]),
    };
  }

  /** Whether all that is told of unprotected cells was told before, to the same number. */
  #addsNothing(block: Block): boolean {
    const conceded = new Set(block.ids.filter((id) => this.#concededIds.has(id)));
    const before = new Set(
      this.#findingsOn(block, this.#nothingOf(block), conceded).map((each) => JSON.stringify(each)),
    );
    const now = this.#findingsOn(block, this, conceded);
    return now.every((each) => each.problem !== 'undecided' && before.has(JSON.stringify(each)));
  }

  /** The last resort: nothing of the block is shown. What is still told then, earlier releases told by themselves. */
  #hideAll(block: Block): void {
    const { hidden, withheld } = this.#nothingOf(block);
    for (const id of hidden) if (!this.hidden.has(id)) this.hide(id, 'undecided');
    for (const chart of withheld) this.withheld.add(chart);
    const ids = new Set(block.ids);
    for (const id of ids) this.#concededIds.delete(id);
    this.unprotected.splice(0, Infinity, ...this.unprotected.filter(({ id }) => !ids.has(id)));
    this.#passed = new Passed();
    if (this.knowledge.remembered.facts.size > 0)
      for (const finding of this.audit(block, false)) if (finding.problem !== 'undecided') this.#concede(finding);
  }

  #hasCoded(block: Block): boolean {
    const system = this.knowledge.system(block.ids, this, block);
    return [...system.cells.values()].some(({ protection }) => protection !== null);
  }

  #answer(finding: Finding, block: Block): void {
    if (this.#isLost(finding.id, block)) {
      this.#give(finding);
      return;
    }
    const reach = this.#reach(finding.id, block);
    const charts = this.knowledge.chartsOver(reach.flat(), this);
    if (charts.length > 0) {
      for (const chart of charts) this.withheld.add(chart);
      return;
    }
    for (const ids of reach) {
      const next = cheapest(ids, this.#view);
      if (next === null) continue;
      this.hide(next, finding.problem === 'undecided' ? 'undecided' : 'computable_otherwise');
      return;
    }
    this.#concede(finding);
  }

  #concede(finding: Finding): void {
    this.#concededIds.add(finding.id);
    this.unprotected.push(finding);
  }

  /** What was let out earlier is no cover for anything: it is shown, unless it may not be published by itself. */
  #give(finding: Finding): void {
    this.#lost.add(finding.id);
    const cell = this.knowledge.model.cells.get(finding.id);
    // What is shown already cannot be shown again: it is told of instead.
    if (cell?.cell !== undefined && cell.primary.length === 0 && this.hidden.has(finding.id)) {
      this.#show(finding.id);
    } else this.#concede(finding);
  }

  /** Settles the differences that are small for what readers assume of publishers' errors, before they read any number. */
  #settleAssumed(block: Block): void {
    const { model, remembered } = this.knowledge;
    if (remembered.facts.size > 0 || !block.ids.some((id) => model.cells.get(id)?.assumed)) return;
    const differences = new Set(block.ids.filter((id) => !model.cells.get(id)?.cell && this.#view.isSensitive(id)));
    // How many people a difference is: what is assumed says no more of them.
    for (const { id, quantity, problem } of this.#findingsOn(block, this.#nothingOf(block), differences))
      if (quantity === 'people' && problem !== 'undecided') this.#assumedIds.add(id);
  }

  /** Whether a number would be told even if nothing of this release went out, so that hiding cannot help it. */
  #isLost(id: string, block: Block): boolean {
    if (this.knowledge.remembered.facts.size === 0) return false;
    return this.#findingsOn(block, this.#nothingOf(block), new Set([id])).some(
      ({ problem }) => problem !== 'undecided',
    );
  }

  /** The sets and ties of a block that each cell is in. */
  #setsIn(block: Block): ReadonlyMap<string, readonly (readonly string[])[]> {
    const known = this.#setsOf.get(block);
    if (known) return known;
    const setsOf = new Map<string, (readonly string[])[]>();
    const all = [...block.ties.map(cellsIn), ...block.sums.map(({ total, parts }) => [total, ...parts])];
    for (const ids of all)
      for (const id of new Set(ids)) {
        const sets = setsOf.get(id);
        if (sets) sets.push(ids);
        else setsOf.set(id, [ids]);
      }
    this.#setsOf.set(block, setsOf);
    return setsOf;
  }

  /** The cell, then those that share a set with it, then theirs, and so on. */
  #reach(start: string, block: Block): string[][] {
    const seen = new Set([start]);
    const steps: string[][] = [[start]];
    const setsOf = this.#setsIn(block);
    const walked = new Set<readonly string[]>();
    const { samePeople } = this.knowledge.model;
    for (let last = steps[0] ?? []; last.length > 0;) {
      const next: string[] = [];
      for (const id of last)
        for (const ids of [samePeople.get(id) ?? [], ...(setsOf.get(id) ?? [])]) {
          if (walked.has(ids)) continue;
          walked.add(ids);
          for (const neighbour of ids)
            if (!seen.has(neighbour)) {
              seen.add(neighbour);
              next.push(neighbour);
            }
        }
      steps.push(next);
      last = next;
    }
    return steps;
  }

  /** Shows complementary cells again, the largest first, where the others turn out to be enough. */
  #retry(block: Block): void {
    const { model } = this.knowledge;
    const complementary = block.ids.filter((id) => this.hidden.has(id) && model.cells.get(id)?.primary.length === 0);
    complementary.sort((a, b) => (this.#view.people(b) ?? 0) - (this.#view.people(a) ?? 0));
    for (const id of complementary) {
      const together = this.#boundTo(id);
      if (!this.hidden.has(id) || together.some((each) => (model.cells.get(each)?.primary.length ?? 0) > 0)) continue;
      const before = this.#passed;
      for (const each of together) this.#show(each);
      const isSound = this.#isComplete(block) && this.audit(block, true).length === 0;
      if (isSound) continue;
      for (const each of together) this.hidden.add(each);
      this.#passed = before.with(this.#passed);
    }
  }

  /** Hidden cells that are hidden or shown together with one, itself among them: each gives the other away. */
  #boundTo(id: string): string[] {
    const bound = new Set([id]);
    for (const each of bound)
      for (const other of this.#twins.get(each) ?? []) if (this.hidden.has(other)) bound.add(other);
    return [...bound];
  }

  /** Shows a cell again; answers that do not depend on it stay. */
  #show(id: string): void {
    this.hidden.delete(id);
    this.#passed = this.#passed.without(id);
  }

  verdict(id: string): Verdict {
    if (!this.hidden.has(id)) return 'published';
    return (this.knowledge.model.cells.get(id)?.primary.length ?? 0) > 0 ? 'primary' : 'complementary';
  }
}
