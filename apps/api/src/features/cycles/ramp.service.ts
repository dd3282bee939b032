import { Inject, Injectable } from '@nestjs/common';
import {
  countByCriterion,
  cycleFidelity,
  type FidelityCycle,
  rampFidelity,
  scaleJumps,
} from '@throughline/domain/fidelity';
import { isWritten } from '@throughline/domain/lifecycle';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { fidelityFacts, type RecordedCycle } from './cycle-facts.ts';
import { answers, cycleAbilitiesOf } from './cycle-view.ts';
import { networkRungs, rampsPage } from './ramp.reads.ts';
import type { CriterionCountType, RampType, RungType } from './ramp.type.ts';

type RungRow = Omit<RungType, 'fidelity' | 'scaleJumped'> & RecordedCycle & { balancingMeasure: string };

type RampRow = Omit<RampType, 'rungs' | 'fidelity' | 'abilities'> & {
  rungs: RungRow[];
  driverId: string | null;
  parentNetworkId: string | null;
  /** Released points of the ramp's measure since its first cycle. */
  observedPoints: number;
};

/** Ramps: each idea as a ladder of its cycles. */
@Injectable()
export class RampService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** Ramps of a network, newest idea first; 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<RampType>> {
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<RampRow>(rampsPage, [viewer.partnershipId, networkId], { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => toRamp(viewer, row)) };
  }

  /** How many of a network's cycles meet each criterion; 1 statement. */
  async fidelity(viewer: Viewer, networkId: string): Promise<CriterionCountType[]> {
    return this.tenancy.read(viewer, async (tx) => {
      const found = await tx.one<{ rungs: RungRow[] }>(networkRungs(tx), [viewer.partnershipId, networkId]);
      const all = (found?.rungs ?? []).flatMap((row) => cycleFidelity(fidelityFacts(row)));
      return [...countByCriterion(all)].map(([criterion, counts]) => ({
        criterion,
        pass: counts.pass,
        fail: counts.fail,
        notYet: counts.not_yet,
      }));
    });
  }
}

function toRamp(viewer: Viewer, row: RampRow): RampType {
  const { rungs, driverId, parentNetworkId, observedPoints, ...ramp } = row;
  const facts = rungs.map((rung) => fidelityFacts(rung, rungs[0]?.conditions));
  const jumps = new Set(scaleJumps(facts));
  return {
    ...ramp,
    rungs: rungs.map((rung, at) => toRung(rung, facts[at], jumps.has(rung.id))),
    fidelity: rungs.length === 0 ? [] : answers(rampCriteria(rungs, facts, driverId, observedPoints)),
    abilities: cycleAbilitiesOf(viewer, { networkId: ramp.networkId, parentNetworkId }),
  };
}

function toRung(rung: RungRow, facts: FidelityCycle | undefined, scaleJumped: boolean): RungType {
  return { ...rung, scaleJumped, fidelity: facts ? answers(cycleFidelity(facts)) : [] };
}

function rampCriteria(rungs: RungRow[], cycles: FidelityCycle[], driverId: string | null, observedPoints: number) {
  const ownPoints = rungs
    .flatMap(({ questions }) => questions)
    .filter(({ resultValue }) => resultValue !== null).length;
  return rampFidelity({
    cycles,
    // The measure is an indicator or is counted by the cycles themselves: the two are never added.
    measurePoints: Math.max(observedPoints, ownPoints),
    // A baseline is frozen by a person with a reason; until one is on record there is nothing to compare with.
    favourableSignalAgainstFrozenBaseline: null,
    hasBalancingMeasure: rungs.some(({ balancingMeasure }) => isWritten(balancingMeasure)),
    driverId,
  });
}
