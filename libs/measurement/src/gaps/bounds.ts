import type { Maybe } from '../basics/chart-types.ts';

/** What is known of a value that was published as a range; null is unbounded on that side. */
export interface Bounds {
  readonly lower: Maybe;
  readonly upper: Maybe;
  /** Whether the bound itself is excluded, as in "below 5". */
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

const closed = { lowerOpen: false, upperOpen: false };
const numeral = String.raw`(-?\d+(?:\.\d+)?)\s*%?`;
const rangePattern = new RegExp(`^${numeral}\\s*(?:-|–|—|to)\\s*${numeral}$`, 'iu');
const oneSidedPattern = new RegExp(`^(GE|LE|GT|LT|>=|<=|≥|≤|>|<)\\s*${numeral}$`, 'iu');
const exactPattern = new RegExp(`^${numeral}$`, 'u');

/**
 * Reads a published value: a number, a range (`60-79`) or a bound (`GE95`, `<5`, the codes of the US Department of
 * Education's EDFacts files). A range gives bounds, never an invented number; null when the text is none of these, or
 * a range runs backwards.
 */
export function readBounds(text: string): Bounds | null {
  const trimmed = text.trim();
  const exact = exactPattern.exec(trimmed)?.[1];
  if (exact !== undefined) return exactly(Number(exact));
  const range = rangePattern.exec(trimmed);
  if (range !== null) {
    const [lower, upper] = [Number(range[1]), Number(range[2])];
    return lower <= upper ? { lower, upper, ...closed } : null;
  }
  const side = oneSidedPattern.exec(trimmed);
  if (side === null) return null;
  const sign = (side[1] ?? '').toUpperCase();
  const value = Number(side[2]);
  const open = sign === 'GT' || sign === 'LT' || sign === '>' || sign === '<';
  return sign.startsWith('G') || sign.startsWith('>') || sign === '≥'
    ? { lower: value, upper: null, lowerOpen: open, upperOpen: false }
    : { lower: null, upper: value, lowerOpen: false, upperOpen: open };
}

/** The bounds of a value that is known. */
export function exactly(value: number): Bounds {
  return { lower: value, upper: value, ...closed };
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
