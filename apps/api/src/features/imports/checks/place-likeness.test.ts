import { describe, expect, it } from 'vitest';
import { contains, leastLikeness, likeness, mostAlike } from './place-likeness.ts';

describe('how alike names are', () => {
  it.each([
    ['Achievement First Hartford Academy Inc. District', 'Achievement First Hartford Academy District'],
    ['Northfeild School District', 'Northfield School District'],
    ['Bridgeport', 'Bridgeport School District'],
    ['San José', 'San Jose School District'],
  ])('takes %s for %s', (one, other) => {
    expect(likeness(one, other)).toBeGreaterThanOrEqual(leastLikeness);
  });

  it.each([
    ['Easton School District', 'Weston School District'],
    ['P.S. 12', 'P.S. 21'],
    ['Hartford School District', 'East Windsor School District'],
    ['North Haven School District', 'New Milford School District'],
  ])('does not take %s for %s', (one, other) => {
    expect(likeness(one, other)).toBeLessThan(leastLikeness);
  });

  it('chooses none where two are about as much alike', () => {
    const places = [{ names: ['Region 1 North Hartford'] }, { names: ['Region 1 South Hartford'] }];
    expect(mostAlike('Region 1 Hartford', places)).toBeNull();
  });

  it('knows a name inside a longer one', () => {
    expect(contains('Black', 'Black or African American')).toBe(true);
    expect(contains('Blackfoot', 'Black or African American')).toBe(false);
  });
});
