import { moveAdoption } from '@throughline/domain/lifecycles/adoption';
import { adoptionStages, type AdoptionStage } from '@throughline/domain/vocabulary';
import type { Adoption } from './practice-operations.ts';

/** The stages that a site climbs, in order. */
export const ladder = adoptionStages.filter((stage) => stage !== 'stopped');

type Steps = Pick<Adoption, 'stage' | 'steps'>;

/** The stages that the site may enter now; `stopped` is among them for a site that goes on. */
export function openStages({ stage, steps }: Steps): AdoptionStage[] {
  const stoppedFrom = steps.findLast((step) => step.stage !== 'stopped')?.stage ?? null;
  return adoptionStages.filter((to) => moveAdoption(stage, to, { reason: 'asked for when it stops', stoppedFrom }).ok);
}

/** What is known of one site and one stage. */
export interface StageCell {
  stage: AdoptionStage;
  /** The day on which the site last entered it; null when it never did. */
  on: string | null;
  isPresent: boolean;
  /** The site went past it without entering it. */
  isSkipped: boolean;
}

/** A site's row of the table: one cell a stage. */
export function stageCells({ stage, steps }: Steps): StageCell[] {
  const skipped = new Set(steps.flatMap((step) => step.skipped));
  return ladder.map((each) => {
    const on = steps.findLast((step) => step.stage === each)?.on ?? null;
    return { stage: each, on, isPresent: each === stage, isSkipped: on === null && skipped.has(each) };
  });
}
