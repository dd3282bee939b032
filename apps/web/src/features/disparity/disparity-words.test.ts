import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainLocales } from '@throughline/charts/plain-locale';
import { type Bounds, exactly, knownDisparity, knownGapClosed } from '@throughline/measurement';
import type { DisparityIndicator, DisparityView, GroupRow } from './disparity-model.ts';
import { disparityWords, findingOf, gapSentence } from './disparity-words.ts';
import en from './i18n/en.json' with { type: 'json' };

const range = (lower: number | null, upper: number | null): Bounds => ({
  lower,
  upper,
  lowerOpen: false,
  upperOpen: false,
});
const measure = { name: 'Absent', measureType: 'proportion', unit: '%', direction: 'lower' } as DisparityIndicator;

let t: TFunction<'disparity'>;
beforeAll(async () => {
  const i18n = createInstance();
  t = (await i18n.init({
    lng: 'en',
    ns: ['disparity'],
    defaultNS: 'disparity',
    resources: { en: { disparity: en } },
    interpolation: { escapeValue: false },
  })) as unknown as TFunction<'disparity'>;
});

type Rates = readonly [group: Bounds | number, reference: Bounds | number];
const boundsOf = (value: Bounds | number): Bounds => (typeof value === 'number' ? exactly(value) : value);

/** What is said of group B against A, from what is known now and at the start. */
function sentenceFor(
  now: Rates,
  start: Rates | null,
  indicator: DisparityIndicator = measure,
  overlapsReference = false,
): { finding: string; gap: string } {
  const [group, reference] = now.map(boundsOf) as [Bounds, Bounds];
  const out = knownDisparity({
    groups: [
      { group: 'b', known: group },
      { group: 'a', known: reference },
    ],
    reference: { group: 'a' },
    direction: indicator.direction,
    whole: indicator.measureType === 'proportion' ? 100 : null,
    exclusive: true,
  });
  if (out.error !== undefined) throw new Error(out.error);
  const at = start?.map(boundsOf) as [Bounds, Bounds] | undefined;
  const gap = at ? knownGapClosed({ group: at[0], reference: at[1] }, { group, reference }, indicator.direction) : null;
  const row = {
    ...out.groups[0],
    name: 'B',
    isKey: false,
    isReference: false,
    overlapsReference,
    gap,
    change: null,
  } as GroupRow;
  const view = {
    now: out,
    reference: { id: 'a', name: 'A' },
    period: { start: '2024-07-01', label: '2024-25', at: 1 },
    since: start ? { start: '2019-07-01', label: '2019-20', at: 0 } : null,
  } as DisparityView;
  const words = disparityWords(indicator, plainLocales.en, t);
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  return { finding: plain(findingOf(indicator, view, row, words, t)), gap: plain(gapSentence(view, row, words, t)) };
}

describe('the finding of a disparity', () => {
  it('says that there may be none where the intervals that the source published overlap', () => {
    const sentence = 'The intervals that the source published of both overlap: there may be no difference.';
    expect(sentenceFor([30, 15], [30, 15], measure, true).finding).toContain(`apart). ${sentence} The gap is`);
    expect(sentenceFor([30, 15], [30, 15]).finding).not.toContain(sentence);
  });

  it('says how many times as likely, on the side that is unfavourable', () => {
    expect(sentenceFor([30, 15], null).finding).toBe(
      'In 2024-25, B were 2 times as likely as A to be counted in “Absent” (30% against 15%, 15 percentage points apart).',
    );
    expect(sentenceFor([70, 85], null, { ...measure, direction: 'higher' }).finding).toContain(
      '2 times as likely as A to be missing from',
    );
    const score = { ...measure, measureType: 'mean', unit: 'points', direction: 'higher' } as DisparityIndicator;
    expect(sentenceFor([240, 250], null, score).finding).toBe(
      'In 2024-25, B and A were 10 points apart (240 points against 250 points).',
    );
    expect(sentenceFor([20, 20], null).finding).toContain('had the same value');
  });

  it('says a range as a range, and never one number of it', () => {
    const { finding } = sentenceFor([range(20, 30), 10], null);
    expect(finding).toContain('2 to 3 times');
    expect(finding).toContain('20 to 30% against 10%, 10 to 20 percentage points apart');
    expect(finding).not.toContain('25 ');
  });

  it.each<[string, Rates, Rates, string]>([
    ['closes', [26, 14], [30, 14], 'Compared with 2019-20, the gap is 25% smaller'],
    ['grows', [34, 14], [30, 14], 'Compared with 2019-20, the gap is 25% larger'],
    ['turns round', [10, 14], [30, 14], 'closed and turned round: B are now 4 percentage points ahead'],
    ['was none', [30, 14], [20, 20.01], 'next to no gap'],
    ['was the other way', [30, 14], [10, 14], 'B were ahead'],
    ['closed only because the reference fell', [30, 20], [30, 14], 'because A got worse; B did not get better'],
    [
      'closed from both sides',
      [28, 16],
      [30, 14],
      '2 percentage points of it because B got better, 2 percentage points',
    ],
    ['leaves it open', [range(20, 40), 14], [30, 14], 'cannot be told'],
    ['closed by a range', [range(18, 22), 14], [30, 14], '50 to 75% smaller'],
  ])('tells a gap that %s', (_, now, start, sentence) => {
    expect(sentenceFor(now, start).gap).toContain(sentence);
  });

  it('says nothing of a gap without a start', () => expect(sentenceFor([30, 14], null).gap).toBe(''));
});
