import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { areExclusive, keepDimensions, loosenDimensions } from './population-dimension.service.ts';
import { Population } from './population.entity.ts';
import { MovePopulationInput } from './population.inputs.ts';
import { findCrossings, findGroup, findMeasured } from './population.reads.ts';

/** What hangs together of the populations, with nobody else moving one until this write is over. */
interface Around {
  crossings: Population[];
  /** Whether the dimension has a group of that name already. */
  isTaken: boolean;
  /** The indicators with numbers of the population or of its crossings. */
  measured: string[];
  /** Whether the dimension is there, and said to be of groups that exclude each other. */
  loosens: boolean;
}

/** What populations are groups of, corrected. */
@Injectable()
export class PopulationMoveService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
  ) {}

  /**
   * Moves a population to another dimension, or makes it everybody or a group; its crossings follow. What adds up
   * changes with it, so that the numbers of every indicator that has some are decided anew.
   * @throws Refused POPULATION_IS_CROSSING; POPULATION_GROUP_TAKEN; POPULATION_CROSSED_WITH where a crossing would be one
   * of a dimension with itself; POPULATION_HAS_CROSSINGS where a crossed group would be everybody
   */
  async move(viewer: Viewer, input: MovePopulationInput): Promise<Population> {
    let concerned: readonly string[] | 'all' = [];
    const moved = await this.writes.run(viewer, MovePopulationInput, input, {
      reads: (tx, { dimension, overlapping }, id) => readAround(tx, id, dimension, overlapping),
      writes: async (tx, { dimension, overlapping }, before, around) => {
        refuseMove(before, dimension, around);
        concerned = around.loosens ? 'all' : around.measured;
        if (concerned.length > 0) this.disclosure.undecide(tx, { rulesOf: concerned });
        const because = { verb: 'move' };
        const group = dimension === null ? null : (before.group ?? before.name);
        const after = tx.update(Population, before, { dimension, group }, because);
        for (const crossing of around.crossings) {
          const isFirst = crossing.dimension === before.dimension && crossing.group === before.group;
          tx.update(Population, crossing, isFirst ? { dimension } : { crossedDimension: dimension }, because);
        }
        keepDimensions(tx);
        if (overlapping && dimension !== null) await loosenDimensions(tx, [dimension]);
        return after;
      },
    });
    if (concerned.length > 0) await this.disclosure.decideWaiting(viewer.partnershipId, concerned);
    return moved;
  }
}

async function readAround(
  tx: ReadTransaction,
  id: string,
  dimension: string | null,
  overlapping: boolean,
): Promise<Around> {
  const [, , crossings, taken, measured, loosens] = await Promise.all([
    tx.turn('import'),
    tx.turn('populations'),
    tx.rows<Population>(findCrossings(tx), [tx.partnershipId, id]),
    tx.one(findGroup, [tx.partnershipId, id, dimension]),
    tx.rows<{ id: string }>(findMeasured, [tx.partnershipId, id]),
    areExclusive(tx, overlapping && dimension !== null ? [dimension] : []),
  ]);
  return { crossings, isTaken: taken !== null, measured: measured.map((each) => each.id), loosens };
}

function refuseMove(before: Population, dimension: string | null, { crossings, isTaken }: Around): void {
  if (before.crossedDimension !== null) throw new Refused(refusal('POPULATION_IS_CROSSING'));
  if (isTaken) throw new Refused(refusal('POPULATION_GROUP_TAKEN'));
  if (dimension === null && crossings.length > 0) throw new Refused(refusal('POPULATION_HAS_CROSSINGS'));
  const isCrossedWith = crossings.some((crossing) =>
    [crossing.dimension, crossing.crossedDimension].some((each) => each === dimension && each !== before.dimension),
  );
  if (isCrossedWith) throw new Refused(refusal('POPULATION_CROSSED_WITH'));
}
