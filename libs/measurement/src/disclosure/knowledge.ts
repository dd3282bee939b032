import { both, hiddenFact, limitFacts, meet, nothingKnown, publishedFact, type PublishedFact } from './facts.ts';
import { isRestOfTie, type Model, type ModelCell } from './model.ts';
import {
  cellId,
  type Centre,
  type DisclosureOptions,
  type Fact,
  type LedgerEntry,
  type Release,
  type ReleaseChart,
} from './release.ts';
import type { Remembered } from './remembered.ts';
import type { ProtectionLevel, System, SystemCell } from './system.ts';

/** What a release would make known if these cells were hidden and these charts withheld. */
export interface Choice {
  readonly hidden: ReadonlySet<string>;
  readonly withheld: ReadonlySet<string>;
}

function shareOf({ value, half }: { value: number; half: number }): readonly [number, number] {
  return [Math.max(0, (value - half) / 100), Math.min(1, (value + half) / 100)];
}

/** The centre lines of charts, by the ids of their points. */
function centreOf(chart: ReleaseChart, model: Model): Centre {
  return { points: chart.points.map((key) => model.idOf.get(key) ?? cellId(key)), share: shareOf(chart.centre) };
}

/** A centre line, and the chart of this release that shows it; null when it was shown before. */
interface ShownCentre {
  readonly centre: Centre;
  readonly chart: string | null;
}

/** What a chart's limits tell of a cell. */
interface LimitFact {
  readonly chart: string;
  readonly fact: Fact;
}

function addTo<T>(lists: Map<string, T[]>, id: string, item: T): void {
  const list = lists.get(id);
  if (list) list.push(item);
  else lists.set(id, [item]);
}

/** What readers know of each cell, from this release and all before it. */
export class Knowledge {
  readonly model: Model;
  readonly remembered: Remembered;
  readonly #charts: readonly ReleaseChart[];
  readonly #published = new Map<string, PublishedFact>();
  readonly #centres: readonly ShownCentre[];
  readonly #centresOf = new Map<string, ShownCentre[]>();
  readonly #limitsOf = new Map<string, LimitFact[]>();
  readonly #chartsOf = new Map<string, string[]>();

  constructor(model: Model, release: Release, options: DisclosureOptions, remembered: Remembered) {
    this.model = model;
    this.#charts = release.charts ?? [];
    this.remembered = remembered;
    for (const { id, cell } of model.cells.values())
      if (cell && !cell.omitted) this.#published.set(id, publishedFact(cell, options));
    this.#centres = [
      ...remembered.centres.map((centre) => ({ centre, chart: null })),
      ...this.#charts.map((chart) => ({ centre: centreOf(chart, model), chart: chart.id })),
    ];
    for (const shown of this.#centres) for (const id of shown.centre.points) addTo(this.#centresOf, id, shown);
    for (const chart of this.#charts) this.#indexChart(chart);
  }

  #indexChart(chart: ReleaseChart): void {
    const idOf = (key: string): string => this.model.idOf.get(key) ?? cellId(key);
    for (const [key, fact] of limitFacts(chart)) addTo(this.#limitsOf, idOf(key), { chart: chart.id, fact });
    const keys = [...chart.points, ...chart.limits.map(({ key }) => key)];
    for (const id of new Set(keys.map(idOf))) addTo(this.#chartsOf, id, chart.id);
  }

  /** How a cell looks when it is not hidden; undefined for what this release does not publish. */
  factOf(id: string): PublishedFact | undefined {
    return this.#published.get(id);
  }

  /** Whether a reader has the cell's number already, or gets it now. */
  isKnown(id: string, hidden: ReadonlySet<string>): boolean {
    return this.remembered.facts.has(id) || (this.#published.has(id) && !hidden.has(id));
  }

  #limit(id: string, { withheld }: Choice): Fact | null {
    const facts = (this.#limitsOf.get(id) ?? []).filter(({ chart }) => !withheld.has(chart)).map(({ fact }) => fact);
    return facts.length === 0 ? null : facts.reduce(both);
  }

  #protectionOf(cell: ModelCell, { hidden }: Choice): ProtectionLevel {
    const published = this.#published.get(cell.id);
    if (published && !hidden.has(cell.id)) return published.coded ? 'not_forced' : null;
    // What was shown before is no secret any more, unless it may not be shown by itself now.
    if (published) return this.remembered.facts.has(cell.id) && cell.primary.length === 0 ? null : 'wide';
    if (this.remembered.guarded.has(cell.id)) return this.remembered.facts.has(cell.id) ? null : 'wide';
    return cell.primary.length > 0 ? 'wide' : null;
  }

  #factOf(cell: ModelCell, { hidden }: Choice): Fact {
    const now = this.#published.get(cell.id);
    // Where nobody is, a mark is rare and tells nothing; elsewhere it tells that there is somebody.
    const blank = cell.n === 0 || cell.cell?.mayBeNobody ? nothingKnown : hiddenFact;
    // What is left out now may have its mark in a later release.
    const unseen = cell.cell?.omitted ? blank : nothingKnown;
    const fact = now ? (hidden.has(cell.id) ? blank : now.fact) : unseen;
    const before = this.remembered.facts.get(cell.id);
    const known = cell.assumed ? both(cell.assumed, fact) : fact;
    return before ? both(before, known) : known;
  }

  /** Whether a cell tells openly how many people it is about, now or because it did before and may still. */
  #showsPeople(id: string, { hidden }: Choice): boolean {
    const now = this.#published.get(id);
    const exact = (fact: Fact): boolean => fact.n[0] === fact.n[1];
    if (now && !hidden.has(id) && exact(now.fact)) return true;
    const before = this.remembered.facts.get(id);
    return before !== undefined && exact(before) && !this.model.cells.get(id)?.primary.includes('few_people');
  }

  /** Whether another cell about the same people tells openly how many they are. */
  isPeopleShown(id: string, choice: Choice): boolean {
    return this.#others(id).some((other) => this.#showsPeople(other, choice));
  }

  #others(id: string): readonly string[] {
    return this.model.samePeople.get(id)?.filter((other) => other !== id) ?? [];
  }

  /** What is known of a cell, its people by all that is told of the same people. */
  #sharedFact(cell: ModelCell, choice: Choice): Fact {
    const own = this.#factOf(cell, choice);
    return this.#others(cell.id).reduce<Fact>((fact, other) => {
      const otherCell = this.model.cells.get(other);
      return otherCell ? { ...fact, n: meet(fact.n, this.#factOf(otherCell, choice).n) } : fact;
    }, own);
  }

  /** The linear system of the cells of one block. */
  system(ids: readonly string[], choice: Choice, { sums, ties }: Pick<System, 'sums' | 'ties'>): System {
    const cells = new Map<string, SystemCell>();
    const centres = new Set<Centre>();
    for (const id of ids) {
      const cell = this.model.cells.get(id);
      if (!cell) continue;
      const limit = this.#limit(id, choice);
      const fact = this.#sharedFact(cell, choice);
      for (const { centre, chart } of this.#centresOf.get(id) ?? [])
        if (chart === null || !choice.withheld.has(chart)) centres.add(centre);
      cells.set(id, {
        id,
        fact: limit ? both(fact, limit) : fact,
        truth: { n: cell.n, x: cell.x },
        hasNumerator: cell.hasNumerator,
        protection: this.#protectionOf(cell, choice),
        people: this.model.samePeople.get(id)?.[0] ?? id,
        isPeopleShown: this.isPeopleShown(id, choice),
      });
    }
    return { cells, sums, ties, centres: [...centres] };
  }

  /** All centre lines, those of this release too. */
  centres(): readonly Centre[] {
    return this.#centres.map(({ centre }) => centre);
  }

  /** Charts of this release with any of these cells among their points or limits. */
  chartsOver(ids: Iterable<string>, { withheld }: Choice): string[] {
    const charts = new Set<string>();
    for (const id of ids) for (const chart of this.#chartsOf.get(id) ?? []) if (!withheld.has(chart)) charts.add(chart);
    return [...charts];
  }

  /** The release as its readers have it from now on: no number of a hidden cell is in it. */
  entry(choice: Choice, sums: System['sums']): LedgerEntry {
    const facts: [string, Fact][] = [];
    for (const [id, { fact }] of this.#published) {
      const limit = this.#limit(id, choice);
      if (!choice.hidden.has(id)) facts.push([id, limit ? both(fact, limit) : fact]);
    }
    for (const { id, assumed } of this.model.cells.values()) if (assumed) facts.push([id, assumed]);
    const guarded = [...this.model.cells.values()].filter((cell) => this.#protectionOf(cell, choice) === 'wide');
    const charts = this.#charts.filter((chart) => !choice.withheld.has(chart.id));
    return {
      facts,
      sums,
      centres: charts.map((chart) => centreOf(chart, this.model)),
      guarded: guarded.map(({ id }) => id).filter((id) => !isRestOfTie(id)),
    };
  }
}
