// The package's main entry: charts, signals, disparity and gaps. What is not named here or in `disclosure/index.ts` is
// nobody's to import. Inside the package, files import each other.
export { measure } from './measure.ts';
export { type CommandResult, measureCommand } from './measure-command.ts';
export {
  type ChartKind,
  chartKinds,
  type Maybe,
  type MeasuredPart,
  type MeasuredSeries,
  type MeasureInput,
  type MeasureOutput,
  type MeasureRefused,
  type PerlaResult,
  type PerlaShift,
  type PerlaTrend,
} from './basics/chart-types.ts';
export {
  type AssuranceIcon,
  type AssuranceType,
  measureXmr,
  type VariationIcon,
  type XmrDirection,
  xmrFewestPoints,
  type XmrInput,
  type XmrOutput,
  type XmrPointType,
  type XmrSeries,
} from './limits/xmr.ts';
export type { SpecialCause } from './rules/xmr-special-causes.ts';
export { type AnhoejResult, crossingsMin, longestRunMax, minimumUsefulPoints } from './rules/anhoej.ts';
export {
  type Cadence,
  type ChartChoice,
  type ChartQuestion,
  type ChartReason,
  chooseChart,
  fewestPointsForLimits,
  type MeasureType,
} from './series/choose-chart.ts';
export type { Finding, FindingKind, KnownPoint } from './series/finding.ts';
export { adviseRecalculation, type RecalculationAdvice } from './series/recalculation.ts';
export { measureSpread, type PopulationReach, type Share, type SiteRecord, type Spread } from './series/scale.ts';
export { measureParts } from './series/series-parts.ts';
export type { SeriesSignal, SignalRule } from './series/series-signals.ts';
export { type Companion, summarizeSeries, type SeriesSummary } from './series/series-summary.ts';
export type { RunRules, SeriesChart, SeriesPoint, SeriesRequest } from './series/series-types.ts';
export type { SeriesXmr } from './series/series-xmr.ts';
export { type Bounds, differenceBounds, exactly, isNumber, ratioBounds, within } from './gaps/bounds.ts';
export {
  type AdverseEvent,
  adverseEventOf,
  disparity,
  type Disparity,
  type DisparityOutput,
  type DisparityRequest,
  type GroupDisparity,
  type GroupRate,
} from './gaps/disparity.ts';
export {
  type ComparedWith,
  type KnownDisparity,
  knownDisparity,
  type KnownDisparityRequest,
  type KnownGroup,
  type KnownGroupDisparity,
} from './gaps/disparity-bounds.ts';
export {
  type Certainty,
  gapClosed,
  type GapClosed,
  type GapPair,
  knownChangeAchieved,
  type KnownGapClosed,
  knownGapClosed,
  type KnownGapPair,
  targetedChangeAchieved,
} from './gaps/gap.ts';
