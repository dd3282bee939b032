import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aimProblems, aimSentence, formatAimValue, type Aim } from './aim.ts';
import { directions, measureTypes } from './vocabulary.ts';

const aim: Aim = {
  indicator: { id: 'i', name: 'chronic absence', measureType: 'proportion', better: 'lower', unit: null },
  population: { id: 'p', name: 'students with disabilities' },
  from: 23.6,
  baselineOn: '2025-06-30',
  to: 15,
  by: '2028-06-30',
};
const empty: Aim = { indicator: null, population: null, from: null, baselineOn: null, to: null, by: null };
const codes = (changes: Partial<Aim>) => aimProblems({ ...aim, ...changes }).map((each) => each.code);

describe('the aim', () => {
  it('is complete with all its parts, with or without a population', () => {
    expect(aimProblems(aim)).toEqual([]);
    expect(codes({ population: null })).toEqual([]);
  });

  it('names every part that is missing', () => {
    expect(aimProblems(empty).map((each) => each.code)).toEqual([
      'AIM_INDICATOR_REQUIRED',
      'AIM_FROM_REQUIRED',
      'AIM_BASELINE_REQUIRED',
      'AIM_TO_REQUIRED',
      'AIM_BY_REQUIRED',
    ]);
  });

  it.each<[Partial<Aim>, string]>([
    [{ to: 23.6 }, 'AIM_TO_NOT_BETTER'],
    [{ to: 30 }, 'AIM_TO_NOT_BETTER'],
    [{ from: 236 }, 'AIM_VALUE_OUT_OF_RANGE'],
    [{ to: Number.NaN }, 'AIM_VALUE_OUT_OF_RANGE'],
    [{ to: -0.1 }, 'AIM_VALUE_OUT_OF_RANGE'],
    [{ by: '2025-06-30' }, 'AIM_BY_NOT_AFTER_BASELINE'],
    [{ by: '2028-06-31' }, 'AIM_NO_SUCH_DATE'],
  ])('refuses %o with %s', (changes, code) => {
    expect(codes(changes)).toEqual([code]);
  });

  it('is never complete when it aims for worse or for the same', () => {
    const values = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        values,
        values,
        fc.constantFrom(...directions),
        fc.constantFrom(...measureTypes),
        (from, to, better, measureType) => {
          const found = aimProblems({
            ...aim,
            from,
            to,
            indicator: { id: 'i', name: 'n', unit: null, better, measureType },
          });
          expect(found.length === 0).toBe(better === 'higher' ? to > from : to < from);
        },
      ),
    );
  });

  it('gives its parts to a translated sentence', () => {
    const indicator = { id: 'i', name: 'espera', measureType: 'mean', better: 'lower', unit: 'días' } as const;
    const parts = aimSentence({ ...aim, indicator, from: 1234.56, to: 900 });
    expect(parts).toMatchObject({ verb: 'lower', from: { value: 1234.56, style: 'number', unit: 'días' } });
    expect(parts.from && formatAimValue(parts.from, 'en-US')).toBe('1,234.6 días');
  });

  it('leaves out of its sentence what is not there yet', () => {
    const nothing = { verb: null, indicator: null, population: null, from: null, to: null, by: null };
    expect(aimSentence(empty)).toEqual(nothing);
  });
});
