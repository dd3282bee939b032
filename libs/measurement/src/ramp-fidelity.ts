import { minimumUsefulPoints } from './anhoej.ts';
import { criterion, holding, type Criterion } from './criterion.ts';

/** One cycle of a ramp, as far as the ramp's fidelity goes. */
export interface RampCycle {
  readonly id: string;
  /** The cycle that it follows; null for the first. Branches are allowed. */
  readonly previousId: string | null;
  /** Whether it cites what the one before taught. */
  readonly citesLesson: boolean;
  /** Step on the ladder of scales, from 0. */
  readonly scale: number;
  /** Whether conditions were varied on purpose. */
  readonly variedConditions: boolean;
  readonly metPredictions: number;
  readonly decision: 'adopt' | 'adapt' | 'abandon' | 'expand' | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** A chain of PDSA cycles of one change idea, in the order in which they began. */
export interface Ramp {
  readonly cycles: readonly RampCycle[];
  /** The step of the ladder that is the whole. */
  readonly wholeScale: number;
  /** Points of the measure at a regular interval. */
  readonly regularPoints: number;
  /** Whether the measure shows a favourable signal against a frozen baseline. */
  readonly favourableSignal: boolean;
  readonly balancingMeasure: boolean;
  readonly tiedToDriver: boolean;
}

export type RampCriterion = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6';

/** The criteria of a ramp, and what a reader is told beside them. */
export interface RampFidelity {
  readonly criteria: readonly Criterion<RampCriterion>[];
  /** Cycles that leapt more than one step beyond the one that they follow. */
  readonly jumps: readonly string[];
  /** Whether there are points enough for run rules. */
  readonly runRulesAllowed: boolean;
  /** Adopted although R4 does not pass: it reads "adopted without evidence". */
  readonly adoptedWithoutEvidence: boolean;
}

const regularPointsNeeded = 3;
const month = 31 * 24 * 60 * 60 * 1000;

/** R1: at least two cycles, each successor citing what the one before taught. */
function chained({ cycles }: Ramp): Criterion<RampCriterion> {
  const successors = cycles.filter((cycle) => cycle.previousId !== null);
  const met = successors.filter((cycle) => cycle.citesLesson).length;
  return criterion('R1', met, Math.max(successors.length, 1), successors.length > 0);
}

/** R2: the first scale is smaller than the whole, and scale grows later. */
function scaleGrows({ cycles, wholeScale }: Ramp): Criterion<RampCriterion> {
  const first = cycles[0]?.scale ?? null;
  if (first === null) return criterion('R2', 0, 2, false);
  const small = first < wholeScale;
  return criterion('R2', holding([small, cycles.some((cycle) => cycle.scale > first)]), 2, !small);
}

/** R4: adopted after a met prediction under larger or varied conditions, and a favourable signal. */
function adoptedOnEvidence({ cycles, favourableSignal }: Ramp): Criterion<RampCriterion> {
  const first = cycles[0]?.scale ?? 0;
  const tested = cycles.some((one) => one.metPredictions > 0 && (one.scale > first || one.variedConditions));
  const adopted = cycles.some((cycle) => cycle.decision === 'adopt');
  const checked = criterion<RampCriterion>('R4', holding([tested, favourableSignal]), 2, true);
  return adopted ? checked : { ...checked, verdict: 'not_yet' };
}

/** R5: a balancing measure, and every ended cycle took under a month (31 days). */
function quickAndBalanced({ cycles, balancingMeasure }: Ramp): Criterion<RampCriterion> {
  const ended = cycles.filter((cycle) => cycle.endedAt !== null);
  const quick = ended.filter((cycle) => (cycle.endedAt ?? 0) - cycle.startedAt < month).length;
  return criterion('R5', quick + Number(balancingMeasure), Math.max(ended.length, 1) + 1, ended.length > 0);
}

function jumpsOf(cycles: readonly RampCycle[]): string[] {
  const scaleOf = new Map(cycles.map((cycle) => [cycle.id, cycle.scale]));
  return cycles
    .filter((cycle) => {
      const before = cycle.previousId === null ? undefined : scaleOf.get(cycle.previousId);
      return before !== undefined && cycle.scale - before > 1;
    })
    .map((cycle) => cycle.id);
}

/** The checkable criteria of a ramp, in order (Taylor et al. 2014; McNicholas et al. 2019; Knudsen et al. 2019). */
export function rampFidelity(ramp: Ramp): RampFidelity {
  const adoption = adoptedOnEvidence(ramp);
  const points = Math.min(ramp.regularPoints, regularPointsNeeded);
  return {
    criteria: [
      chained(ramp),
      scaleGrows(ramp),
      criterion('R3', points, regularPointsNeeded, false),
      adoption,
      quickAndBalanced(ramp),
      criterion('R6', Number(ramp.tiedToDriver), 1, ramp.cycles.length > 0),
    ],
    jumps: jumpsOf(ramp.cycles),
    runRulesAllowed: ramp.regularPoints >= minimumUsefulPoints,
    adoptedWithoutEvidence: adoption.verdict === 'fail',
  };
}
