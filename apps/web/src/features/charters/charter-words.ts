import type { ShownCharter } from './charter-query.ts';

/** A charter's words as a form holds them: every value a text, nothing null. */
export interface CharterWords {
  aimIndicatorId: string;
  aimPopulationId: string;
  aimPlaceId: string;
  aimFrom: string;
  aimBaselineOn: string;
  aimTo: string;
  aimBy: string;
  scope: string;
  sphereOfControl: string;
  agreements: string;
  priorityPopulationIds: string[];
}

const numberText = (value: number | null): string => (value === null ? '' : String(value));

/** What the form shows for a version. */
export function wordsOf(charter: ShownCharter): CharterWords {
  return {
    aimIndicatorId: charter.aimIndicatorId ?? '',
    aimPopulationId: charter.aimPopulationId ?? '',
    aimPlaceId: charter.aimPlaceId ?? '',
    aimFrom: numberText(charter.aimFrom),
    aimBaselineOn: charter.aimBaselineOn ?? '',
    aimTo: numberText(charter.aimTo),
    aimBy: charter.aimBy ?? '',
    scope: charter.scope,
    sphereOfControl: charter.sphereOfControl,
    agreements: charter.agreements,
    priorityPopulationIds: [...charter.priorityPopulationIds],
  };
}

/** A number as people type it, also with a decimal comma; null when the field is empty or no number. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** The fields of the mutation's input. */
export function inputOf(words: CharterWords) {
  return {
    aimIndicatorId: words.aimIndicatorId || null,
    aimPopulationId: words.aimPopulationId || null,
    aimPlaceId: words.aimPlaceId || null,
    aimFrom: readNumber(words.aimFrom),
    aimBaselineOn: words.aimBaselineOn || null,
    aimTo: readNumber(words.aimTo),
    aimBy: words.aimBy || null,
    scope: words.scope,
    sphereOfControl: words.sphereOfControl,
    agreements: words.agreements,
    priorityPopulationIds: words.priorityPopulationIds,
  };
}
