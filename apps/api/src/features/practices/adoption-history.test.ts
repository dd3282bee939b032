import { describe, expect, it } from 'vitest';
import { adoptionCurve, type Entered, spreadOf, stoppedFrom, withSkipped } from './adoption-history.ts';

const elm: Entered[] = [
  { stage: 'exploring', on: '2026-01-05' },
  { stage: 'trying', on: '2026-01-15' },
  { stage: 'using', on: '2026-02-04' },
  { stage: 'stopped', on: '2026-03-01' },
  { stage: 'preparing', on: '2026-04-01' },
];
const oak: Entered[] = [
  { stage: 'exploring', on: '2026-01-15' },
  { stage: 'preparing', on: '2026-01-25' },
];

describe("a site's history", () => {
  it('flags the step that passed over a stage, and no other', () => {
    expect(withSkipped(elm).map(({ skipped }) => skipped)).toEqual([[], ['preparing'], [], [], []]);
    expect(withSkipped(oak).every(({ skipped }) => skipped.length === 0)).toBe(true);
  });

  it('knows from which stage a site stopped', () => {
    expect(stoppedFrom(elm.slice(0, 4))).toBe('using');
    expect(stoppedFrom([])).toBeNull();
  });
});

describe('the adoption curve', () => {
  it('counts sites using and sites eligible on each day that changed either', () => {
    expect(
      adoptionCurve([
        { steps: elm, adaptation: '' },
        { steps: oak, adaptation: '' },
      ]),
    ).toEqual({
      days: ['2026-01-05', '2026-01-15', '2026-01-25', '2026-02-04', '2026-03-01', '2026-04-01'],
      using: [0, 0, 0, 1, 0, 0],
      eligible: [1, 2, 2, 2, 2, 2],
    });
  });

  it('is empty without sites, and stays level while a site goes from using to sustaining', () => {
    expect(adoptionCurve([])).toEqual({ days: [], using: [], eligible: [] });
    const steps: Entered[] = [
      { stage: 'exploring', on: '2026-01-01' },
      { stage: 'using', on: '2026-01-02' },
      { stage: 'sustaining', on: '2026-01-03' },
    ];
    expect(adoptionCurve([{ steps, adaptation: '' }]).using).toEqual([0, 1, 1]);
  });
});

describe('spread', () => {
  it('takes the median of the days between the first entries of stages', () => {
    // Elm: 10, 20 and, once it began again, 56 days; Oak: 10 days. A stop is no stage.
    const spread = spreadOf([
      { steps: elm, adaptation: 'Two sessions a week' },
      { steps: oak, adaptation: '' },
    ]);
    expect(spread.medianDaysBetweenStages).toBe(15);
    expect(spread.sites).toEqual({ part: 0, whole: 2, share: 0 });
  });

  it('says nothing before any site has moved on', () => {
    expect(spreadOf([{ steps: oak.slice(0, 1), adaptation: '' }]).medianDaysBetweenStages).toBeNull();
  });
});
