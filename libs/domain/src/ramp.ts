/** A rung as its neighbours on the ramp depend on it. */
export interface Rung {
  readonly id: string;
  /** From 1. */
  readonly rung: number;
  /** The rung that it continues. */
  readonly previousId: string | null;
}

/** The place of one rung on the ramp. */
export type RungPosition = Pick<Rung, 'rung' | 'previousId'>;

const movesBy = <R extends Rung>(
  rungs: readonly R[],
  place: (rung: R) => RungPosition,
): { before: R; after: RungPosition }[] =>
  rungs
    .map((before) => ({ before, after: place(before) }))
    .filter(({ before, after }) => before.rung !== after.rung || before.previousId !== after.previousId);

/**
 * What becomes of the others when one rung leaves the ramp: those above come down by one, unless another stands at the
 * same height, and those that continued it continue what it continued. Answers only those that change.
 */
export function closeGap<R extends Rung>(others: readonly R[], left: Rung): { before: R; after: RungPosition }[] {
  const isShared = others.some(({ rung }) => rung === left.rung);
  return movesBy(others, ({ rung, previousId }) => ({
    rung: rung > left.rung && !isShared ? rung - 1 : rung,
    previousId: previousId === left.id ? left.previousId : previousId,
  }));
}

/** The place on top of a ramp. */
export function topOf(others: readonly Rung[]): RungPosition {
  const highest = Math.max(0, ...others.map(({ rung }) => rung));
  return { rung: highest + 1, previousId: others.findLast(({ rung }) => rung === highest)?.id ?? null };
}

/**
 * Puts a rung back where it stood: those from its height on go up by one, and the one that took its place continues it
 * again. Where its place is not to be found any more it goes on top.
 */
export function reopenGap<R extends Rung>(
  others: readonly R[],
  back: Rung,
): { place: RungPosition; moves: { before: R; after: RungPosition }[] } {
  const isKnown = back.previousId === null || others.some(({ id }) => id === back.previousId);
  if (!isKnown || back.rung > others.length + 1) return { place: topOf(others), moves: [] };
  const moves = movesBy(others, ({ rung, previousId }) => ({
    rung: rung >= back.rung ? rung + 1 : rung,
    previousId: rung === back.rung && previousId === back.previousId ? back.id : previousId,
  }));
  return { place: { rung: back.rung, previousId: back.previousId }, moves };
}
