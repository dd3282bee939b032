import type { Maybe } from '../basics/chart-types.ts';

/** What is known of a value that was published as a range; null is unbounded on that side. */
export interface Bounds {
  readonly lower: Maybe;
  readonly upper: Maybe;
  /** Whether the bound itself is excluded, as in "below 5". */
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

const closedEnds = { lowerOpen: false, upperOpen: false };

/** The bounds of a value that is known. */
export function exactly(value: number): Bounds {
  return { lower: value, upper: value, ...closedEnds };
}

/** Whether a number is known and no range; what was computed may be off by rounding. */
export function isNumber({ lower, upper }: Bounds): boolean {
  return lower !== null && upper !== null && upper - lower <= 1e-9 * Math.max(1, Math.abs(lower), Math.abs(upper));
}

/** The bounds with what the kind of number adds, such as 0 and 100 for a percentage. */
export function within(bounds: Bounds, least: number, greatest: number): Bounds {
  return { ...bounds, lower: bounds.lower ?? least, upper: bounds.upper ?? greatest };
}

function minus(a: Maybe, b: Maybe): Maybe {
  return a === null || b === null ? null : a - b;
}

/** What is known of a − b, the values being free of each other. */
export function differenceBounds(a: Bounds, b: Bounds): Bounds {
  return {
    lower: minus(a.lower, b.upper),
    upper: minus(a.upper, b.lower),
    lowerOpen: a.lowerOpen || b.upperOpen,
    upperOpen: a.upperOpen || b.lowerOpen,
  };
}

function over(a: Maybe, b: Maybe): Maybe {
  return a === null || b === null || b === 0 ? null : a / b;
}

/** What is known of a / b for values that are not negative; unbounded above where b can be zero. */
export function ratioBounds(a: Bounds, b: Bounds): Bounds {
  const lower = over(Math.max(a.lower ?? 0, 0), b.upper);
  return {
    lower: lower ?? 0,
    upper: over(a.upper, b.lower),
    lowerOpen: lower !== null && (a.lowerOpen || b.upperOpen),
    upperOpen: a.upperOpen || b.lowerOpen,
  };
}
