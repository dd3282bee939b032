import { numberOf } from '../../shared/form/number-of.ts';
import type { ShownCharter } from './charter-query.ts';

const numberText = (value: number | null): string => (value === null ? '' : String(value));

/** A charter's words as its form holds them: numbers as they are typed. */
export function wordsOf(charter: ShownCharter) {
  return {
    aimIndicatorId: charter.aimIndicatorId,
    aimPopulationId: charter.aimPopulationId,
    aimPlaceId: charter.aimPlaceId,
    aimFrom: numberText(charter.aimFrom),
    aimBaselineOn: charter.aimBaselineOn,
    aimTo: numberText(charter.aimTo),
    aimBy: charter.aimBy,
    scope: charter.scope,
    sphereOfControl: charter.sphereOfControl,
    agreements: charter.agreements,
    priorityPopulationIds: charter.priorityPopulationIds,
  };
}

export type CharterWords = ReturnType<typeof wordsOf>;

/** The fields of the mutation's input. */
export const inputOf = (words: CharterWords) => ({
  ...words,
  aimFrom: numberOf(words.aimFrom) ?? null,
  aimTo: numberOf(words.aimTo) ?? null,
});
