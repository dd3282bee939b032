/** A number beside which its source published an interval. */
export interface IntervalSubject {
  /** Whether readers have the number itself: not hidden, not as a code, not rounded by us, not as it was before. */
  readonly isExact: boolean;
  /**
   * The people behind it: `shown` where readers have their count, `hidden` where it is known and readers do not have it,
   * `unknown` where nobody here knows it, `none` where the interval cannot tell of any.
   */
  readonly people: 'shown' | 'hidden' | 'unknown' | 'none';
}

/**
 * Whether a published interval may stand beside its number. It tells of the number, and with the number of how many people
 * are behind it: of a share p with a margin m they are about z²·p(1−p)/m² (the normal approximation of a proportion's
 * confidence interval; Wald, Wilson and Poisson intervals give it away alike). So it is shown only where readers have both
 * already. Where nobody here knows how many there are, the interval would say it of one group and thereby, of a known
 * total, what is left for a protected one: then it is shown only while all numbers around it are.
 * @param allShown whether every number that is decided together with it is shown, and none of them is kept back by its source
 */
export function intervalMayBeShown({ isExact, people }: IntervalSubject, allShown: boolean): boolean {
  if (!isExact || people === 'hidden') return false;
  return people === 'unknown' ? allShown : true;
}
