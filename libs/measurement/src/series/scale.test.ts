import { describe, expect, it } from 'vitest';
import { measureSpread, type SiteRecord } from './scale.ts';

const day = 24 * 60 * 60 * 1000;
const site: SiteRecord = {
  eligible: true,
  using: true,
  points: 12,
  favourableSignal: true,
  adaptations: 2,
  stagesBegunAt: [0, 10 * day, 40 * day],
};

describe('measureSpread', () => {
  it('counts reach, replication and pace', () => {
    const sites = [
      site,
      { ...site, favourableSignal: false, adaptations: 0, stagesBegunAt: [0, 20 * day] },
      { ...site, points: 9, adaptations: 1, stagesBegunAt: [] },
      { ...site, using: false, stagesBegunAt: [0] },
      { ...site, eligible: false, using: false, stagesBegunAt: [] },
    ];
    const spread = measureSpread(sites, [{ population: 'all', eligible: 400, reached: 100 }]);
    expect(spread.sites).toEqual({ part: 3, whole: 4, share: 0.75 });
    expect(spread.replication).toEqual({ part: 1, whole: 2, share: 0.5 });
    expect(spread.people).toEqual([{ population: 'all', part: 100, whole: 400, share: 0.25 }]);
    expect(spread.adaptationsPerSite).toBe(1);
    expect(spread.medianDaysBetweenStages).toBe(20);
  });

  it('has no shares of nothing', () => {
    expect(measureSpread([], [])).toMatchObject({ sites: { share: null }, medianDaysBetweenStages: null });
  });
});
