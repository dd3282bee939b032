import type { DraftObservation } from '@throughline/source-files/rows/read-rows';

/** A row and what was found of its labels; null where the label will be added. */
export interface FoundLabels {
  draft: Pick<DraftObservation, 'placeLabel' | 'placeCode' | 'parentLabel' | 'parentCode' | 'populationLabels'>;
  placeId: string | null;
  populationId: string | null;
}

interface PlaceLabel {
  label: string | null;
  code: string | null;
}

const isSameText = (a: string | null, b: string | null): boolean =>
  a === b || (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

/**
 * Notices when two labels of one file turn out to be one place or one population. The reader, which knows labels alone,
 * reports each observation that comes twice under the same labels; only labels that are twins can hide one from it.
 * Holds one label for each place and population of the file, never its rows.
 */
export class LabelTwins {
  readonly #places = new Map<string, PlaceLabel>();
  readonly #populations = new Map<string, string>();
  #found = false;

  /** True once two labels were one place or one population. */
  get found(): boolean {
    return this.#found;
  }

  note({
    draft: { placeLabel, placeCode, parentLabel, parentCode, populationLabels },
    placeId,
    populationId,
  }: FoundLabels): void {
    if (this.#found) return;
    // Without an id, the code or else the label says which place it is, as in the staging table.
    const within = parentCode ?? parentLabel ?? '';
    const place = placeId ?? placeCode ?? `${placeLabel ?? ''}\u001f${within}`.toLowerCase();
    const known = this.#places.get(place);
    if (known === undefined) this.#places.set(place, { label: placeLabel, code: placeCode });
    else if (known.code !== placeCode || !isSameText(known.label, placeLabel)) this.#found = true;
    const labels = populationLabels.length === 1 ? (populationLabels[0] ?? '') : populationLabels.join('\u001f');
    const population = populationId ?? labels.toLowerCase();
    const knownLabels = this.#populations.get(population);
    if (knownLabels === undefined) this.#populations.set(population, labels);
    else if (!isSameText(knownLabels, labels)) this.#found = true;
  }
}
