import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { UnknownLabel } from '@throughline/source-files/report/import-report';
import type { DraftObservation } from '@throughline/source-files/rows/read-rows';
import { type LabelBook, policyOf, UnknownLabels } from './label-book.ts';
import type { FoundPlace } from './place-book.ts';
import type { ProblemBook } from './problem-book.ts';

/** Unknown labels that are held against what we have, each kind. */
const mostSuggested = 200;

/** A label that nobody knows. */
interface OpenLabel {
  label: string;
  code?: string | null;
  line: number;
  /** What a place lies in, as the row says. */
  within?: string;
}

/** What a row says that its place lies in. */
export const within = ({ parentLabel, parentCode }: Pick<DraftObservation, 'parentLabel' | 'parentCode'>) => {
  const around = parentLabel ?? parentCode;
  return around === null ? {} : { within: around };
};

/** What a file names that the partnership does not know for certain: it is asked about, added, or left out. */
export class OpenLabels {
  readonly #places = new UnknownLabels();
  readonly #populations = new UnknownLabels();
  readonly #policy: ReturnType<typeof policyOf>;
  /** Rows that are left out for it. */
  leftOut = 0;

  constructor(
    private readonly mapping: ImportMapping,
    private readonly problems: ProblemBook,
  ) {
    this.#policy = policyOf(mapping);
  }

  /** Asks about a place that may be one of ours or another one; its rows wait for the answer. */
  askAboutPlace(draft: DraftObservation, { doubt, likelyId }: FoundPlace, labels: LabelBook): false {
    const { line, placeLabel, placeCode } = draft;
    const { place } = this.mapping;
    const label = placeLabel ?? placeCode ?? '';
    const name = likelyId === undefined ? label : labels.nameOf(likelyId);
    this.#places.note(label, placeCode, line, {
      doubt,
      ...within(draft),
      ...(likelyId && { likely: { id: likelyId, name } }),
    });
    if (this.#policy.places === 'leave_out') {
      this.leftOut += 1;
      return false;
    }
    if (doubt === 'retired') {
      this.problems.note({
        line,
        column: place.labelColumn ?? place.codeColumn ?? null,
        code: 'retired_place',
        severity: 'error',
        message: `“${label}” is retired and takes no new numbers. Offer it again under Places, say which place it is now or that it is another one, or leave its rows out.`,
        params: { label, other: name },
        cell: label,
      });
      return false;
    }
    this.problems.note({
      line,
      column: place.codeColumn ?? place.labelColumn ?? null,
      code: 'unclear_place',
      severity: 'error',
      message: `“${label}” (${placeCode ?? 'no code'}) may be ${name}, but not for certain. Say that it is, or that it is another place.`,
      params: { label, other: name, code: placeCode ?? '', doubt: doubt ?? '' },
      cell: placeCode ?? label,
    });
    return false;
  }

  /** Asks about a population that is retired: its rows wait for the answer. */
  askAboutRetired(label: string, retired: { id: string; name: string }, line: number): false {
    this.#populations.note(label, null, line, { likely: retired });
    if (this.#policy.populations === 'leave_out') {
      this.leftOut += 1;
      return false;
    }
    this.problems.note({
      line,
      column: this.mapping.population.columns[0] ?? null,
      code: 'retired_population',
      severity: 'error',
      message: `“${label}” is retired and takes no new numbers. Offer it again under Populations, say which group it is now, or leave its rows out.`,
      params: { label, other: retired.name },
      cell: label,
    });
    return false;
  }

  /** Notes a label that nobody knows; true when its rows are taken all the same, because it will be added. */
  askUnlessAdded(
    what: 'place' | 'population',
    { label, code = null, line, within }: OpenLabel,
    canBeAdded = true,
  ): boolean {
    const policy = what === 'place' ? this.#policy.places : this.#policy.populations;
    (what === 'place' ? this.#places : this.#populations).note(label, code, line, within ? { within } : {});
    const shown = [label, within].filter(Boolean).join(' · ');
    if (policy === 'leave_out') {
      this.leftOut += 1;
      return false;
    }
    if (policy === 'add' && canBeAdded) return true;
    const { place, population } = this.mapping;
    this.problems.note({
      line,
      column: (what === 'place' ? (place.labelColumn ?? place.codeColumn) : population.columns[0]) ?? null,
      code: `unknown_${what}`,
      severity: 'error',
      message: `“${shown}” is no ${what} that the partnership knows. Say which one it is, add it, or leave its rows out.`,
      params: { label: shown },
      cell: label,
    });
    return false;
  }

  /** The places that nobody knows, the most frequent first, each with what it may be. */
  places(book: LabelBook): UnknownLabel[] {
    const { place } = this.mapping;
    return this.#places.mostFrequent().map((unknown, at) => {
      if (at >= mostSuggested || unknown.likely || unknown.doubt === 'several') return unknown;
      const { label, code, within: parentLabel = null } = unknown;
      return {
        ...unknown,
        likely: book.likelyPlace({ label, code, kind: null, parentLabel, parentCode: null }, place),
      };
    });
  }

  /** The places that nobody knows, as the file names them. */
  get placesAsNamed(): UnknownLabel[] {
    return this.#places.mostFrequent();
  }

  /** The populations that nobody knows. */
  populations(book: LabelBook): UnknownLabel[] {
    return this.#populations
      .mostFrequent()
      .map((unknown, at) =>
        at < mostSuggested && !unknown.likely ? { ...unknown, likely: book.likelyPopulation(unknown.label) } : unknown,
      );
  }

  /** How many of each a commit would add. */
  get toAdd(): { placesToAdd: number; populationsToAdd: number } {
    const { places, populations } = this.#policy;
    return {
      placesToAdd: places === 'add' ? this.#places.size : 0,
      populationsToAdd: populations === 'add' ? this.#populations.size : 0,
    };
  }
}
