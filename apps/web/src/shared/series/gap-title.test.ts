import { plainLocales } from '@throughline/charts/plain-locale';
import { describe, expect, it } from 'vitest';
import { titleOfGap } from './gap-title.ts';

const measure = { cadence: 'school_year', unit: '%', measureType: 'proportion' } as const;

const title = (...given: (number | null)[]): string => {
  const differences = given.map((difference, at) => ({
    start: `${2010 + at}-07-01`,
    label: String(2010 + at),
    difference,
  }));
  const gap = { group: 'Learners of English', reference: 'All others', differences, breaks: [] };
  return titleOfGap(measure, gap, plainLocales.en);
};

describe('the title of a gap', () => {
  it('says when the groups changed places, whichever of them is higher now', () => {
    expect(title(-2.7, 0, 1.9)).toContain(', now the other way round (Learners of English is higher)');
    expect(title(2.7, null, -1.9)).toContain(', now the other way round (All others is higher)');
  });

  it('says nothing of it where they did not, or where one end is no gap', () => {
    for (const given of [[2.7, 1.9], [-2.7, 3, -1.9], [0, 1.9], [2.7, 0], [2.7], []])
      expect(title(...given)).not.toContain('other way round');
  });
});
