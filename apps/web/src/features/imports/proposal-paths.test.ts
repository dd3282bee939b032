import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { Proposal } from '@throughline/source-files/proposals/proposals';
import { describe, expect, it } from 'vitest';
import { choiceOf } from './proposal-paths.ts';

const mapping: ImportMapping = {
  version: 1,
  file: {},
  period: { from: 'column', column: 'Year' },
  place: { labelColumn: 'District', codeLength: 7 },
  population: {
    columns: ['Group'],
    constant: [],
    all: [],
    aliases: { 'Family incomea': 'Family income', Lowb: 'Low' },
  },
  indicators: [
    {
      indicatorKey: 'i',
      measure: 'proportion',
      cadence: 'year',
      unit: 'percent_or_fraction',
      when: [],
      value: { column: 'V' },
    },
  ],
  marks: [
    { text: '*', status: 'suppressed_by_source' },
    { text: '0.00', status: 'not_reported' },
  ],
  blank: 'not_reported',
  skip: [],
  otherRows: 'ignore',
};

const proposal = (code: Proposal['code'], path: string, rest: Partial<Proposal> = {}): Proposal => ({
  code,
  path,
  column: null,
  params: {},
  message: '',
  examples: [],
  ...rest,
});

describe('what was recognised', () => {
  it.each([
    proposal('lost_zeros', 'place.codeLength'),
    proposal('mixed_units', 'indicators.0.unit'),
    proposal('footnotes', 'population.aliases', { params: { from: 'Lowb', to: 'Low' } }),
    proposal('lone_zero', 'marks', { examples: ['0.00'] }),
  ])('is taken back and used again, and nothing else changes: $code', (each) => {
    const choice = choiceOf(each, mapping);
    expect(choice?.isUsed(mapping)).toBe(true);
    const without = choice?.use(mapping, false) ?? mapping;
    expect(choice?.isUsed(without)).toBe(false);
    expect(choice?.use(without, true)).toEqual(mapping);
  });

  it('takes margins and bounds back from the columns of the mapping and of a wide file, and gives them again', () => {
    const [indicator] = mapping.indicators;
    if (!indicator) throw new Error('no indicator');
    const long = { ...mapping, indicators: [{ ...indicator, margin: { column: 'MOE' }, confidence: 90 }] };
    const wide = {
      ...mapping,
      wide: [
        { column: 'V 2018', part: 'value' as const, period: '2018' },
        { column: 'MOE 2018', part: 'margin' as const, period: '2018' },
      ],
    };
    for (const proposed of [long, wide]) {
      const choice = choiceOf(proposal('value_interval', 'indicators.0'), proposed);
      expect(choice?.isUsed(proposed)).toBe(true);
      const without = choice?.use(proposed, false) ?? proposed;
      expect(choice?.isUsed(without)).toBe(false);
      expect(JSON.stringify(without)).not.toContain('MOE');
      expect(choice?.use(without, true)).toEqual(proposed);
    }
  });

  it('leaves the other names and marks when one is taken back', () => {
    const name = proposal('footnotes', 'population.aliases', { params: { from: 'Lowb', to: 'Low' } });
    expect(choiceOf(name, mapping)?.use(mapping, false).population.aliases).toEqual({
      'Family incomea': 'Family income',
    });
    const zero = proposal('lone_zero', 'marks', { examples: ['0.00'] });
    expect(
      choiceOf(zero, mapping)
        ?.use(mapping, false)
        .marks.map(({ text }) => text),
    ).toEqual(['*']);
  });

  it('cannot be taken back where it only tells', () => {
    expect(choiceOf(proposal('bounds', 'indicators'), mapping)).toBeNull();
    expect(choiceOf(proposal('unknown_marks', 'marks'), mapping)).toBeNull();
  });
});
