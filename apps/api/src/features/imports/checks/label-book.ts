import type { ImportMapping, PlaceSource } from '@throughline/source-files/mapping/mapping';
import type { ReadTransaction } from '../../../tenancy/transaction.ts';
import type { LabelFinder } from '../files/import-label.entity.ts';
import type { KnownGroup } from './group-sorting.ts';
import type { UnknownLabel } from '@throughline/source-files/report/import-report';
import { type FoundPlace, parentKindOf, PlaceBook, type PlaceRow, type WantedPlace } from './place-book.ts';
import { contains, leastLikeness, likeness, mostAlike } from './place-likeness.ts';

/** Stands for everybody in staged rows: it cannot be a publisher's label. */
export const everybody = '';

/** How the labels of a crossing are joined, for people and as a key. */
export const crossingSign = ' × ';

const findPlaces = `
SELECT p.id, p.name AS label, NULL AS code, p.kind, p.parent_id AS "parentId", p.version, p.retired_at IS NOT NULL AS "isRetired", 2 AS rank
FROM place p WHERE p.partnership_id = $1
UNION ALL SELECT c.place_id, c.system, c.code, NULL, NULL, NULL, NULL, 1 FROM place_code c WHERE c.partnership_id = $1
UNION ALL SELECT l.place_id, l.label, NULL, NULL, NULL, NULL, NULL, 0 FROM place_label l WHERE l.partnership_id = $1 ORDER BY rank DESC, id`;

const findPopulations = `
SELECT p.id, p.name AS label, p.dimension, p."group", p.crossed_dimension AS "crossedDimension", p.crossed_group AS "crossedGroup", p.version, p.retired_at IS NOT NULL AS "isRetired", 1 AS rank
FROM population p WHERE p.partnership_id = $1
UNION ALL SELECT l.population_id, l.label, NULL, NULL, NULL, NULL, NULL, NULL, 0 FROM population_label l WHERE l.partnership_id = $1
ORDER BY rank DESC, id`;

interface PopulationRow {
  id: string;
  label: string;
  dimension: string | null;
  group: string | null;
  crossedDimension: string | null;
  crossedGroup: string | null;
  version: number | null;
  isRetired: boolean | null;
  rank: number;
}

const keyOf = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();

/** The labels of a population that are joined already. */
export function labelsOf(joined: string): string[] {
  const sides = joined === everybody ? [] : joined.split(crossingSign);
  return sides.length > 2 ? [joined] : sides;
}

const crossingKey = (parts: (readonly [string | null, string | null])[]): string =>
  parts
    .map((part) => JSON.stringify(part))
    .toSorted()
    .join();

/**
 * Finds the partnership's places and populations by the publishers' labels. A label that a person mapped wins over a
 * code, a code over a name. It holds the partnership's labels, never the file's rows.
 */
export class LabelBook {
  readonly #places = new PlaceBook();
  readonly #retiredPlaces = new PlaceBook();
  readonly #codes = new Set<string>();
  readonly #populations = new Map<string, string>();
  readonly #groups = new Map<string, readonly [string | null, string | null]>();
  readonly #crossings = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #mapped = new Set<string>();
  readonly #placeNames = new Map<string, { id: string; names: string[] }>();
  /** Their names by id. */
  readonly #retiredPopulations = new Map<string, string>();
  readonly #retiredNames = new Map<string, { id: string; names: string[] }>();
  readonly #populationNames = new Map<string, { id: string; names: string[] }>();
  #everybody: string | null = null;

  /** Reads what the partnership knows; 2 statements. */
  static async load(tx: ReadTransaction): Promise<LabelBook> {
    const book = new LabelBook();
    const [places, populations] = await Promise.all([
      tx.rows<PlaceRow>(findPlaces, [tx.partnershipId]),
      tx.rows<PopulationRow>(findPopulations, [tx.partnershipId]),
    ]);
    for (const row of places) {
      const isRetired = row.isRetired ?? book.#retiredPlaces.has(row.id);
      (isRetired ? book.#retiredPlaces : book.#places).add(row);
      if (row.code !== null) book.#codes.add(`${row.label}\u001f${row.code}`);
      else if (row.label !== null) addName(isRetired ? book.#retiredNames : book.#placeNames, row.id, row.label);
    }
    for (const row of populations) book.#addPopulation(row);
    return book;
  }

  /** The place that a row means, or why that is not clear; neither where it is one that nobody knows. */
  place(wanted: WantedPlace, source: PlaceSource): FoundPlace {
    const parentKind = parentKindOf(source, wanted.kind);
    const found = this.#places.find(wanted, parentKind);
    if (found.id !== undefined || found.doubt !== undefined) return found;
    // What is retired takes no new numbers, and is not added anew under its own name.
    const retired = this.#retiredPlaces.find(wanted, parentKind);
    return retired.id === undefined ? found : { doubt: 'retired', likelyId: retired.id };
  }

  /** Whether some place has that code in that system, also a retired one. */
  hasCode(system: string, code: string): boolean {
    return this.#codes.has(`${system}\u001f${code}`);
  }

  /** The name of a place. */
  nameOf(id: string): string {
    return (this.#placeNames.get(id) ?? this.#retiredNames.get(id))?.names[0] ?? '';
  }

  /**
   * The population in use that a row's labels mean; null when it is everybody and the partnership has no such population
   * yet.
   */
  population(labels: readonly string[]): string | null | undefined {
    const id = this.#anyPopulation(labels);
    return id != null && this.#retiredPopulations.has(id) ? undefined : id;
  }

  /** The retired population that a row's labels mean: it takes no new numbers. */
  retiredPopulation(labels: readonly string[]): { id: string; name: string } | undefined {
    const id = this.#anyPopulation(labels) ?? '';
    const name = this.#retiredPopulations.get(id);
    return name === undefined ? undefined : { id, name };
  }

  #anyPopulation(labels: readonly string[]): string | null | undefined {
    if (labels.length === 0) return this.#everybody;
    const known = this.#populations.get(keyOf(labels.join(crossingSign)));
    if (known !== undefined || labels.length !== 2) return known;
    const parts = labels.map((label) => this.#groups.get(this.#populations.get(keyOf(label)) ?? ''));
    return this.#crossings.get(crossingKey(parts.filter((part) => part !== undefined)));
  }

  /** {@link population} of labels that are joined already, as staged rows have them. */
  populationOf(joined: string): string | null | undefined {
    return this.population(labelsOf(joined));
  }

  /** By what the label of a population is one of ours. */
  finderOf(label: string): LabelFinder {
    return this.#mapped.has(keyOf(label)) ? 'person' : 'name';
  }

  /** The version of a place or population of ours. */
  versionOf(id: string): number | null {
    return this.#places.versionOf(id) ?? this.#versions.get(id) ?? null;
  }

  /** The groups that labels name already. */
  knownGroups(): KnownGroup[] {
    return [...this.#populations].flatMap(([label, id]) => {
      const [dimension = null, group = null] = this.#groups.get(id) ?? [];
      return dimension === null || group === null ? [] : [{ label, dimension, group }];
    });
  }

  /** Whether the label can be a side of a crossing that is added: one group of one dimension, known or not yet. */
  isGroup(label: string): boolean {
    const id = this.#populations.get(keyOf(label));
    return id === undefined || this.#groups.has(id);
  }

  /** The population whose name is most like an unknown label, to be offered. */
  likelyPopulation(label: string): Named | undefined {
    if (this.#populationNames.size > mostCompared) return undefined;
    // Groups have longer names elsewhere ("Black or African American").
    const alike = (a: string, b: string) => Math.max(likeness(a, b), contains(a, b) ? leastLikeness + 0.05 : 0);
    return offerOf(mostAlike(label, [...this.#populationNames.values()], alike)?.candidate);
  }

  /** The place whose name is most like that of one that nobody knows, and that can be it; none where two are as likely. */
  likelyPlace(wanted: WantedPlace, source: PlaceSource): Named | undefined {
    if (wanted.label === null || this.#placeNames.size > mostCompared) return undefined;
    const parentKind = parentKindOf(source, wanted.kind);
    const candidates = [...this.#placeNames.values()].filter(({ id }) => this.#places.mayBe(id, wanted, parentKind));
    const there = candidates.filter(({ id }) => this.#places.liesThere(id, wanted));
    return offerOf((mostAlike(wanted.label, there) ?? mostAlike(wanted.label, candidates))?.candidate);
  }

  #addPopulation(row: PopulationRow): void {
    this.#populations.set(keyOf(row.label), row.id);
    // A file of our own making names populations by our ids.
    this.#populations.set(row.id, row.id);
    if (row.isRetired === true) this.#retiredPopulations.set(row.id, row.label);
    else if (!this.#retiredPopulations.has(row.id) && (row.dimension !== null || row.rank === 0))
      addName(this.#populationNames, row.id, row.label);
    if (row.rank === 0) {
      this.#mapped.add(keyOf(row.label));
      return;
    }
    this.#versions.set(row.id, row.version ?? 0);
    const own = [row.dimension, row.group] as const;
    const isFree = (known: string | null | undefined): boolean => known == null || this.#retiredPopulations.has(known);
    if (row.dimension === null) {
      if (isFree(this.#everybody)) this.#everybody = row.id;
    } else if (row.crossedDimension === null) this.#groups.set(row.id, own);
    else {
      const key = crossingKey([own, [row.crossedDimension, row.crossedGroup]]);
      if (isFree(this.#crossings.get(key))) this.#crossings.set(key, row.id);
    }
  }
}

interface Named {
  id: string;
  name: string;
}

const offerOf = (found: { id: string; names: readonly string[] } | undefined): Named | undefined =>
  found && { id: found.id, name: found.names[0] ?? '' };

/** Names by id; the own name comes first, as the rows are ordered. */
function addName(names: Map<string, { id: string; names: string[] }>, id: string, label: string): void {
  const known = names.get(id);
  if (known) known.names.push(label);
  else names.set(id, { id, names: [label] });
}

/** With more places than this, no label is held against all of them. */
const mostCompared = 3_000;
const mostListed = 500;
const mostCounted = 20_000;

/** Counts labels that nobody knows, in bounded memory. */
export class UnknownLabels {
  readonly #labels = new Map<string, UnknownLabel>();

  note(
    label: string,
    code: string | null,
    line: number,
    more: Pick<UnknownLabel, 'doubt' | 'likely' | 'within'> = {},
  ): void {
    // Places of one name and several codes are several places, and so are those of several districts.
    const key = `${keyOf(label)}\u001f${code ?? keyOf(more.within ?? '')}`;
    const known = this.#labels.get(key);
    if (known) known.rows += 1;
    else if (this.#labels.size < mostCounted) this.#labels.set(key, { label, code, rows: 1, firstLine: line, ...more });
  }

  get size(): number {
    return this.#labels.size;
  }

  /** The most frequent ones. */
  mostFrequent(): UnknownLabel[] {
    return [...this.#labels.values()]
      .toSorted((a, b) => b.rows - a.rows || a.firstLine - b.firstLine)
      .slice(0, mostListed);
  }
}

/** How a mapping treats labels that the book does not have. */
export function policyOf(mapping: ImportMapping): { places: Policy; populations: Policy } {
  return { places: mapping.place.unknown ?? 'ask', populations: mapping.population.unknown ?? 'ask' };
}

type Policy = NonNullable<ImportMapping['place']['unknown']>;
