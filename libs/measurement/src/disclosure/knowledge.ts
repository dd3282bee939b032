import { both, hiddenFact, limitFacts, nothingKnown, publishedFact, type PublishedFact } from './facts.ts';
import type { Model, ModelCell } from './model.ts';
import {
  cellId,
  type Centre,
  type DisclosureOptions,
  type Fact,
  type Ledger,
  type LedgerEntry,
  type Release,
  type ReleaseChart,
} from './release.ts';
import type { Protection, System, SystemCell } from './system.ts';

/** What a release would make known if these cells were hidden and these charts withheld. */
export interface Choice {
  readonly hidden: ReadonlySet<string>;
  readonly withheld: ReadonlySet<string>;
}

/** All that the readers of the ledger know by heart. */
export interface Remembered {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly centres: readonly Centre[];
  readonly guarded: ReadonlySet<string>;
}

/** Puts the entries of a ledger together. */
export function remember(ledger: Ledger): Remembered {
  const facts = new Map<string, Fact>();
  for (const entry of ledger)
    for (const [id, fact] of entry.facts) {
      const known = facts.get(id);
      facts.set(id, known ? both(known, fact) : fact);
    }
  return {
    facts,
    centres: ledger.flatMap((entry) => entry.centres),
    guarded: new Set(ledger.flatMap((entry) => entry.guarded)),
  };
}

function shareOf({ value, half }: { value: number; half: number }): readonly [number, number] {
  return [Math.max(0, (value - half) / 100), Math.min(1, (value + half) / 100)];
}

/** The centre lines of charts, by the ids of their points. */
function centreOf(chart: ReleaseChart, model: Model): Centre {
  return { points: chart.points.map((key) => model.idOf.get(key) ?? cellId(key)), share: shareOf(chart.centre) };
}

/** What readers know of each cell, from this release and all before it. */
export class Knowledge {
  readonly model: Model;
  readonly remembered: Remembered;
  readonly #charts: readonly ReleaseChart[];
  readonly #published = new Map<string, PublishedFact>();

  constructor(model: Model, release: Release, options: DisclosureOptions, ledger: Ledger) {
    this.model = model;
    this.#charts = release.charts ?? [];
    this.remembered = remember(ledger);
    for (const { id, cell } of model.cells.values())
      if (cell && !cell.omitted) this.#published.set(id, publishedFact(cell, options));
  }

  /** How a cell looks when it is not hidden; undefined for what this release does not publish. */
  published(id: string): PublishedFact | undefined {
    return this.#published.get(id);
  }

  /** Whether a reader has the cell's number already, or gets it now. */
  isKnown(id: string, hidden: ReadonlySet<string>): boolean {
    return this.remembered.facts.has(id) || (this.#published.has(id) && !hidden.has(id));
  }

  #limits({ withheld }: Choice): Map<string, Fact> {
    const facts = new Map<string, Fact>();
    for (const chart of this.#charts)
      if (!withheld.has(chart.id))
        for (const [key, fact] of limitFacts(chart)) {
          const id = this.model.idOf.get(key) ?? cellId(key);
          facts.set(id, both(facts.get(id) ?? nothingKnown, fact));
        }
    return facts;
  }

  #protectionOf(cell: ModelCell, { hidden }: Choice): Protection {
    const published = this.#published.get(cell.id);
    if (published && !hidden.has(cell.id)) return published.coded ? 'not_forced' : null;
    if (published) return 'wide';
    if (this.remembered.guarded.has(cell.id)) return this.remembered.facts.has(cell.id) ? null : 'wide';
    return cell.primary.length > 0 ? 'wide' : null;
  }

  #factOf(cell: ModelCell, { hidden }: Choice): Fact {
    const now = this.#published.get(cell.id);
    const fact = now ? (hidden.has(cell.id) ? hiddenFact : now.fact) : nothingKnown;
    const before = this.remembered.facts.get(cell.id);
    return before ? both(before, fact) : fact;
  }

  /** The linear system of the cells of one block. */
  system(ids: readonly string[], choice: Choice, sums: System['sums']): System {
    const limits = this.#limits(choice);
    const cells = new Map<string, SystemCell>();
    for (const id of ids) {
      const cell = this.model.cells.get(id);
      if (!cell) continue;
      const limit = limits.get(id);
      const fact = this.#factOf(cell, choice);
      cells.set(id, {
        id,
        fact: limit ? both(fact, limit) : fact,
        truth: { n: cell.n, x: cell.x },
        hasNumerator: cell.hasNumerator,
        protection: this.#protectionOf(cell, choice),
      });
    }
    return { cells, sums, centres: this.centres(choice).filter(({ points }) => points.some((id) => cells.has(id))) };
  }

  /** The centre lines that readers have, with those of this release that are not withheld. */
  centres({ withheld }: Choice): Centre[] {
    const now = this.#charts.filter((chart) => !withheld.has(chart.id)).map((chart) => centreOf(chart, this.model));
    return [...this.remembered.centres, ...now];
  }

  /** Charts of this release with any of these cells among their points or limits. */
  chartsOver(ids: ReadonlySet<string>, { withheld }: Choice): string[] {
    const touches = (key: string): boolean => ids.has(this.model.idOf.get(key) ?? cellId(key));
    return this.#charts
      .filter(
        ({ id, points, limits }) =>
          !withheld.has(id) && (points.some(touches) || limits.some(({ key }) => touches(key))),
      )
      .map(({ id }) => id);
  }

  /** The release as its readers have it from now on: no number of a hidden cell is in it. */
  entry(choice: Choice, sums: System['sums']): LedgerEntry {
    const limits = this.#limits(choice);
    const facts: [string, Fact][] = [];
    for (const [id, { fact }] of this.#published) {
      const limit = limits.get(id);
      if (!choice.hidden.has(id)) facts.push([id, limit ? both(fact, limit) : fact]);
    }
    const guarded = [...this.model.cells.values()].filter((cell) => this.#protectionOf(cell, choice) === 'wide');
    const charts = this.#charts.filter((chart) => !choice.withheld.has(chart.id));
    return {
      facts,
      sums,
      centres: charts.map((chart) => centreOf(chart, this.model)),
      guarded: guarded.map(({ id }) => id),
    };
  }
}
