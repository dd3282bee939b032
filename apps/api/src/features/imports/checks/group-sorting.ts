import { familyOfDimension, familyOfGroup, type GroupFamily, isBareName } from '@throughline/domain/group-families';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { SeenFile } from '@throughline/source-files/report/import-report';

/** The dimension of groups of which nothing is known. */
const anyDimension = 'group';

/** A group that a label names already. */
export interface KnownGroup {
  /** In lower case. */
  label: string;
  dimension: string;
  group: string;
}

/** What is known of a file's columns. */
export interface ReadFile {
  mapping: ImportMapping | null;
  seen: Pick<SeenFile, 'profiles'>;
}

/** What a label is a group of. Where that is not clear, the dimension is a guess, and a person must say. */
export interface SortedGroup {
  dimension: string;
  isClear: boolean;
}

/** Families among the labels of one column, and whether it has labels that belong to none. */
interface Mix {
  families: Set<GroupFamily>;
  hasOthers: boolean;
}

/** How publishers may have written a label. */
const publishedAs = (label: string, aliases: Record<string, string>): readonly string[] => [
  label,
  ...Object.entries(aliases).flatMap(([from, to]) => (to === label ? [from] : [])),
];

/** What stands before a colon or a dash in a label: "Title I: Yes", "Age at entry - Under 1". */
const prefixOf = (label: string): string | null =>
  /^(\p{L}[^:|]{1,40}?)(?:\s*[:|]|\s+[-–—])\s*\S/u.exec(label)?.[1]?.trim() ?? null;

const plainOf = (label: string): string =>
  label
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The label of those who are not in a group names the group: "Not in foster care". */
const complementOf = (label: string): string | null =>
  /^(?:not(?: in| an?)?|non|no) (.+)$/.exec(plainOf(label))?.[1] ?? null;

/** Sorts the labels that nobody knows into dimensions: one column often mixes several. */
export class GroupSorter {
  readonly #mixes = new Map<string, Mix>();
  readonly #byFamily = new Map<GroupFamily, string>();
  readonly #columns = new Map<string, string | undefined>();
  /** Words before a colon that several labels share, in lower case: they name the dimension. */
  readonly #prefixes = new Map<string, string>();
  /** Groups of which a label names the complement, and the dimension of both; by their plain names. */
  readonly #pairs = new Map<string, string>();

  constructor(
    labels: readonly string[],
    known: readonly KnownGroup[],
    private readonly file: ReadFile,
  ) {
    for (const { group, dimension } of known) {
      const family = familyOfGroup(group);
      if (family !== null && !this.#byFamily.has(family)) this.#byFamily.set(family, dimension);
    }
    this.#findPrefixes(labels);
    this.#findPairs(labels);
    for (const label of labels) {
      const family = familyOfGroup(label);
      if (family === 'everybody') continue;
      const mix = this.#mixOf(this.#columnOf(label));
      if (family === null) mix.hasOthers = true;
      else mix.families.add(family);
    }
  }

  /**
   * What the mapping says of the label; else what stands before its colon; else what its words say; else the group whose
   * complement stands beside it; else its column, where the column's name says what it
   * holds and none of its labels speaks against that.
   */
  sort(label: string): SortedGroup {
    const source = this.file.mapping?.population;
    const byPerson = this.#dimensionByPerson(label) ?? source?.dimension;
    if (byPerson !== undefined) return { dimension: byPerson, isClear: true };
    const prefix = this.#prefixes.get(prefixOf(label)?.toLowerCase() ?? '');
    if (prefix !== undefined) return { dimension: prefix, isClear: true };
    const column = this.#columnOf(label);
    const { families, hasOthers } = this.#mixOf(column);
    const family = familyOfGroup(label);
    const ofColumn = column === undefined ? null : familyOfDimension(column);
    if (family !== null) {
      const isAlone = families.size === 1 && (!hasOthers || ofColumn === family);
      const known = this.#byFamily.get(family);
      const dimension = isAlone && ofColumn !== null ? column : known;
      return { dimension: dimension ?? nameOf(family), isClear: true };
    }
    const pair = this.#pairs.get(plainOf(label));
    if (pair !== undefined) return { dimension: pair, isClear: true };
    const isOneKind = [...families].every((each) => each === ofColumn);
    return {
      dimension: column ?? anyDimension,
      isClear: column !== undefined && isOneKind && !isBareName(column),
    };
  }

  #findPrefixes(labels: readonly string[]): void {
    const under = new Map<string, string[]>();
    for (const label of labels) {
      const key = prefixOf(label)?.toLowerCase();
      if (key !== undefined) under.set(key, [...(under.get(key) ?? []), label]);
    }
    for (const [key, members] of under) {
      const families = new Set(members.flatMap((label) => familyOfGroup(label) ?? []));
      const [family] = families;
      if (members.length < 2 || families.size > 1 || family === 'everybody') continue;
      // Where one of its groups is of a known kind, all of them are.
      const name = family === undefined ? prefixOf(members[0] ?? '') : (this.#byFamily.get(family) ?? nameOf(family));
      if (name !== null) this.#prefixes.set(key, name);
    }
  }

  #findPairs(labels: readonly string[]): void {
    const byPlain = new Map(labels.map((label) => [plainOf(label), label]));
    for (const label of labels) {
      const complement = complementOf(label);
      const positive = complement === null ? undefined : byPlain.get(complement);
      if (positive === undefined) continue;
      this.#pairs.set(plainOf(label), positive);
      this.#pairs.set(plainOf(positive), positive);
    }
  }

  #dimensionByPerson(label: string): string | undefined {
    const source = this.file.mapping?.population;
    return publishedAs(label, source?.aliases ?? {})
      .map((each) => source?.dimensions?.[each])
      .find((each) => each !== undefined);
  }

  /** The column in which a label stands, as far as the frequent labels tell. */
  #columnOf(label: string): string | undefined {
    if (this.#columns.has(label)) return this.#columns.get(label);
    const { mapping, seen } = this.file;
    const columns = mapping?.population.columns ?? [];
    const published = publishedAs(label, mapping?.population.aliases ?? {});
    const found = seen.profiles.find(
      ({ column, frequent }) => columns.includes(column) && frequent.some(({ text }) => published.includes(text)),
    )?.column;
    const column = found ?? (columns.length === 1 ? columns[0] : undefined);
    this.#columns.set(label, column);
    return column;
  }

  #mixOf(column: string | undefined): Mix {
    const key = column ?? '';
    const known = this.#mixes.get(key) ?? { families: new Set<GroupFamily>(), hasOthers: false };
    this.#mixes.set(key, known);
    return known;
  }
}

const nameOf = (family: GroupFamily): string => family.replaceAll('_', ' ');
