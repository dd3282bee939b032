import { adoptionStagesInUse, moveAdoption } from '@throughline/domain/lifecycles/adoption';
import type { AdoptionStage } from '@throughline/domain/vocabulary';
import type { AdoptionCurve } from './practice.type.ts';
import { measureSpread, type Spread } from '@throughline/measurement';

/** A site entered a stage on a day (YYYY-MM-DD). */
export interface Entered {
  readonly stage: AdoptionStage;
  readonly on: string;
}

/** One site's way through the stages, oldest first. */
export interface SiteHistory {
  readonly steps: readonly Entered[];
  readonly adaptation: string;
}

/** True for the stages that count as using the practice. */
export const inUse = (stage: AdoptionStage | undefined): boolean =>
  stage !== undefined && adoptionStagesInUse.includes(stage);

/** The stage that the site had reached before it stopped; null for a site that never began. */
export function stoppedFrom(steps: readonly Entered[]): AdoptionStage | null {
  return steps.findLast(({ stage }) => stage !== 'stopped')?.stage ?? null;
}

/** The steps with the stages that each passed over: a jump has some, every other step none. */
export function withSkipped<T extends Entered>(steps: readonly T[]): (T & { skipped: AdoptionStage[] })[] {
  return steps.map((step, at) => {
    const before = steps[at - 1];
    const facts = { reason: 'kept with the step', stoppedFrom: stoppedFrom(steps.slice(0, at)) };
    const move = before ? moveAdoption(before.stage, step.stage, facts) : undefined;
    return { ...step, skipped: move?.ok ? move.skipped : [] };
  });
}

/** How many sites used the practice, and how many were eligible, on each day that changed it. */
export function adoptionCurve(sites: readonly SiteHistory[]): AdoptionCurve {
  const changes = new Map<string, { using: number; eligible: number }>();
  for (const { steps } of sites) {
    for (const [at, { stage, on }] of steps.entries()) {
      const change = changes.get(on) ?? { using: 0, eligible: 0 };
      change.using += Number(inUse(stage)) - Number(inUse(steps[at - 1]?.stage));
      change.eligible += at === 0 ? 1 : 0;
      changes.set(on, change);
    }
  }
  const curve: AdoptionCurve = { days: [], using: [], eligible: [] };
  let using = 0;
  let eligible = 0;
  for (const [day, change] of [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    using += change.using;
    eligible += change.eligible;
    curve.days.push(day);
    curve.using.push(using);
    curve.eligible.push(eligible);
  }
  return curve;
}

/** When each stage was entered for the first time, in milliseconds since 1970; a stop is no stage of the ladder. */
function stagesBegunAt(steps: readonly Entered[]): number[] {
  const first = new Map<AdoptionStage, number>();
  for (const { stage, on } of steps) {
    if (stage !== 'stopped' && !first.has(stage)) first.set(stage, Date.parse(on));
  }
  return [...first.values()];
}

/** The measures of spread that the sites' histories alone can tell (MEASUREMENT, Scale). */
export function spreadOf(sites: readonly SiteHistory[]): Spread {
  const records = sites.map(({ steps, adaptation }) => ({
    eligible: true,
    using: inUse(steps.at(-1)?.stage),
    points: 0,
    favourableSignal: false,
    adaptations: adaptation.trim() === '' ? 0 : 1,
    stagesBegunAt: stagesBegunAt(steps),
  }));
  return measureSpread(records, []);
}
