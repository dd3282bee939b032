import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { v7 as uuidv7 } from 'uuid';
import type { ImportLabel, LabelDoubt, LabelStanding } from '../files/import-label.entity.ts';
import type { ReadFile } from './group-sorting.ts';
import { crossingSign, labelsOf, type LabelBook, policyOf } from './label-book.ts';
import { answerKey, type FoundPlace, type WantedPlace } from './place-book.ts';
import { type PopulationToAdd, populationsToAdd } from './populations-to-add.ts';

/** A row of `import_label`, without its tenant and import. */
export type LabelRow = Omit<ImportLabel, 'partnershipId' | 'importId'>;

/** Labels of one kind that are kept; the rows of further ones are read all the same. */
const mostKept = 100_000;
/** Unknown labels that are held against what we have. */
const mostSuggested = 200;

interface TalliedPlace {
  wanted: WantedPlace;
  found: FoundPlace;
  rows: number;
  firstLine: number;
}

interface TalliedGroup {
  label: string;
  id: string | null | undefined;
  rows: number;
  firstLine: number;
}

const standingBy: Record<NonNullable<ImportMapping['place']['unknown']>, LabelStanding> = {
  ask: 'asked',
  add: 'added',
  leave_out: 'left_out',
};

const nothing = {
  code: null,
  kind: null,
  parentLabel: null,
  parentCode: null,
  finder: null,
  doubt: null,
  placeId: null,
  populationId: null,
  targetVersion: null,
  likelyId: null,
  dimension: null,
};

/**
 * Whether a person said that the place is another one than those of ours that it looks like. Where its name alone was
 * said, it counts for all of that name.
 */
export const isSaidToBeAnother = ({ separate }: ImportMapping['place'], wanted: WantedPlace): boolean =>
  separate !== undefined &&
  [wanted.label, wanted.code, answerKey(wanted)].some((each) => each !== null && separate.includes(each));

/** Finds the place and population of each row, and counts the rows of each label. It holds labels, never rows. */
export class LabelTally {
  readonly #places = new Map<string, TalliedPlace>();
  readonly #populations = new Map<string, TalliedGroup>();
  readonly #codes = new Map<string, string>();
  #hasRepeatedCodes = false;
  #suggestions = 0;

  constructor(
    private readonly book: LabelBook,
    private readonly mapping: ImportMapping,
  ) {}

  /** The place that a row means; a file has few places and many rows. */
  place(wanted: WantedPlace, line: number): FoundPlace {
    const { label, code, kind, parentLabel, parentCode } = wanted;
    const key = `${label}\u001f${code}\u001f${kind}\u001f${parentLabel}\u001f${parentCode}`;
    const known = this.#places.get(key);
    if (known !== undefined) {
      known.rows += 1;
      return known.found;
    }
    const found = isSaidToBeAnother(this.mapping.place, wanted) ? {} : this.book.place(wanted, this.mapping.place);
    // A draft has more than that; it is not held.
    const named = { label, code, kind, parentLabel, parentCode };
    if (code !== null && found.id === undefined) this.#noteCode(named);
    if (this.#places.size < mostKept) this.#places.set(key, { wanted: named, found, rows: 1, firstLine: line });
    return found;
  }

  /** Whether one code stood with several names or enclosing places that nobody knows yet. */
  get hasRepeatedCodes(): boolean {
    return this.#hasRepeatedCodes;
  }

  #noteCode({ label, code, parentLabel, parentCode }: WantedPlace): void {
    const what = `${label}\u001f${parentCode ?? parentLabel}`.toLowerCase();
    const before = this.#codes.get(code ?? '');
    if (before === undefined) this.#codes.set(code ?? '', what);
    else if (before !== what) this.#hasRepeatedCodes = true;
  }

  /** The population of a row's labels; see {@link LabelBook.population}. */
  population(labels: readonly string[], line: number): string | null | undefined {
    const key = labels.length === 1 ? (labels[0] ?? '') : labels.join(crossingSign);
    const known = this.#populations.get(key);
    if (known !== undefined) {
      known.rows += 1;
      return known.id;
    }
    const id = this.book.population(labels);
    if (this.#populations.size < mostKept) this.#populations.set(key, { label: key, id, rows: 1, firstLine: line });
    return id;
  }

  /** All labels of the file with what becomes of each, and the groups that a commit would add. */
  rows(seen: ReadFile['seen']): LabelRow[] {
    const groups = this.newGroups(seen);
    const standing = standingBy[policyOf(this.mapping).populations];
    const added = new Map(groups.map((group) => [group.label, group]));
    const tallied = new Set(this.#populations.keys());
    return [
      ...[...this.#places.values()].map((place) => this.#placeRow(place)),
      ...[...this.#populations.values()].map((group) => this.#groupRow(group, added.get(group.label), standing)),
      // A side of a crossing that has no row of its own is added with it.
      ...groups
        .filter(({ label }) => !tallied.has(label))
        .map((group) => this.#groupRow({ label: group.label, id: undefined, rows: 0, firstLine: 0 }, group, standing)),
    ];
  }

  /** The groups that a commit would add, were all unknown labels added. */
  newGroups(seen: ReadFile['seen']): PopulationToAdd[] {
    const unknown = [...this.#populations.values()].filter(
      ({ id, label }) => id == null && this.book.retiredPopulation(labelsOf(label)) === undefined,
    );
    const labels = unknown.map(({ label }) => label);
    return populationsToAdd(labels, this.book.knownGroups(), { mapping: this.mapping, seen });
  }

  /** The one of ours that is offered, for the first labels that nobody knows. */
  #likelyId(find: () => { id: string } | undefined): string | null {
    if (this.#suggestions >= mostSuggested) return null;
    this.#suggestions += 1;
    return find()?.id ?? null;
  }

  #placeRow({ wanted, found, rows, firstLine }: TalliedPlace): LabelRow {
    const { id, doubt, likelyId, finder } = found;
    const policy = standingBy[policyOf(this.mapping).places];
    const unsure = doubt !== undefined && policy === 'added' ? 'asked' : policy;
    return {
      ...nothing,
      ...wanted,
      id: uuidv7(),
      subject: 'place',
      label: wanted.label ?? wanted.code ?? '',
      rows,
      firstLine,
      standing: id === undefined ? unsure : 'found',
      finder: finder ?? null,
      doubt: doubt ?? null,
      placeId: id ?? null,
      targetVersion: id === undefined ? null : this.book.versionOf(id),
      likelyId:
        likelyId ??
        (id === undefined && doubt !== 'several'
          ? this.#likelyId(() => this.book.likelyPlace(wanted, this.mapping.place))
          : null),
    };
  }

  #groupRow(
    { label, id, rows, firstLine }: TalliedGroup,
    added: PopulationToAdd | undefined,
    standing: LabelStanding,
  ): LabelRow {
    const common = { ...nothing, id: uuidv7(), subject: 'population' as const, label, rows, firstLine };
    if (id != null) {
      const targetVersion = this.book.versionOf(id);
      return { ...common, standing: 'found', finder: this.book.finderOf(label), populationId: id, targetVersion };
    }
    const retired = this.book.retiredPopulation(labelsOf(label));
    if (retired !== undefined) {
      const waiting = standing === 'added' ? 'asked' : standing;
      return { ...common, standing: waiting, doubt: 'retired', likelyId: retired.id };
    }
    const doubt: LabelDoubt | null = added && !added.isClear ? 'dimension' : null;
    return {
      ...common,
      standing: standing === 'added' && doubt !== null ? 'asked' : standing,
      doubt,
      dimension: added?.dimension ?? null,
      likelyId: this.#likelyId(() => this.book.likelyPopulation(label)),
    };
  }
}
