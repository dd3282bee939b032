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

/** Sorts the labels that nobody knows into dimensions: one column often mixes several. */
export class GroupSorter {
  readonly #mixes = new Map<string, Mix>();
  readonly #byFamily = new Map<GroupFamily, string>();
  readonly #columns = new Map<string, string | undefined>();

  constructor(
    labels: readonly string[],
    known: readonly KnownGroup[],
    private readonly file: ReadFile,
  ) {
    for (const { group, dimension } of known) {
      const family = familyOfGroup(group);
      if (family !== null && !this.#byFamily.has(family)) this.#byFamily.set(family, dimension);
    }
    for (const label of labels) {
      const family = familyOfGroup(label);
      if (family === 'everybody') continue;
      const mix = this.#mixOf(this.#columnOf(label));
      if (family === null) mix.hasOthers = true;
      else mix.families.add(family);
    }
  }

  /**
   * What the mapping says of the label; else what its words say; else its column, where the column's name says what it
   * holds and none of its labels speaks against that.
   */
  sort(label: string): SortedGroup {
    const source = this.file.mapping?.population;
    const byPerson = this.#dimensionByPerson(label) ?? source?.dimension;
    if (byPerson !== undefined) return { dimension: byPerson, isClear: true };
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
    const isOneKind = [...families].every((each) => each === ofColumn);
    return {
      dimension: column ?? anyDimension,
      isClear: column !== undefined && isOneKind && !isBareName(column),
    };
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
