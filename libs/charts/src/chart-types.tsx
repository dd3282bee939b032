/**
 * The words of the charts: what a screen hands over to have drawn.
 * Every number arrives computed; the charts decide nothing statistical and draw nothing that was not given.
 */

/**
 * What one point says about change: a signal towards or away from the better direction, one that is neither (a range or
 * a spread outside its limits), or ordinary variation.
 */
export type PointSignal = 'improvement' | 'concern' | 'change' | 'common';

/** The signals that have a mark of their own, in the order in which they are told. */
export const markedSignals = ['improvement', 'concern', 'change'] as const;

/** What is known of a value that was published as a range (`GE95` is `{ low: 95, high: null }`), in the value's unit. */
export type ValueBounds = { low: number | null; high: number | null };

/** Bounds that a source published with a value (a margin of error, a confidence interval), in the value's unit. */
export type PublishedInterval = {
  low: number;
  high: number;
  /** In percent; null where the source does not say. */
  level: number | null;
};

/** One period of one series. A period without a value is given with `value: null`, never left out. */
export type ChartPoint = {
  /** First day of the period, as an ISO date (`2024-09-01`); decides where the point stands on the time axis. */
  start: string;
  /** Last day of a period that is drawn with its width: several years together, twelve months of every month. */
  end?: string;
  /** The period as people write it (`2023-24`, `Mar 2025`). */
  label: string;
  /** In the unit of the chart's `ValueFormat`; null is a gap. */
  value: number | null;
  /** Set when only a range is known; the range is drawn, never an invented number. */
  bounds?: ValueBounds | null;
  /** What the source published with the value; nothing is drawn where it published none. */
  interval?: PublishedInterval | null;
  /** True when the value is hidden to protect children, `by_source` when its publisher left it out for that; every other field is then ignored. */
  suppressed?: boolean | 'by_source';
  numerator?: number | null;
  denominator?: number | null;
  signal?: PointSignal | null;
  /** Why the point is left out of centre, limits and runs; it is drawn hollow. */
  excluded?: string | null;
  note?: string | null;
};

/** How values are written. `percent` takes 0–100, `fraction` takes 0–1 and is written as a percentage. */
export type ValueFormat = {
  kind: 'percent' | 'fraction' | 'number';
  /** Most digits after the point; 1 unless said. */
  decimals?: number;
  /** Writes all of them also where they are zeros, for columns of numbers. */
  fixed?: boolean;
  /** Written after a plain number (`days`, `per 1,000`). */
  unit?: string;
};

/** The centre line, one value a point (null where it is not defined). */
export type CentreLine = { kind: 'median' | 'mean'; values: readonly (number | null)[] };

/** Control limits, one value a point (null where they are not defined). */
export type ControlLimits = { lower: readonly (number | null)[]; upper: readonly (number | null)[] };

/** Where centre and limits change: `phase` starts a new part at the point, `freeze` ends the baseline before it. */
export type PhaseDivider = { index: number; kind: 'phase' | 'freeze'; label?: string; reason?: string };

/** A dashed line with a goal; `byWhen` is written after it. */
export type TargetLine = { value: number; byWhen?: string };

/** What the last value of an XmR chart says (NHS England, Making Data Count). */
export type XmrVariation =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neutral_high'
  | 'neutral_low';

/** Whether the target can be relied on to be met. */
export type XmrAssurance = 'pass' | 'fail' | 'inconsistent';

/** What may be pinned on the time axis. */
export const flagKinds = ['cycle', 'adoption', 'system_change'] as const;
export type FlagKind = (typeof flagKinds)[number];

/** Something that happened meanwhile: shown as contribution, never as cause. */
export type ChartFlag = {
  id: string;
  kind: FlagKind;
  /** ISO date. */
  at: string;
  title: string;
  href?: string;
};

/** One population's series. */
export type ChartSeries = {
  id: string;
  name: string;
  points: readonly ChartPoint[];
  /** Place in the palette (from 0), so that a population keeps its colour from chart to chart; its place in the chart unless given. */
  colour?: number;
};

/** A limit of what the chart can say, told under it. */
export type Caveat =
  | { kind: 'too_few'; points: number; needed: number }
  | { kind: 'too_few_for_limits'; points: number; needed: number }
  | { kind: 'latest'; periods: number; earlier: number }
  | { kind: 'annual' }
  | { kind: 'overlapping' }
  | { kind: 'hidden' }
  | { kind: 'by_source' }
  | { kind: 'ranges' }
  | { kind: 'intervals' | 'interval_lines'; level: number | null }
  | { kind: 'excluded'; points: number }
  | { kind: 'text'; text: string };

/** The structured finding that a title is made of; `from` and `to` are values in the chart's unit. */
export type Finding = {
  kind:
    | 'too_few_points'
    | 'no_signal'
    | 'signal_change'
    | 'signal_improvement'
    | 'signal_concern'
    | 'single_point'
    | 'no_data';
  from: number | null;
  to: number | null;
  fromPeriod: string | null;
  toPeriod: string | null;
  /** How many points there are, where the finding is that they are too few. */
  points?: number;
  /** How many of them are off the centre line; told where there are enough points and still too few of these. */
  useful?: number;
  /** The direction that is better: with it a movement against its signal is not told as one ("rose; improvement"). */
  better?: 'higher' | 'lower';
  signal?: FindingSignal | null;
  /** The newest signal the other way, told beside it. */
  opposite?: FindingSignal | null;
  /** Whether the intervals that the source published at both ends have a number in common. */
  overlaps?: boolean;
  /** Whether limits or a definition began anew with `fromPeriod`: what is found, is found since then. */
  beganAnew?: boolean;
};

/** A signal's periods, and how they are told: since the first where it lasts, after the last where it is what was left. */
export type FindingSignal = {
  fromPeriod: string;
  toPeriod: string;
  when: 'since' | 'during' | 'after';
  /** Set where the series as a whole crosses its centre line too seldom or too often: no period is the signal's own. */
  crossings?: 'few' | 'many' | null;
};

/** Fewest points with a value before a run-chart signal is drawn or told (Anhøj & Olesen 2014: at least 10 useful points). */
export const pointsForSignals = 10;

/** Fewest points with a value before control limits are drawn (Provost & Murray, The Health Care Data Guide: 12). */
export const pointsForLimits = 12;

/** The one mark of a hidden value, the same for primary and complementary suppression, in charts and tables. */
export const suppressedMark = '*';

/** The mark of a value that its publisher did not give, to protect children. */
export const sourceMark = 's';
