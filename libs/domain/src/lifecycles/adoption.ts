import { isWritten, next, type Lifecycle, type Transition } from '../lifecycle.ts';
import { refusal, type Refusal } from '../refusals/refusal.ts';
import { adoptionStages, type AdoptionStage } from '../vocabulary.ts';

export interface AdoptionFacts {
  /** Why the site stopped. */
  reason: string | null;
  /** The stage that the site had reached when it stopped. */
  stoppedFrom: AdoptionStage | null;
}

const ladder: readonly AdoptionStage[] = adoptionStages.filter((stage) => stage !== 'stopped');

const stopWithReason = (facts: Readonly<Partial<AdoptionFacts>>) =>
  isWritten(facts.reason) ? undefined : refusal('ADOPTION_STOP_REASON_REQUIRED');

function resumeAt(stage: AdoptionStage) {
  return (facts: Readonly<Partial<AdoptionFacts>>) =>
    facts.stoppedFrom && ladder.indexOf(stage) <= ladder.indexOf(facts.stoppedFrom)
      ? undefined
      : refusal('ADOPTION_RESUME_TOO_FAR');
}

const forward: Transition<AdoptionStage, AdoptionStage, AdoptionFacts>[] = ladder.flatMap((from, index) =>
  ladder.slice(index + 1).map((to) => ({ from, verb: to, to })),
);

/** One practice at one site. The verb is the stage that the site reaches, so that the table has every jump in it. */
export const adoptionLifecycle: Lifecycle<AdoptionStage, AdoptionStage, AdoptionFacts> = {
  name: 'adoption',
  states: adoptionStages,
  initial: 'exploring',
  ends: ['sustaining', 'stopped'],
  transitions: [
    ...forward,
    { from: ladder, verb: 'stopped', to: 'stopped', guard: stopWithReason },
    ...ladder.map((stage) => ({ from: 'stopped' as const, verb: stage, to: stage, guard: resumeAt(stage) })),
  ],
  refuse: (state, verb) => (state === verb ? refusal('ADOPTION_SAME_STAGE') : refusal('ADOPTION_STEP_BACK')),
};

export interface AdoptionMove {
  readonly ok: true;
  readonly to: AdoptionStage;
  readonly kind: 'step' | 'jump' | 'stop' | 'resume';
  /** The stages passed over by a jump, which the practice's page flags. */
  readonly skipped: AdoptionStage[];
}

/** Moves a site to a stage, and says whether stages were passed over. */
export function moveAdoption(
  from: AdoptionStage,
  to: AdoptionStage,
  facts: Readonly<Partial<AdoptionFacts>> = {},
): AdoptionMove | Refusal {
  const outcome = next(adoptionLifecycle, from, to, facts);
  if (!outcome.ok) return outcome;
  if (to === 'stopped') return { ok: true, to, kind: 'stop', skipped: [] };
  if (from === 'stopped') return { ok: true, to, kind: 'resume', skipped: [] };
  const skipped = ladder.slice(ladder.indexOf(from) + 1, ladder.indexOf(to));
  return { ok: true, to, kind: skipped.length > 0 ? 'jump' : 'step', skipped };
}

/** The stages at which a site works with the practice: it is counted as using it. */
export const adoptionStagesInUse = ladder.slice(ladder.indexOf('using'));

/** The stages of a site that has not stopped. */
export const standingAdoptionStages = ladder;
