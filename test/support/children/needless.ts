import type { Solver } from '@throughline/measurement/disclosure';
import { findLeaks, leaksIn, type ReadNumber } from './attacker.ts';
import type { Child } from './world.ts';

/** How much of what is hidden could have been shown. */
export interface Needless {
  /** Hidden numbers that may be shown by themselves, and of which this was tried. */
  readonly tried: number;
  /** Those of them that could be shown and everything else stay as it is. */
  readonly singly: number;
  /** Those that could be shown together, taken one after the other, the largest first. */
  readonly together: number;
}

export const noneTried: Needless = { tried: 0, singly: 0, together: 0 };

/** Adds what was found in one publication to what was found before. */
export function addNeedless(totals: { -readonly [name in keyof Needless]: number }, found: Needless): void {
  totals.tried += found.tried;
  totals.singly += found.singly;
  totals.together += found.together;
}

/** What came out, for the summary of an attack. */
export const needlessInWords = ({ tried, singly, together }: Needless): string =>
  `of ${tried} hidden numbers that are large by themselves each of ${singly} could be shown, ${together} together`;

/**
 * Counts the hidden numbers that could be shown, large by themselves as they are, while a reader still finds no small
 * hidden number in an interval narrower than the minimum.
 *
 * @param read everything that the reader has, from earlier releases too.
 * @param large how each hidden number that is not small by itself would stand if it were shown, the first to try first.
 * @param isSmall which of the hidden numbers must not be found out.
 * @param until when to stop; what has been tried by then is the answer.
 */
export function needlessIn(
  read: readonly ReadNumber[],
  kinds: readonly Child[],
  minimum: number,
  solver: Solver,
  large: ReadonlyMap<ReadNumber, ReadNumber>,
  isSmall: (number: ReadNumber) => boolean,
  until: number,
): Needless {
  const isOver = (): boolean => performance.now() > until;
  // What was told before cannot be helped.
  const toldNames = new Set(
    leaksIn(read, kinds, minimum, solver, (number) => !isOver() && isSmall(number)).map(({ name }) => name),
  );
  const isSecret = (number: ReadNumber): boolean => !isOver() && isSmall(number) && !toldNames.has(number.name);
  const isSafe = (numbers: readonly ReadNumber[]): boolean =>
    findLeaks(numbers, kinds, minimum, solver, isSecret).next().done === true;
  const count = { ...noneTried };
  let open = read;
  for (const [hidden, shown] of large) {
    const withIt = (numbers: readonly ReadNumber[]) => numbers.map((each) => (each === hidden ? shown : each));
    const isSafeAlone = isSafe(withIt(read));
    const isSafeTogether = isSafeAlone && (open === read || isSafe(withIt(open)));
    // What was not looked at to its end says nothing.
    if (isOver()) break;
    count.tried += 1;
    if (isSafeAlone) count.singly += 1;
    if (!isSafeTogether) continue;
    count.together += 1;
    open = withIt(open);
  }
  return count;
}
