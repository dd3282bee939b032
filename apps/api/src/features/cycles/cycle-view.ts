import { gapsOf } from '@throughline/domain/cycle-gaps';
import { cycleFidelity, type CriterionAnswer } from '@throughline/domain/fidelity';
import { abilities, type KnownSubject, type PolicyName } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { fidelityFacts } from './cycle-facts.ts';
import { type SeriesRow, toSeries } from '../indicators/series.service.ts';
import type { CycleMeasureType, FidelityAnswerType } from './cycle-parts.type.ts';
import { wholeCycle } from './cycle.reads.ts';
import type { CycleType } from './cycle.type.ts';

/** A cycle as one statement reads it, before what follows from it is worked out. */
export type CycleRow = Omit<CycleType, 'fidelity' | 'gaps' | 'abilities' | 'measure'> & {
  parentNetworkId: string | null;
  measure: (Omit<CycleMeasureType, 'series'> & { series: SeriesRow | null }) | null;
};

/** Policies that a screen of cycles and ideas asks about. */
export const cycleAbilities = [
  'canLogCycle',
  'canDecideCycle',
  'canEditTheory',
  'canRaiseEscalation',
] as const satisfies PolicyName[];

/** Which of {@link cycleAbilities} hold. */
export function cycleAbilitiesOf(viewer: Viewer, subject: KnownSubject): string[] {
  return abilities(viewer, { partnershipId: viewer.partnershipId, ...subject }, cycleAbilities);
}

/** Answers as GraphQL carries them. */
export function answers(list: readonly CriterionAnswer[]): FidelityAnswerType[] {
  return list.map(({ criterion, result, reasons }) => ({ criterion, result, reasons: [...reasons] }));
}

/** Works out fidelity, gaps and abilities of a cycle that was read. */
export function toCycle(viewer: Viewer, row: CycleRow): CycleType {
  const { parentNetworkId, measure, ...cycle } = row;
  const { networkId, ownerMemberId } = cycle;
  return {
    ...cycle,
    measure: measure && { ...measure, series: measure.series && toSeries(measure.series) },
    fidelity: answers(cycleFidelity(fidelityFacts({ ...cycle, hasSuccessor: cycle.next.length > 0 }))),
    gaps: gapsOf(cycle),
    // Of a voided cycle only one thing can be done: whoever decides on it takes it back.
    abilities: cycleAbilitiesOf(viewer, { networkId, parentNetworkId, ownerMemberId }).filter(
      (policy) => cycle.retiredAt === null || policy === 'canDecideCycle',
    ),
  };
}

/** The cycle that a write answers. */
export const answerCycle = (tx: WriteTransaction, id: string) =>
  tx.answer<CycleRow>(wholeCycle(tx), [tx.partnershipId, id]);

/** The whole cycle, 1 statement; throws NOT_FOUND. */
export async function readCycle(tx: ReadTransaction, viewer: Viewer, id: string): Promise<CycleType> {
  const row = isUuid(id) ? await tx.one<CycleRow>(wholeCycle(tx), [tx.partnershipId, id]) : null;
  if (!row) throw new NotFound();
  return toCycle(viewer, row);
}
