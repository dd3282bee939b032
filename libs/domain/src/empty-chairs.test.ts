import { describe, expect, it } from 'vitest';
import { emptyChairs } from './empty-chairs.ts';
import { perspectives, sectors } from './vocabulary.ts';

describe('empty chairs', () => {
  it('names every sector but the backbone, and every perspective, at an empty table', () => {
    const empty = emptyChairs([]);
    expect(empty.sectors).toEqual(sectors.filter((sector) => sector !== 'backbone'));
    expect(empty.perspectives).toEqual(perspectives);
  });

  it('counts a person without an organization for the perspective alone', () => {
    const empty = emptyChairs([
      { sector: null, perspective: 'family' },
      { sector: 'k12', perspective: 'practitioner' },
    ]);
    expect(empty.perspectives).toEqual(['leader', 'youth', 'resident', 'funder', 'data']);
    expect(empty.sectors).not.toContain('k12');
    expect(empty.sectors).toHaveLength(sectors.length - 2);
  });

  it('leaves nothing empty when everybody is there', () => {
    const seats = sectors.map((sector, at) => ({ sector, perspective: perspectives[at % perspectives.length]! }));
    expect(emptyChairs(seats)).toEqual({ sectors: [], perspectives: [] });
  });
});
