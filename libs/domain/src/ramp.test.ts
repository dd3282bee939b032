import { describe, expect, it } from 'vitest';
import { closeGap, reopenGap, type Rung, topOf } from './ramp.ts';

const chain = (length: number): Rung[] =>
  Array.from({ length }, (_none, at) => ({
    id: `c${at + 1}`,
    rung: at + 1,
    previousId: at === 0 ? null : `c${at}`,
  }));

const applyMoves = (
  rungs: readonly Rung[],
  moves: readonly { before: Rung; after: Pick<Rung, 'rung' | 'previousId'> }[],
) => rungs.map((rung) => ({ ...rung, ...moves.find(({ before }) => before.id === rung.id)?.after }));

describe('a ramp', () => {
  it('closes behind a rung that leaves, and opens again for it, wherever it stood', () => {
    for (let length = 1; length <= 6; length += 1) {
      for (const left of chain(length)) {
        const others = chain(length).filter(({ id }) => id !== left.id);
        const closed = applyMoves(others, closeGap(others, left));
        expect(closed.map(({ rung }) => rung)).toEqual(others.map((_none, at) => at + 1));
        expect(closed.map(({ previousId }) => previousId)).toEqual(
          [null, ...closed.slice(0, -1).map(({ id }) => id)].slice(0, closed.length),
        );
        const { place, moves } = reopenGap(closed, left);
        const whole = [...applyMoves(closed, moves), { ...left, ...place }].toSorted((a, b) => a.rung - b.rung);
        expect(whole).toEqual(chain(length));
      }
    }
  });

  it('keeps the heights when another stands beside the one that leaves', () => {
    const [first, second] = chain(2) as [Rung, Rung];
    const beside = { id: 'd', rung: 2, previousId: first.id };
    expect(closeGap([first, beside], second)).toEqual([]);
  });

  it('puts on top what has lost its place', () => {
    const others = chain(2);
    expect(reopenGap(others, { id: 'x', rung: 2, previousId: 'gone' })).toEqual({
      place: { rung: 3, previousId: 'c2' },
      moves: [],
    });
    expect(topOf([])).toEqual({ rung: 1, previousId: null });
  });
});
