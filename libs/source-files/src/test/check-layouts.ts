import { expect, it } from 'vitest';
import type { ImportMapping } from '../mapping/mapping.ts';
import type { GuessedFor } from '../proposals/guess-mapping.ts';
import type { ProposalCode } from '../proposals/proposals.ts';
import { readAsProposed } from './read-as-proposed.ts';

/** A small file as somebody publishes it, and what is right. */
export interface Layout {
  name: string;
  text: string;
  fileName?: string;
  for: Partial<GuessedFor>;
  /** Each of these is one answer or correction of a person. */
  corrections?: ((mapping: ImportMapping) => void)[];
  /** Some observations: place, period, groups, value; of counts alone also numerator and denominator. */
  some: (string | number | null)[][];
  observations: number;
  /** Problems that the rows have, by their code. */
  problems?: string[];
  /** What a person must be told or asked. */
  proposed?: ProposalCode[];
}

/** The lines of a small file. */
export const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** Reads each file as proposed, with the corrections that it needs, and compares what comes of it. */
export function checkLayouts(layouts: readonly Layout[]): void {
  it.each(layouts)('$name', async ({ text, fileName, for: target, corrections = [], ...right }) => {
    const correct = (mapping: ImportMapping): void => {
      for (const each of corrections) each(mapping);
    };
    const read = await readAsProposed(text, target, correct, fileName);
    const observations = read.drafts.map((draft) => [
      draft.placeLabel,
      draft.period.label,
      draft.populationLabels.join('+'),
      draft.value === null ? draft.status : Math.round(draft.value * 100) / 100,
      draft.numerator,
      draft.denominator,
    ]);
    const width = right.some[0]?.length ?? 0;
    expect([read.errors, read.problems.map(({ code }) => code)]).toEqual([[], right.problems ?? []]);
    expect(observations.map((each) => each.slice(0, width))).toEqual(expect.arrayContaining(right.some));
    expect(observations).toHaveLength(right.observations);
    expect(read.proposals.map(({ code }) => code)).toEqual(expect.arrayContaining(right.proposed ?? []));
  });
}
