import { describe, expect, it } from 'vitest';
import { type LinkEvidence, linkIn } from './link-evidence.ts';

/** One cell that both measures have, of two files, with 32 people whose numbers make everybody. */
const oneCell: LinkEvidence = {
  common: 1,
  samePeople: 1,
  differentPeople: 1,
  mostPeople: 32,
  counted: 1,
  sameCounting: 0,
  everybody: 1,
  ofOneFile: 0,
};

describe('linkIn', () => {
  it('takes one cell for enough where it is all that there is, unless it is too small to be shown', () => {
    expect(linkIn(oneCell)).toBe('complement');
    expect(linkIn({ ...oneCell, mostPeople: 5 })).toBe('complement');
    expect(linkIn({ ...oneCell, everybody: 0, sameCounting: 1 })).toBe('same');
    expect(linkIn({ ...oneCell, everybody: 0 })).toBe('people');
    expect(linkIn({ ...oneCell, mostPeople: 4 })).toBeNull();
  });

  it('takes few cells for nothing where one of them has other people', () => {
    expect(linkIn({ ...oneCell, common: 2 })).toBeNull();
    expect(linkIn({ ...oneCell, common: 2, samePeople: 2, differentPeople: 2 })).toBe('complement');
  });

  it('goes by the same people where they are many, or of one file', () => {
    expect(linkIn({ ...oneCell, everybody: 0, mostPeople: 100 })).toBe('people');
    expect(linkIn({ ...oneCell, everybody: 0, ofOneFile: 1 })).toBe('people');
  });

  it('takes the base of a rate for no people, and one number of people at three places for people', () => {
    const three = { ...oneCell, common: 3, samePeople: 3, counted: 3, everybody: 0 };
    expect(linkIn({ ...three, mostPeople: 1000 })).toBeNull();
    expect(linkIn({ ...three, mostPeople: 32 })).toBe('people');
  });
});
